using System.Numerics;

namespace Proscenium.Engine.Plan;

/// <summary>The stretches of time in which a limiter looks ahead, in samples at one rate.</summary>
static class LimiterTiming
{
    /// <summary>Hops that it looks at together.</summary>
    public const int Hops = 4;

    const double LongestSeconds = 0.003;

    /// <summary>From one decision to the next: a power of two, so that the blocks of hosts hold whole ones.</summary>
    public static int HopFrames(int sampleRate) => 1 << (BitOperations.Log2((uint)(LongestSeconds * sampleRate)) - BitOperations.Log2(Hops));

    /// <summary>Delay from input to output.</summary>
    public static int LatencyFrames(int sampleRate) => Hops * HopFrames(sampleRate);
}
