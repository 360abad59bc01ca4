namespace Proscenium.Judging.Levels;

/// <summary>A figure over Monte Carlo trials.</summary>
/// <param name="Nominal">Without any error.</param>
/// <param name="Mean">Mean over the trials.</param>
/// <param name="StandardDeviation">Standard deviation over the trials.</param>
/// <param name="Worst">The worst trial.</param>
public readonly record struct Spread(double Nominal, double Mean, double StandardDeviation, double Worst)
{
    /// <summary>Of a figure that is the better the larger it is.</summary>
    public static Spread LargerIsBetter(double nominal, IReadOnlyCollection<double> trials) => new(nominal, trials.Average(), Deviation(trials), trials.Min());

    /// <summary>Of a figure that is the better the smaller it is.</summary>
    public static Spread SmallerIsBetter(double nominal, IReadOnlyCollection<double> trials) => LargerIsBetter(nominal, trials) with { Worst = trials.Max() };

    static double Deviation(IReadOnlyCollection<double> trials)
    {
        double mean = trials.Average();
        return Math.Sqrt(trials.Average(value => (value - mean) * (value - mean)));
    }
}
