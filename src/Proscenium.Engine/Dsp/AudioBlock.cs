namespace Proscenium.Engine.Dsp;

/// <summary>
/// A view of planar sound, <c>channels x frames</c>, full scale = 1.0. Being a <c>ref struct</c> it cannot be kept, boxed or
/// captured: it lives for one call.
/// </summary>
public readonly ref struct AudioBlock
{
    readonly Span<float> _samples;
    readonly int _stride;

    /// <summary>Views <paramref name="samples"/> as <paramref name="channels"/> rows of <paramref name="frames"/> samples.</summary>
    /// <exception cref="ArgumentException">The span is shorter than channels x frames.</exception>
    public AudioBlock(Span<float> samples, int channels, int frames) : this(samples, channels, frames, frames)
    {
    }

    internal AudioBlock(Span<float> samples, int channels, int frames, int stride)
    {
        if (channels < 0 || frames < 0 || (channels > 0 && samples.Length < (channels - 1) * stride + frames))
            throw new ArgumentException($"{samples.Length} samples cannot hold {channels} channels of {frames} frames.");
        _samples = samples;
        _stride = stride;
        Channels = channels;
        Frames = frames;
    }

    /// <summary>Number of channels.</summary>
    public int Channels { get; }

    /// <summary>Samples per channel.</summary>
    public int Frames { get; }

    /// <summary>The samples of one channel.</summary>
    public Span<float> this[int channel] => _samples.Slice(channel * _stride, Frames);

    /// <summary>The same channels over part of the time.</summary>
    public AudioBlock Slice(int start, int frames)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(start + frames, Frames);
        return new(Channels == 0 ? _samples : _samples[start..], Channels, frames, _stride);
    }

    /// <summary>Some neighbouring channels over the same time.</summary>
    public AudioBlock Rows(int first, int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(first + count, Channels);
        return new(count == 0 ? _samples : _samples[(first * _stride)..], count, Frames, _stride);
    }

    /// <summary>Sets every sample to zero.</summary>
    public void Clear()
    {
        for (int channel = 0; channel < Channels; channel++) this[channel].Clear();
    }
}
