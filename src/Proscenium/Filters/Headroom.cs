using Proscenium.Engine.Dsp;

namespace Proscenium.Filters;

/// <summary>
/// How far full-scale input must be turned down so that no driver's feed exceeds full scale, whatever the signal: the sum of the
/// absolute taps of left and right together, or of the centre alone, at the worst driver.
/// </summary>
static class Headroom
{
    /// <summary>Decibels, zero or more.</summary>
    public static double Decibels(FirMatrix filters)
    {
        double worst = 1;
        for (int driver = 0; driver < filters.Outputs; driver++)
        {
            double sides = AbsoluteSum(filters[0, driver]) + AbsoluteSum(filters[1, driver]);
            double centre = filters.Inputs > 2 ? AbsoluteSum(filters[2, driver]) : 0;
            worst = Math.Max(worst, Math.Max(sides, centre));
        }
        return 20 * Math.Log10(worst);
    }

    static double AbsoluteSum(ReadOnlySpan<float> taps)
    {
        double sum = 0;
        foreach (float tap in taps) sum += Math.Abs(tap);
        return sum;
    }
}
