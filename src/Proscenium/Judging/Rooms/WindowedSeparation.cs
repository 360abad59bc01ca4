using Proscenium.Acoustics;
using Proscenium.Judging.FreeField;
using Proscenium.Judging.Hearing;
using Proscenium.Judging.Levels;

namespace Proscenium.Judging.Rooms;

/// <summary>
/// How much more of an input reaches the ear it is meant for than the other one, counted until some time after the direct sound: mean over left and right and over
/// ERB bands from 300 Hz to 8 kHz, dB. In a room one figure without its window says nothing: what comes late reaches both ears alike.
/// </summary>
/// <param name="DirectDb">Direct sound alone; it carries the image.</param>
/// <param name="FiveMillisecondsDb">Until 5 ms after its peak.</param>
/// <param name="TenMillisecondsDb">Until 10 ms after.</param>
/// <param name="AllDb">Everything.</param>
readonly record struct WindowedSeparation(double DirectDb, double FiveMillisecondsDb, double TenMillisecondsDb, double AllDb)
{
    /// <summary>Measures a stage.</summary>
    public static WindowedSeparation Of(BinauralRoomResponses stage) => new(Until(stage, 0), Until(stage, 0.005), Until(stage, 0.010), Until(stage, double.PositiveInfinity));

    /// <summary>Until so many seconds after the direct sound's peak; 0: the direct sound alone.</summary>
    public static double Until(BinauralRoomResponses stage, double seconds) => (Ratio(stage.Left.Until(seconds)) - Ratio(stage.Right.Until(seconds))) / 2;

    /// <summary>Left ear over right ear.</summary>
    static double Ratio(EarResponses ears)
    {
        FrequencyGrid grid = ears.OwnGrid;
        EarSpectra spectra = ears.Spectra(grid);
        return Band.Erb(Separation.MinHz, Math.Min(Separation.MaxHz, 0.4 * ears.SampleRate)).Average(band => spectra.LevelDifferenceDb(band, grid));
    }
}
