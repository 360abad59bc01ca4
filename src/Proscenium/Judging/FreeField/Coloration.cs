using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Judging.Hearing;
using Proscenium.Judging.Levels;
using Proscenium.Mathematics;

namespace Proscenium.Judging.FreeField;

/// <summary>How a response differs from another in third-octave bands from 200 Hz to 12.5 kHz, set alike from 500 Hz to 2 kHz.</summary>
/// <param name="DeviationDb">Root mean square of the band levels' difference.</param>
/// <param name="LargestDb">Largest difference.</param>
/// <param name="MeanDb">Mean difference from 500 Hz to 2 kHz, which the others leave out.</param>
public readonly record struct Coloration(double DeviationDb, double LargestDb, double MeanDb)
{
    const double FromHz = 200, ToHz = 12700, AlikeFromHz = 500, AlikeToHz = 2000;

    /// <summary>The difference of every band from 100 Hz to 16 kHz, in dB, the mean included; empty where it was not measured.</summary>
    public IReadOnlyList<(Band Band, double Decibels)> Bands { get; init; } = [];

    /// <summary>Compares what reaches both ears, their powers together.</summary>
    internal static Coloration Between(EarSpectra heard, EarSpectra reference, FrequencyGrid grid) => Between(Together(heard), Together(reference), grid);

    /// <summary>Compares two responses, one value per bin.</summary>
    internal static Coloration Between(Complex[] response, Complex[] reference, FrequencyGrid grid)
    {
        (Band Band, double Decibels)[] bands = [.. Band.ThirdOctaves(100, Math.Min(16000, 0.4 * grid.SampleRate)).Select(band =>
            (band, Band.Decibels(band.Mean(grid, bin => response[bin].MagnitudeSquared())) - Band.Decibels(band.Mean(grid, bin => reference[bin].MagnitudeSquared()))))];
        double mean = bands.Where(band => band.Band.Centre is > AlikeFromHz / 1.01 and < AlikeToHz * 1.01).Average(band => band.Decibels);
        double[] differences = [.. bands.Where(band => band.Band.Centre is > FromHz / 1.01 and < ToHz).Select(band => band.Decibels - mean)];
        return new(Math.Sqrt(differences.Average(difference => difference * difference)), differences.Max(Math.Abs), mean) { Bands = bands };
    }

    static Complex[] Together(EarSpectra ears) => [.. ears.Left.Zip(ears.Right, (left, right) => new Complex(Math.Sqrt(left.MagnitudeSquared() + right.MagnitudeSquared()), 0))];
}
