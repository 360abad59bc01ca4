using Proscenium.Heads;
using Proscenium.Judging.Balance;
using Proscenium.Judging.FreeField;
using Proscenium.Judging.Hearing;

namespace Proscenium.Judging.Rooms;

/// <summary>What a listener gets of one treatment at the seat of a room: width and depth, and the figures they rest on.</summary>
public sealed record RoomImpression
{
    RoomImpression(HeardSound left, HeardSound centre, HeardSound right, WindowedSeparation separation, InterauralCoherence stageCoherence, InterauralCoherence centreCoherence, EnergyDecay leftDecay)
    {
        (LeftHeard, CentreHeard, RightHeard) = (left, centre, right);
        (Separation, StageCoherence, CentreCoherence, LeftDecay) = (separation, stageCoherence, centreCoherence, leftDecay);
    }

    /// <summary>Where the left input is heard, by both models, on onset and on sustained material.</summary>
    internal HeardSound LeftHeard { get; }

    /// <summary>The same of the centre.</summary>
    internal HeardSound CentreHeard { get; }

    /// <summary>The same of the right input.</summary>
    internal HeardSound RightHeard { get; }

    /// <summary>Where the left input is heard, where it begins at once.</summary>
    internal Localisation Left => LeftHeard.Onset;

    /// <summary>The same of the centre.</summary>
    internal Localisation Centre => CentreHeard.Onset;

    /// <summary>The same of the right input.</summary>
    internal Localisation Right => RightHeard.Onset;

    /// <summary>Separation by time windows.</summary>
    internal WindowedSeparation Separation { get; }

    /// <summary>Direct over reverberant sound of the left input at the left ear, dB by <see cref="FreeFieldAnalysis.RoomBands"/>.</summary>
    public required IReadOnlyList<double> LeftDirectDb { get; init; }

    /// <summary>The same of the centre, both ears together.</summary>
    public required IReadOnlyList<double> CentreDirectDb { get; init; }

    /// <summary>Direct over reverberant sound of the centre, mean over third octaves from 500 Hz to 3 kHz, dB.</summary>
    public required double CentreMidrangeDirectDb { get; init; }

    /// <summary>The same of the left input at both ears together.</summary>
    public required double LeftMidrangeDirectDb { get; init; }

    /// <summary>The distance at which the centre's direct sound would be as strong as the room's, 500 Hz to 3 kHz, metres.</summary>
    public required double CriticalDistanceMetres { get; init; }

    /// <summary>C50 and C80 of the left input at the left ear, dB; infinite without reflections.</summary>
    public required (double C50, double C80) LeftClarityDb { get; init; }

    /// <summary>The same of the centre at the left ear.</summary>
    public required (double C50, double C80) CentreClarityDb { get; init; }

    /// <summary>How loud sounds in the middle and half-way are against sounds at one side, room included.</summary>
    public required StageBalance Balance { get; init; }

    /// <summary>
    /// Interaural coherence of left and right playing unrelated programmes: the lower it is, the wider the sound. Late parts are 0 without reflections.
    /// </summary>
    internal InterauralCoherence StageCoherence { get; }

    /// <summary>That of their direct sound: mean of 500 Hz, 1 and 2 kHz.</summary>
    public required double StageDirectCoherence { get; init; }

    /// <summary>Interaural coherence of the centre: high where it is heard as one narrow source.</summary>
    internal InterauralCoherence CentreCoherence { get; }

    /// <summary>Energy of the left input at the left ear that is still to come, by time.</summary>
    internal EnergyDecay LeftDecay { get; }

    /// <summary>How wide the stage is heard.</summary>
    internal StageWidth Width => StageWidth.Between(Left, Right);

    /// <summary>Measures a stage.</summary>
    /// <param name="stage">At one seat.</param>
    /// <param name="template">Of the head that hears.</param>
    internal static RoomImpression Of(BinauralRoomResponses stage, LocalisationTemplate template)
    {
        DirectToReverberant leftDirect = new(stage.Left), centreDirect = new(stage.Centre);
        EnergyDecay leftDecay = Decay(stage.Left), centreDecay = Decay(stage.Centre);
        double midrange = centreDirect.MeanDb(500, 3000);
        return new(
            left: HeardSound.Of(stage.Left.Whole, template),
            centre: HeardSound.Of(stage.Centre.Whole, template),
            right: HeardSound.Of(stage.Right.Whole, template),
            separation: WindowedSeparation.Of(stage),
            stageCoherence: InterauralCoherence.MeasureTogether([stage.Left.Whole, stage.Right.Whole], stage.Left.ArrivalSeconds),
            centreCoherence: InterauralCoherence.Measure(stage.Centre.Whole, stage.Centre.ArrivalSeconds),
            leftDecay: leftDecay)
        {
            Balance = StageBalance.Of(stage.Programmes, CrossPower.AtEars([Spectra(stage.Left), Spectra(stage.Right), Spectra(stage.Centre)], stage.Left.Whole.OwnGrid)),
            LeftDirectDb = [.. FreeFieldAnalysis.RoomBands.Select(band => leftDirect.Db(Side.Left, band))],
            CentreDirectDb = [.. FreeFieldAnalysis.RoomBands.Select(centreDirect.Db)],
            CentreMidrangeDirectDb = midrange,
            LeftMidrangeDirectDb = leftDirect.MeanDb(500, 3000),
            CriticalDistanceMetres = DirectToReverberant.CriticalDistance(stage.Metres, midrange),
            LeftClarityDb = (leftDecay.C50, leftDecay.C80),
            CentreClarityDb = (centreDecay.C50, centreDecay.C80),
            StageDirectCoherence = InterauralCoherence.MeasureTogether([stage.Left.Direct, stage.Right.Direct], stage.Left.ArrivalSeconds).EarlyOctaves,
        };
    }

    static EarSpectra Spectra(RoomResponses responses) => responses.Whole.Spectra(responses.Whole.OwnGrid);

    static EnergyDecay Decay(RoomResponses responses) => new(responses.Whole.Left, responses.Whole.SampleRate, responses.ArrivalSeconds);
}
