using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;

namespace Proscenium.Filters;

/// <summary>
/// How far full-scale input must be turned down so that no driver's feed exceeds full scale: the sum of the absolute taps of all inputs together at the
/// worst driver. An upmix is taken to play either left and right or the centre, never both in full; that is no proof: input made to match the taps' signs
/// exceeds it by hundredths of a decibel.
/// </summary>
static class Headroom
{
    /// <summary>Decibels, zero or more.</summary>
    /// <param name="filters">Inputs x drivers.</param>
    /// <param name="upmixed">True where the third input is split off the first two.</param>
    public static double Decibels(FirMatrix filters, bool upmixed = false)
    {
        double worst = 1;
        for (int driver = 0; driver < filters.Outputs; driver++)
        {
            double[] sums = new double[filters.Inputs];
            for (int input = 0; input < sums.Length; input++) sums[input] = AbsoluteSum(filters[input, driver]);
            worst = Math.Max(worst, upmixed ? Math.Max(sums[0] + sums[1], sums[2]) + sums[3..].Sum() : sums.Sum());
        }
        return 20 * Math.Log10(worst);
    }

    /// <summary>The same of whatever a plan may play: its filters, and those of all places of its bank, between which none is louder.</summary>
    public static double OfAll(RenderPlan plan) => (plan.Bank?.All ?? []).Append(plan.Filters).Max(filters => Decibels(filters, plan.Upmix is not null));

    static double AbsoluteSum(ReadOnlySpan<float> taps)
    {
        double sum = 0;
        foreach (float tap in taps) sum += Math.Abs(tap);
        return sum;
    }
}
