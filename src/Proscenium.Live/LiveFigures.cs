namespace Proscenium.Live;

/// <summary>Statistics of a session.</summary>
public readonly record struct LiveFigures
{
    /// <summary>Seconds of sound that were played.</summary>
    public double Seconds { get; init; }

    /// <summary>Seconds that the audio thread was busy.</summary>
    public double BusySeconds { get; init; }

    /// <summary>Busy time over played time, 0 to 1.</summary>
    public double Load => Seconds > 0 ? BusySeconds / Seconds : 0;

    /// <summary>Blocks that came too late, by the server's count.</summary>
    public long Xruns { get; init; }

    /// <summary>Seconds that the slowest block took.</summary>
    public double LongestSeconds { get; init; }

    /// <summary>Seconds of sound in that block.</summary>
    public double LongestBlockSeconds { get; init; }

    /// <summary>Frames of that block.</summary>
    public int LongestBlockFrames { get; init; }

    /// <summary>Bytes allocated on the audio thread, which should be 0.</summary>
    public long AllocatedBytes { get; init; }

    /// <summary>The most that an input of the plan was turned down so that no driver exceeds -1 dB of full scale, dB.</summary>
    public double LargestReductionDb { get; init; }

    /// <summary>The most that bass of 60 Hz was turned down, which gives way first, dB.</summary>
    public double LargestBassReductionDb { get; init; }

    /// <summary>How far the most reduced input was turned down on the mean over the whole time, dB.</summary>
    public double MeanReductionDb { get; init; }

    /// <summary>Seconds in which an input was turned down by more than 3 dB.</summary>
    public double SecondsAbove3Db { get; init; }

    /// <summary>Input samples that were not finite and were replaced by silence.</summary>
    public long SilencedSamples { get; init; }

    /// <summary>Sums over two servers, with the slowest block of both.</summary>
    public static LiveFigures operator +(LiveFigures one, LiveFigures other)
    {
        LiveFigures slower = one.LongestSeconds > other.LongestSeconds ? one : other;
        return slower with
        {
            Seconds = one.Seconds + other.Seconds,
            BusySeconds = one.BusySeconds + other.BusySeconds,
            Xruns = one.Xruns + other.Xruns,
            AllocatedBytes = one.AllocatedBytes + other.AllocatedBytes,
            LargestReductionDb = Math.Max(one.LargestReductionDb, other.LargestReductionDb),
            LargestBassReductionDb = Math.Max(one.LargestBassReductionDb, other.LargestBassReductionDb),
            MeanReductionDb = one.Seconds + other.Seconds > 0 ? (one.MeanReductionDb * one.Seconds + other.MeanReductionDb * other.Seconds) / (one.Seconds + other.Seconds) : 0,
            SecondsAbove3Db = one.SecondsAbove3Db + other.SecondsAbove3Db,
            SilencedSamples = one.SilencedSamples + other.SilencedSamples,
        };
    }
}
