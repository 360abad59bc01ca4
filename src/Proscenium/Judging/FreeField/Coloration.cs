using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Judging.Levels;
using Proscenium.Mathematics;

namespace Proscenium.Judging.FreeField;

/// <summary>How a response differs from another in third-octave bands, 100 Hz to 16 kHz.</summary>
/// <param name="DeviationDb">Standard deviation of the band levels' difference.</param>
/// <param name="LargestDb">Largest deviation from the mean difference.</param>
/// <param name="MeanDb">Mean difference.</param>
public readonly record struct Coloration(double DeviationDb, double LargestDb, double MeanDb)
{
    /// <summary>The difference of every band, in dB; empty where it was not measured.</summary>
    public IReadOnlyList<(Band Band, double Decibels)> Bands { get; init; } = [];

    /// <summary>Compares two responses, one value per bin.</summary>
    internal static Coloration Between(Complex[] response, Complex[] reference, FrequencyGrid grid)
    {
        (Band Band, double Decibels)[] bands = [.. Band.ThirdOctaves(100, Math.Min(16000, 0.4 * grid.SampleRate)).Select(band =>
            (band, Band.Decibels(band.Mean(grid, bin => response[bin].MagnitudeSquared())) - Band.Decibels(band.Mean(grid, bin => reference[bin].MagnitudeSquared()))))];
        double mean = bands.Average(band => band.Decibels);
        return new(Math.Sqrt(bands.Average(band => Math.Pow(band.Decibels - mean, 2))), bands.Max(band => Math.Abs(band.Decibels - mean)), mean) { Bands = bands };
    }
}
