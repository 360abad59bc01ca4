using System.Numerics;
using Proscenium.Acoustics;

namespace Proscenium.Listening;

/// <summary>
/// How far the interaural differences of an input are from those of a true loudspeaker at the virtual place: mean errors over ERB bands,
/// level from 300 Hz to 8 kHz, time from 500 to 1500 Hz.
/// </summary>
/// <param name="LevelErrorDb">Mean error of the interaural level difference.</param>
/// <param name="TimeErrorSeconds">Mean error of the interaural time difference.</param>
public readonly record struct VirtualImage(double LevelErrorDb, double TimeErrorSeconds)
{
    /// <summary>Compares what two ears get with what a true source would give them, one value per bin each.</summary>
    public static VirtualImage Compare((Complex[] Left, Complex[] Right) heard, (Complex[] Left, Complex[] Right) real, FrequencyGrid grid)
    {
        double level = Band.Erb(300, Math.Min(8000, 0.4 * grid.SampleRate)).Average(band => Math.Abs(LevelDifference(heard, band, grid) - LevelDifference(real, band, grid)));
        double time = Band.Erb(500, 1500).Average(band =>
            Math.Abs((Cross(heard, band, grid) * Complex.Conjugate(Cross(real, band, grid))).Phase) / (2 * Math.PI * band.Centre));
        return new(level, time);
    }

    static double LevelDifference((Complex[] Left, Complex[] Right) ears, Band band, FrequencyGrid grid) =>
        Band.Decibels(band.Mean(grid, bin => Band.Power(ears.Left[bin]))) - Band.Decibels(band.Mean(grid, bin => Band.Power(ears.Right[bin])));

    static Complex Cross((Complex[] Left, Complex[] Right) ears, Band band, FrequencyGrid grid) =>
        band.MeanComplex(grid, bin => ears.Left[bin] * Complex.Conjugate(ears.Right[bin]));
}
