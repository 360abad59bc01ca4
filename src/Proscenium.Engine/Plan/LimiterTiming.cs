namespace Proscenium.Engine.Plan;

/// <summary>The stretches of time in which a limiter looks ahead, in samples at one rate.</summary>
static class LimiterTiming
{
    /// <summary>Hops that it looks at together.</summary>
    public const int Hops = 4;

    const double HopSeconds = 0.0007;

    /// <summary>From one decision to the next: a multiple of 8 samples, four of which last less than 3 ms.</summary>
    public static int HopFrames(int sampleRate) => Math.Max(8, (int)(HopSeconds * sampleRate) / 8 * 8);

    /// <summary>Delay from input to output.</summary>
    public static int LatencyFrames(int sampleRate) => Hops * HopFrames(sampleRate);
}
