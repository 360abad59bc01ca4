namespace Proscenium.Design;

/// <summary>Power ratios in dB over frequency, one curve per input: ears for the sides, front to side for the centre; low-frequency effects have none of their own.</summary>
/// <param name="Hertz">Frequencies, 24 an octave from 20 Hz.</param>
/// <param name="Decibels">By input name, one value per frequency.</param>
public sealed record RatioCurves(IReadOnlyList<double> Hertz, IReadOnlyDictionary<string, IReadOnlyList<double>> Decibels)
{
    /// <summary>The frequencies for a sample rate.</summary>
    public static IReadOnlyList<double> Frequencies(int sampleRate) =>
        [.. Enumerable.Range(0, 240).Select(i => 20 * Math.Pow(2, i / 24.0)).TakeWhile(f => f < 0.48 * sampleRate)];

    /// <summary>Reads curves given by bin off at the frequencies.</summary>
    internal static RatioCurves Sample(Acoustics.FrequencyGrid grid, IEnumerable<(string Input, IReadOnlyList<double> ByBin)> curves)
    {
        IReadOnlyList<double> hertz = Frequencies(grid.SampleRate);
        return new(hertz, curves.ToDictionary(c => c.Input, c => (IReadOnlyList<double>)[.. hertz.Select(f => c.ByBin[grid.Bin(f)])]));
    }

    /// <summary>The curves of some inputs.</summary>
    internal RatioCurves Of(IEnumerable<string> inputs) => new(Hertz, inputs.Where(Decibels.ContainsKey).ToDictionary(input => input, input => Decibels[input]));

    /// <summary>A curve at every bin: that of the nearest frequency it has, on a log scale.</summary>
    internal double[] ByBin(string input, Acoustics.FrequencyGrid grid)
    {
        double perOctave = 1 / Math.Log2(Hertz[1] / Hertz[0]);
        return [.. Enumerable.Range(0, grid.BinCount).Select(bin => Decibels[input][(int)Math.Clamp(Math.Round(perOctave * Math.Log2(Math.Max(1, grid.Frequency(bin)) / Hertz[0])), 0, Hertz.Count - 1)])];
    }
}
