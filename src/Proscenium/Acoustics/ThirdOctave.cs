namespace Proscenium.Acoustics;

/// <summary>Smoothing over frequency.</summary>
static class ThirdOctave
{
    static readonly double _half = Math.Pow(2, 1.0 / 6);

    /// <summary>The mean of each value and its neighbours within a sixth of an octave to either side.</summary>
    /// <param name="values">One per bin.</param>
    /// <param name="grid">Their frequencies.</param>
    public static double[] Smoothed(double[] values, FrequencyGrid grid) => grid.IsTransform ? Smoothed(values) : Smoothed(values, bin =>
        (grid.FirstBin(grid.Frequency(bin) / _half), Math.Min(values.Length, grid.FirstBin(grid.Frequency(bin) * _half)) - 1));

    /// <summary>The same.</summary>
    /// <param name="values">One per bin, from 0 Hz.</param>
    public static double[] Smoothed(double[] values) => Smoothed(values, bin => ((int)Math.Ceiling(bin / _half), Math.Min(values.Length - 1, (int)(bin * _half))));

    static double[] Smoothed(double[] values, Func<int, (int From, int To)> neighbours)
    {
        double[] sums = new double[values.Length + 1];
        for (int bin = 0; bin < values.Length; bin++) sums[bin + 1] = sums[bin] + values[bin];
        return [.. values.Select((_, bin) =>
        {
            (int from, int to) = neighbours(bin);
            return (sums[to + 1] - sums[from]) / (to - from + 1);
        })];
    }
}
