using Proscenium.Engine.Simd;

namespace Proscenium.Engine.Dsp;

/// <summary>
/// Owns the memory behind <see cref="AudioBlock"/>s: <c>channels x capacity</c> samples, zero at first. Every channel begins at a cache
/// line, and none a power of two from the next, where the cache would confuse them.
/// </summary>
public sealed class AudioBuffer(int channels, int capacity)
{
    const int LineSamples = 16;

    readonly int _rowLength = RowLength(capacity);
    readonly AlignedMemory<float> _samples = new(AlignedMemory<float>.Fitting(channels, RowLength(capacity)));

    /// <summary>Number of channels.</summary>
    public int Channels { get; } = channels;

    /// <summary>The largest number of frames a block may have.</summary>
    public int Capacity { get; } = capacity;

    /// <summary>The first <paramref name="frames"/> frames of all channels.</summary>
    public AudioBlock Block(int frames)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(frames, Capacity);
        return new(_samples.Span, Channels, frames, _rowLength);
    }

    /// <summary>The whole buffer.</summary>
    public AudioBlock Block() => Block(Capacity);

    static int RowLength(int capacity) => (capacity + LineSamples - 1) / LineSamples * LineSamples + LineSamples;
}
