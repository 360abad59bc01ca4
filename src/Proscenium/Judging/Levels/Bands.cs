using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Mathematics;

namespace Proscenium.Judging.Levels;

/// <summary>A frequency band.</summary>
/// <param name="LowHz">Lower edge.</param>
/// <param name="HighHz">Upper edge.</param>
public readonly record struct Band(double LowHz, double HighHz)
{
    /// <summary>Geometric middle in Hz.</summary>
    public double Centre => Math.Sqrt(LowHz * HighHz);

    /// <summary>Bands one ERB wide, side by side, between two frequencies.</summary>
    public static IReadOnlyList<Band> Erb(double lowHz, double highHz)
    {
        double from = ErbScale.Rate(lowHz);
        int count = (int)Math.Floor(ErbScale.Rate(highHz) - from);
        return [.. Enumerable.Range(0, count).Select(i => new Band(ErbScale.Frequency(from + i), ErbScale.Frequency(from + i + 1)))];
    }

    /// <summary>Octave bands by their centres.</summary>
    public static IReadOnlyList<Band> Octaves(params IEnumerable<double> centres) => [.. centres.Select(centre => new Band(centre / Math.Sqrt(2), centre * Math.Sqrt(2)))];

    /// <summary>Third-octave bands whose centres lie between two frequencies; centres are 1 kHz x 2^(n/3).</summary>
    public static IReadOnlyList<Band> ThirdOctaves(double lowHz, double highHz)
    {
        List<Band> bands = [];
        for (int n = (int)Math.Ceiling(3 * Math.Log2(lowHz / 1000) - 0.01); 1000 * Math.Pow(2, n / 3.0) <= highHz * 1.01; n++)
            bands.Add(new(1000 * Math.Pow(2, (n - 0.5) / 3), 1000 * Math.Pow(2, (n + 0.5) / 3)));
        return bands;
    }

    /// <summary>Mean of a function of the bins within the band; the nearest bin where the band holds none.</summary>
    internal double Mean(FrequencyGrid grid, Func<int, double> value) => MeanComplex(grid, bin => value(bin)).Real;

    /// <summary>The same for complex values.</summary>
    internal Complex MeanComplex(FrequencyGrid grid, Func<int, Complex> value)
    {
        int from = grid.FirstBin(LowHz), to = Math.Min(grid.FirstBin(HighHz), grid.BinCount) - 1;
        if (to < from) return value(grid.Bin(Centre));
        Complex sum = Complex.Zero;
        for (int bin = from; bin <= to; bin++) sum += value(bin);
        return sum / (to - from + 1);
    }

    /// <summary>Mean over the bins between two frequencies, each weighted as hearing spreads them: by 1 / ERB.</summary>
    internal static double ErbWeightedMean(FrequencyGrid grid, double lowHz, double highHz, Func<int, double> value)
    {
        double sum = 0, total = 0;
        for (int bin = grid.Bin(lowHz); bin <= grid.Bin(Math.Min(highHz, grid.SampleRate * 0.49)); bin++)
        {
            double weight = grid.Share(bin) / ErbScale.Bandwidth(grid.Frequency(bin));
            sum += weight * value(bin);
            total += weight;
        }
        return sum / total;
    }

    /// <summary>The power of a complex value in dB.</summary>
    internal static double Decibels(double power) => 10 * Math.Log10(Math.Max(power, 1e-30));
}
