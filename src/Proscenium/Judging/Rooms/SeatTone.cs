using Proscenium.Acoustics;
using Proscenium.Judging.Hearing;
using Proscenium.Judging.Levels;
using Proscenium.Mathematics;

namespace Proscenium.Judging.Rooms;

/// <summary>
/// Third-octave powers of the left input at the left ear of a seat, and of the centre at both ears: of all that arrives, and of the direct sound. A single seat lies in a dip or on a peak of the room, so tone in a room is
/// told of the mean over several.
/// </summary>
/// <param name="Left">The left input.</param>
/// <param name="Centre">The centre, or left and right together.</param>
readonly record struct SeatTone(InputTone Left, InputTone Centre)
{
    /// <summary>Measures a stage at a seat.</summary>
    public static SeatTone Of(BinauralRoomResponses stage) => new(InputTone.Of(stage.Left, rightEar: 0), InputTone.Of(stage.Centre, rightEar: 1));

    /// <summary>The tone of an input relative to a true loudspeaker's, both of mean power over seats.</summary>
    /// <param name="heard">The input, by seat.</param>
    /// <param name="real">The loudspeaker, by seat.</param>
    /// <param name="axis">Its power on axis by band, which is taken out, so that it is a flat one.</param>
    public static ToneInRoom Compare(IReadOnlyList<InputTone> heard, IReadOnlyList<InputTone> real, double[] axis)
    {
        double Over(Func<InputTone, double[]> part, int band) => Band.Decibels(heard.Average(seat => part(seat)[band])) - Band.Decibels(real.Average(seat => part(seat)[band]) / axis[band]);
        IReadOnlyList<double> All(Func<InputTone, double[]> part) => [.. Enumerable.Range(0, ToneInRoom.AllBands.Count).Select(band => Over(part, band))];
        return new(ToneInRoom.AllBands, All(tone => tone.Whole), All(tone => tone.Direct));
    }
}

/// <summary>Powers of one input, by <see cref="ToneInRoom.AllBands"/>.</summary>
/// <param name="Whole">All that arrives.</param>
/// <param name="Direct">The direct sound.</param>
readonly record struct InputTone(double[] Whole, double[] Direct)
{
    /// <summary>Measures an input at the left ear.</summary>
    /// <param name="responses">The input.</param>
    /// <param name="rightEar">How much the right ear counts besides, 0 or 1.</param>
    public static InputTone Of(RoomResponses responses, double rightEar) => new(Powers(responses.Whole, rightEar), Powers(responses.Direct, rightEar));

    static double[] Powers(EarResponses ears, double rightEar)
    {
        FrequencyGrid grid = ears.OwnGrid;
        EarSpectra spectra = ears.Spectra(grid);
        return [.. ToneInRoom.AllBands.Select(band => band.Mean(grid, bin => spectra.Left[bin].MagnitudeSquared() + rightEar * spectra.Right[bin].MagnitudeSquared()))];
    }
}
