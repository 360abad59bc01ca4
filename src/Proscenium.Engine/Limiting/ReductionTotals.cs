namespace Proscenium.Engine.Limiting;

/// <summary>How much a limiter turned down its inputs, the most reduced one at every moment, over a time.</summary>
/// <param name="Seconds">The time.</param>
/// <param name="LargestDb">The largest reduction.</param>
/// <param name="LargestBassDb">The largest reduction of the bass, which gives way first.</param>
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
        ReductionTotals peaks = Of(limiter.InputReductions, limiter.HopSeconds), power = Of(limiter.PowerReductions, limiter.HopSeconds);
        return new(limiter.HopCount * limiter.HopSeconds, Math.Max(peaks.LargestDb, power.LargestDb), Math.Max(limiter.BassReductions.LargestDb, power.LargestDb), peaks.DecibelSeconds + power.DecibelSeconds,
            Math.Max(peaks.SecondsAbove3Db, power.SecondsAbove3Db));
    }

    /// <summary>Both times together.</summary>
    public static ReductionTotals operator +(ReductionTotals one, ReductionTotals other) => new(one.Seconds + other.Seconds, Math.Max(one.LargestDb, other.LargestDb),
        Math.Max(one.LargestBassDb, other.LargestBassDb), one.DecibelSeconds + other.DecibelSeconds, one.SecondsAbove3Db + other.SecondsAbove3Db);

    static ReductionTotals Of(ReductionHistogram reductions, double hop) => new(0, reductions.LargestDb, 0, reductions.MeanDb * reductions.Count * hop, reductions.CountAbove(LastingDb) * hop);
}
