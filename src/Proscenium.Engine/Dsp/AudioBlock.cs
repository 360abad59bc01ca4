namespace Proscenium.Engine.Dsp;

/// <summary>
/// A view of planar sound, <c>channels x frames</c>, full scale = 1.0. Being a <c>ref struct</c> it cannot be kept, boxed or
/// captured: it lives for one call.
/// </summary>
public readonly ref struct AudioBlock
{
    readonly Span<float> _samples;
    readonly int _stride;

    /// <summary>Views <paramref name="samples"/> as <paramref name="channels"/> rows of <paramref name="frames"/> samples, one after the other.</summary>
    /// <exception cref="ArgumentException">A count is negative, or the span is shorter than channels x frames.</exception>
    public AudioBlock(Span<float> samples, int channels, int frames) : this(samples, channels, frames, frames)
    {
    }

    /// <summary>Views part of larger planar memory, such as a host's buffer for its longest block.</summary>
    /// <param name="samples">The memory; the first channel begins at its first sample.</param>
    /// <param name="channels">Number of channels, 0 or more.</param>
    /// <param name="frames">Samples per channel, 0 or more.</param>
    /// <param name="stride">Samples from the beginning of a channel to that of the next, <paramref name="frames"/> or more.</param>
    /// <exception cref="ArgumentException">The counts do not fit together, or the span is too short for them.</exception>
    public AudioBlock(Span<float> samples, int channels, int frames, int stride)
    {
        CheckShape(samples.Length, channels, frames, stride);
        _samples = samples;
        _stride = stride;
        Channels = channels;
        Frames = frames;
    }

    /// <summary>Number of channels.</summary>
    public int Channels { get; }

    /// <summary>Samples per channel.</summary>
    public int Frames { get; }

    /// <summary>The samples of one channel, 0 to <see cref="Channels"/> - 1.</summary>
    public Span<float> this[int channel] => _samples.Slice(channel * _stride, Frames);

    /// <summary>The same block for those who only read it.</summary>
    public static implicit operator ReadOnlyAudioBlock(AudioBlock block) => new(block._samples, block.Channels, block.Frames, block._stride);

    /// <summary>The same channels over part of the time.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The part reaches beyond the block.</exception>
    public AudioBlock Slice(int start, int frames)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(start + frames, Frames);
        return new(Channels == 0 ? _samples : _samples[start..], Channels, frames, _stride);
    }

    /// <summary>Some neighbouring channels over the same time.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer channels.</exception>
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

    /// <summary>Copies all samples to a block of as many channels and frames.</summary>
    /// <exception cref="ArgumentException">The blocks differ in channels or frames.</exception>
    public void CopyTo(AudioBlock block) => ((ReadOnlyAudioBlock)this).CopyTo(block);

    /// <summary>Fills the block from interleaved memory, <c>frames x channels</c>: the first sample of every channel, then the second of every channel.</summary>
    /// <param name="interleaved">Channels x frames samples.</param>
    /// <exception cref="ArgumentException">The span is of another length.</exception>
    public void CopyFromInterleaved(ReadOnlySpan<float> interleaved)
    {
        CheckInterleaved(interleaved.Length, Channels, Frames);
        if (Channels == 1) interleaved.CopyTo(this[0]);
        else
            for (int channel = 0; channel < Channels; channel++) Gather(interleaved, channel, this[channel]);
    }

    /// <summary>Copies all samples to interleaved memory, <c>frames x channels</c>: the first sample of every channel, then the second of every channel.</summary>
    /// <param name="interleaved">Channels x frames samples; overwritten.</param>
    /// <exception cref="ArgumentException">The span is of another length.</exception>
    public void CopyToInterleaved(Span<float> interleaved) => ((ReadOnlyAudioBlock)this).CopyToInterleaved(interleaved);

    internal static void CheckShape(int samples, int channels, int frames, int stride)
    {
        if (channels < 0 || frames < 0 || stride < frames || (channels > 0 && samples < (channels - 1L) * stride + frames))
            throw new ArgumentException($"{samples} samples cannot hold {channels} channels of {frames} frames.");
    }

    internal static void CheckInterleaved(int samples, int channels, int frames)
    {
        if (samples != (long)channels * frames)
            throw new ArgumentException($"{channels} channels of {frames} frames are {(long)channels * frames} interleaved samples, not {samples}.");
    }

    void Gather(ReadOnlySpan<float> interleaved, int channel, Span<float> samples)
    {
        int channels = Channels;
        for (int n = 0, at = channel; n < samples.Length; n++, at += channels) samples[n] = interleaved[at];
    }
}
