namespace Proscenium.Engine.Limiting;

/// <summary>How much a limiter turned down its inputs, the most reduced one at every moment, over a time.</summary>
/// <param name="Seconds">The time.</param>
/// <param name="LargestDb">The largest reduction.</param>
/// <param name="LargestBassDb">The largest reduction of bass, of 60 Hz, which gives way first.</param>
/// <param name="DecibelSeconds">The reductions summed over time.</param>
/// <param name="SecondsAbove3Db">The time of reductions of more than 3 dB.</param>
readonly record struct ReductionTotals(double Seconds, double LargestDb, double LargestBassDb, double DecibelSeconds, double SecondsAbove3Db)
{
    const double LastingDb = 3;

    /// <summary>The mean reduction over the whole time.</summary>
    public double MeanDb => Seconds > 0 ? DecibelSeconds / Seconds : 0;

    /// <summary>What a limiter did so far; nothing where there is none.</summary>
    public static ReductionTotals Of(MixerLimiter? limiter)
    {
        if (limiter is null) return default;
        double hop = limiter.HopSeconds;
        ReductionHistogram reductions = limiter.InputReductions;
        return new(limiter.HopCount * hop, reductions.LargestDb, limiter.BassReductions.LargestDb, reductions.MeanDb * reductions.Count * hop, reductions.CountAbove(LastingDb) * hop);
    }

    /// <summary>Both times together.</summary>
    public static ReductionTotals operator +(ReductionTotals one, ReductionTotals other) => new(one.Seconds + other.Seconds, Math.Max(one.LargestDb, other.LargestDb),
        Math.Max(one.LargestBassDb, other.LargestBassDb), one.DecibelSeconds + other.DecibelSeconds, one.SecondsAbove3Db + other.SecondsAbove3Db);
}
