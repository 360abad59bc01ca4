using Proscenium.Heads;
using Proscenium.Judging.Balance;
using Proscenium.Judging.FreeField;
using Proscenium.Judging.Hearing;

namespace Proscenium.Judging.Rooms;

/// <summary>What can be said of a treatment from measured responses alone: no place is known, so nothing is told of directions, other seats or distances.</summary>
sealed record MeasuredRoomFigures
{
    readonly BinauralRoomResponses _stage;

    MeasuredRoomFigures(BinauralRoomResponses stage) => _stage = stage;

    /// <summary>Separation of left and right by time windows.</summary>
    public required WindowedSeparation Separation { get; init; }

    /// <summary>Direct over reverberant sound of the left input at the left receiver, dB by <see cref="FreeFieldAnalysis.RoomBands"/>.</summary>
    public required IReadOnlyList<double> LeftDirectDb { get; init; }

    /// <summary>The same of the centre, both receivers together.</summary>
    public required IReadOnlyList<double> CentreDirectDb { get; init; }

    /// <summary>How loud the middle, half-way pans and unrelated channels are against one side, room included.</summary>
    public required StageBalance Balance { get; init; }

    /// <summary>Measures a treatment.</summary>
    public static MeasuredRoomFigures Of(BinauralRoomResponses stage)
    {
        DirectToReverberant left = new(stage.Left), centre = new(stage.Centre);
        return new(stage)
        {
            Separation = WindowedSeparation.Of(stage),
            LeftDirectDb = [.. FreeFieldAnalysis.RoomBands.Select(band => left.Db(Side.Left, band))],
            CentreDirectDb = [.. FreeFieldAnalysis.RoomBands.Select(centre.Db)],
            Balance = StageBalance.Of(stage.Programmes, CrossPower.AtEars([Spectra(stage.Left), Spectra(stage.Right), Spectra(stage.Centre)], stage.Left.Whole.OwnGrid)),
        };
    }

    /// <summary>Tone of the left input with the room, both receivers together, relative to another treatment.</summary>
    public Coloration LeftTone(MeasuredRoomFigures other) => Tone(_stage.Left, other._stage.Left);

    /// <summary>The same of the centre.</summary>
    public Coloration CentreTone(MeasuredRoomFigures other) => Tone(_stage.Centre, other._stage.Centre);

    static Coloration Tone(RoomResponses heard, RoomResponses reference) => Coloration.Between(Spectra(heard), Spectra(reference), heard.Whole.OwnGrid);

    static EarSpectra Spectra(RoomResponses responses) => responses.Whole.Spectra(responses.Whole.OwnGrid);
}
