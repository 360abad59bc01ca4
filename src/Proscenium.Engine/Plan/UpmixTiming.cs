using System.Numerics;

namespace Proscenium.Engine.Plan;

/// <summary>The stretches of time that a mode of the upmix works with, in samples at one rate.</summary>
readonly record struct UpmixTiming
{
    const double LongLatencySeconds = 0.085, FilmLatencySeconds = 0.021, LiveLatencySeconds = 0.00535;
    const double FilmWindowSeconds = 0.064, FilmFallSeconds = 0.0053, FilmPastSeconds = 0.0216, LiveWindowSeconds = 0.0426, LiveFallSeconds = 0.00134, LivePastSeconds = 0.0159;

    /// <summary>The newest input that weights are decided on.</summary>
    public required int WindowFrames { get; init; }

    /// <summary>The part at the window's end over which it falls; half of it where the window is symmetric.</summary>
    public required int FallFrames { get; init; }

    /// <summary>From one decision to the next.</summary>
    public required int HopFrames { get; init; }

    /// <summary>Delay from input to output.</summary>
    public required int LatencyFrames { get; init; }

    /// <summary>How far a filter that is made of the weights reaches back, where weights become filters; else 0.</summary>
    public required int PastFrames { get; init; }

    /// <summary>How far it reaches ahead of the output: as far as input is there when the hop begins.</summary>
    public int FutureFrames => LatencyFrames - HopFrames;

    /// <summary>Whether weights become filters, which delay less than the window is long; else windows of output overlap.</summary>
    public bool Filters => PastFrames > 0;

    /// <summary>Length of the transforms of windows: the least power of two that holds one.</summary>
    public int TransformLength => (int)BitOperations.RoundUpToPowerOf2((uint)WindowFrames);

    /// <summary>Length of the transforms that filter: the least power of two that holds a hop and what it needs around it.</summary>
    public int FilterTransformLength => (int)BitOperations.RoundUpToPowerOf2((uint)(PastFrames + LatencyFrames));

    /// <summary>The timing of a mode.</summary>
    /// <param name="mode">The mode.</param>
    /// <param name="sampleRate">Samples per second, 8000 to 384000.</param>
    /// <exception cref="ArgumentOutOfRangeException">The mode is <see cref="UpmixMode.None"/>.</exception>
    public static UpmixTiming Of(UpmixMode mode, int sampleRate) => mode switch
    {
        UpmixMode.None => throw new ArgumentOutOfRangeException(nameof(mode), mode, "No upmix has no timing."),
        UpmixMode.Video => Filtering(sampleRate, FilmLatencySeconds, 4, FilmWindowSeconds, FilmFallSeconds, FilmPastSeconds),
        UpmixMode.Live => Filtering(sampleRate, LiveLatencySeconds, 2, LiveWindowSeconds, LiveFallSeconds, LivePastSeconds),
        _ => Overlapping((int)(LongLatencySeconds * sampleRate / 4)),
    };

    static UpmixTiming Overlapping(int hop) => new() { WindowFrames = 4 * hop, FallFrames = 2 * hop, HopFrames = hop, LatencyFrames = 4 * hop, PastFrames = 0 };

    static UpmixTiming Filtering(int sampleRate, double latencySeconds, int hops, double windowSeconds, double fallSeconds, double pastSeconds)
    {
        int hop = (int)(latencySeconds * sampleRate / hops);
        return new()
        {
            WindowFrames = (int)(windowSeconds * sampleRate),
            FallFrames = (int)(fallSeconds * sampleRate),
            HopFrames = hop,
            LatencyFrames = hops * hop,
            PastFrames = (int)(pastSeconds * sampleRate),
        };
    }
}
