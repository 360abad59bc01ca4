namespace Proscenium.Judging.Levels;

/// <summary>A figure over many draws.</summary>
/// <param name="Nominal">Without any error.</param>
/// <param name="Mean">Mean over the draws.</param>
/// <param name="StandardDeviation">Standard deviation over the draws.</param>
/// <param name="Worst">The worst draw.</param>
public readonly record struct Spread(double Nominal, double Mean, double StandardDeviation, double Worst)
{
    /// <summary>Of a figure that is the better the larger it is.</summary>
    public static Spread LargerIsBetter(double nominal, IReadOnlyCollection<double> draws) => new(nominal, draws.Average(), Deviation(draws), draws.Min());

    /// <summary>Of a figure that is the better the smaller it is.</summary>
    public static Spread SmallerIsBetter(double nominal, IReadOnlyCollection<double> draws) => LargerIsBetter(nominal, draws) with { Worst = draws.Max() };

    static double Deviation(IReadOnlyCollection<double> draws)
    {
        double mean = draws.Average();
        return Math.Sqrt(draws.Average(value => (value - mean) * (value - mean)));
    }
}
