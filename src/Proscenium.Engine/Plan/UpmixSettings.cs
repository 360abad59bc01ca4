using System.Numerics;

namespace Proscenium.Engine.Plan;

/// <summary>How the phantom centre is split off.</summary>
/// <param name="WindowFrames">Length of the analysis window in samples, a power of two from 64; also the latency.</param>
/// <param name="SmoothingSeconds">Time constant of the running means, above 0.</param>
/// <param name="SimilarityPower">Exponent of the similarity gain, 0 (projection alone) to 8.</param>
public sealed record UpmixSettings(int WindowFrames, double SmoothingSeconds = 0.040, double SimilarityPower = 1)
{
    const double LongestWindowSeconds = 0.093;

    /// <summary>The settings for music: the longest power of two within 93 ms, 4096 samples at 44.1 and 48 kHz.</summary>
    public static UpmixSettings Music(int sampleRate) =>
        new(Math.Max(64, 1 << BitOperations.Log2((uint)(LongestWindowSeconds * sampleRate))));
}
