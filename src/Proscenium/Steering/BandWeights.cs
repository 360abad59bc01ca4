using Proscenium.Loudspeakers;
using Proscenium.Mathematics;

namespace Proscenium.Steering;

/// <summary>
/// What a driver's work costs: 1 for the cheapest driver at a frequency, rising steeply outside a driver's usable band, so that
/// crossovers come out of least effort by themselves.
/// </summary>
static class BandWeights
{
    /// <summary>A driver that costs this much plays nothing: 80 dB.</summary>
    public const double MaxCost = 1e8;

    const double LeadersAdvantage = 1e3, LeadUpToHz = 300;

    /// <summary>e_n at a frequency, one per driver; the least is 1.</summary>
    public static double[] At(IReadOnlyList<Driver> drivers, double frequency) => Relative(Costs(drivers, frequency));

    /// <summary>The same, with some drivers costing more.</summary>
    /// <param name="drivers">The drivers.</param>
    /// <param name="frequency">Hz.</param>
    /// <param name="times">How many times as much each of them.</param>
    public static double[] Times(IReadOnlyList<Driver> drivers, double frequency, ReadOnlySpan<double> times)
    {
        double[] costs = Costs(drivers, frequency);
        for (int n = 0; n < costs.Length; n++) costs[n] *= times[n];
        return Relative(costs);
    }

    /// <summary>
    /// The same, with one driver playing the lowest part of its range alone: where nothing is to be cancelled yet, least effort would share
    /// the sound among all drivers, and what they play relative to the first would turn over within a few hertz.
    /// </summary>
    public static double[] LedBy(int leader, IReadOnlyList<Driver> drivers, double frequency)
    {
        double others = Math.Pow(LeadersAdvantage, 1 - LogRamp.Rise(frequency, LeadUpToHz / 3, LeadUpToHz));
        double[] costs = Costs(drivers, frequency);
        for (int n = 0; n < costs.Length; n++)
            if (n != leader && drivers[n].Kind != DriverKind.Woofer) costs[n] *= others;
        return Relative(costs);
    }

    /// <summary>What the work of the cheapest driver costs at a frequency: 1 within its band.</summary>
    public static double MinCost(IReadOnlyList<Driver> drivers, double frequency) => Costs(drivers, frequency).Min();

    static double[] Costs(IReadOnlyList<Driver> drivers, double frequency)
    {
        double[] costs = new double[drivers.Count];
        for (int n = 0; n < costs.Length; n++) costs[n] = Cost(drivers[n], frequency);
        return costs;
    }

    static double Cost(Driver driver, double frequency)
    {
        double slope = driver.Kind == DriverKind.Tweeter ? 8 : 4; // in power: 48 and 24 dB an octave in amplitude
        double f = Math.Max(frequency, 1);
        return Math.Min(MaxCost * MaxCost, (1 + Math.Pow(driver.LowHz / f, slope)) * (1 + Math.Pow(f / driver.HighHz, slope)));
    }

    static double[] Relative(double[] costs)
    {
        double least = costs.Min();
        for (int n = 0; n < costs.Length; n++) costs[n] = Math.Min(MaxCost, costs[n] / least);
        return costs;
    }
}
