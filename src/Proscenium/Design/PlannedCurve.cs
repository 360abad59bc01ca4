using Proscenium.Acoustics;

namespace Proscenium.Design;

/// <summary>
/// Rounds off where the effort limit lets go of the asked curve: a kink there cannot be realised by filters of finite length. The
/// planned curve never exceeds what was asked, and what was reached by so little that the effort stays within its limit.
/// </summary>
static class PlannedCurve
{
    /// <summary>One unit of warped frequency: half an octave, and at least what a filter of 512 taps at 48 kHz resolves.</summary>
    const double OctaveShare = 0.347, LeastHz = 150;

    /// <summary>The mean reaches half a unit to either side. A minimum as wide would give away gain that the limit still allows.</summary>
    const double MeanReach = 0.5, MinimumReach = 0.35;

    /// <summary>
    /// A running minimum, then a Hann-weighted mean, both over warped frequency; in dB by bin. Where no limit is near, the asked curve
    /// stays: what is not reached there is out of reach by nature, and smooth by itself.
    /// </summary>
    public static double[] Smooth(double[] reachedDb, double[] askedDb, bool[] limited, FrequencyGrid grid)
    {
        double[] warped = Warp(grid), smooth = Smooth(reachedDb, grid);
        return Map(grid.BinCount, bin => IsNear(limited, Window(warped, bin, MeanReach + MinimumReach)) ? Math.Min(smooth[bin], askedDb[bin]) : askedDb[bin]);
    }

    /// <summary>The running minimum and the mean alone.</summary>
    public static double[] Smooth(double[] values, FrequencyGrid grid)
    {
        double[] warped = Warp(grid);
        double[] lowest = Map(grid.BinCount, bin => Minimum(values, Window(warped, bin, MinimumReach)));
        return Map(grid.BinCount, bin => Mean(lowest, warped, bin));
    }

    static bool IsNear(bool[] limited, (int From, int To) window) => Array.IndexOf(limited, true, window.From, window.To - window.From + 1) >= 0;

    static double[] Warp(FrequencyGrid grid)
    {
        double[] warped = new double[grid.BinCount];
        double step = grid.Frequency(1);
        for (int bin = 1; bin < warped.Length; bin++)
            warped[bin] = warped[bin - 1] + step / Math.Max(LeastHz, OctaveShare * grid.Frequency(bin));
        return warped;
    }

    static (int From, int To) Window(double[] warped, int bin, double reach)
    {
        (int from, int to) = (bin, bin);
        while (from > 0 && warped[bin] - warped[from - 1] <= reach) from--;
        while (to < warped.Length - 1 && warped[to + 1] - warped[bin] <= reach) to++;
        return (from, to);
    }

    static double Minimum(double[] values, (int From, int To) window)
    {
        double least = values[window.From];
        for (int bin = window.From; bin <= window.To; bin++) least = Math.Min(least, values[bin]);
        return least;
    }

    static double Mean(double[] values, double[] warped, int bin)
    {
        (int from, int to) = Window(warped, bin, MeanReach);
        double sum = 0, weights = 0;
        for (int other = from; other <= to; other++)
        {
            double weight = 1 + Math.Cos(2 * Math.PI * (warped[other] - warped[bin]));
            sum += weight * values[other];
            weights += weight;
        }
        return sum / weights;
    }

    static double[] Map(int count, Func<int, double> value)
    {
        double[] values = new double[count];
        Parallel.For(0, count, bin => values[bin] = value(bin));
        return values;
    }
}
