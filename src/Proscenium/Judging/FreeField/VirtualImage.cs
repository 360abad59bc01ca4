using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Judging.Hearing;
using Proscenium.Judging.Levels;

namespace Proscenium.Judging.FreeField;

/// <summary>
/// How far the interaural differences of an input are from those of a true loudspeaker at the virtual place: errors over ERB bands,
/// level from 300 Hz to 8 kHz, time from 500 to 1500 Hz.
/// </summary>
/// <param name="LevelErrorDb">Mean error of the interaural level difference.</param>
/// <param name="TimeErrorSeconds">Mean error of the interaural time difference.</param>
public readonly record struct VirtualImage(double LevelErrorDb, double TimeErrorSeconds)
{
    /// <summary>Largest error of the interaural level difference, in dB.</summary>
    public double LargestLevelErrorDb { get; init; }

    /// <summary>Mean error of the interaural time difference from 200 to 1500 Hz, in seconds.</summary>
    public double TimeErrorFrom200HzSeconds { get; init; }

    /// <summary>Compares what is heard with what a true source would give.</summary>
    internal static VirtualImage Compare(EarSpectra heard, EarSpectra real, FrequencyGrid grid)
    {
        double[] levels = [.. Band.Erb(300, Math.Min(8000, 0.4 * grid.SampleRate)).Select(band => Math.Abs(heard.LevelDifferenceDb(band, grid) - real.LevelDifferenceDb(band, grid)))];
        return new(levels.Average(), TimeError(heard, real, 500, grid)) { LargestLevelErrorDb = levels.Max(), TimeErrorFrom200HzSeconds = TimeError(heard, real, 200, grid) };
    }

    static double TimeError(EarSpectra heard, EarSpectra real, double fromHz, FrequencyGrid grid) => Band.Erb(fromHz, 1500).Average(band =>
        Math.Abs((heard.Cross(band, grid) * Complex.Conjugate(real.Cross(band, grid))).Phase) / (2 * Math.PI * band.Centre));
}
