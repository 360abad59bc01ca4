namespace Proscenium.Engine.Dsp;

/// <summary>Owns the memory behind <see cref="AudioBlock"/>s: <c>channels x capacity</c> samples, zero at first.</summary>
public sealed class AudioBuffer(int channels, int capacity)
{
    readonly float[] _samples = new float[channels * capacity];

    /// <summary>Number of channels.</summary>
    public int Channels { get; } = channels;

    /// <summary>The largest number of frames a block may have.</summary>
    public int Capacity { get; } = capacity;

    /// <summary>The first <paramref name="frames"/> frames of all channels.</summary>
    public AudioBlock Block(int frames)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(frames, Capacity);
        return new(_samples, Channels, frames, Capacity);
    }

    /// <summary>The whole buffer.</summary>
    public AudioBlock Block() => Block(Capacity);
}
