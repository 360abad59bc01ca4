namespace Proscenium.Engine.Dsp;

/// <summary>
/// A read-only view of planar sound, <c>channels x frames</c>, full scale = 1.0: what a stage takes in. An <see cref="AudioBlock"/> becomes
/// one by itself. Being a <c>ref struct</c> it cannot be kept, boxed or captured: it lives for one call.
/// </summary>
public readonly ref struct ReadOnlyAudioBlock
{
    readonly ReadOnlySpan<float> _samples;
    readonly int _stride;

    /// <summary>Views <paramref name="samples"/> as <paramref name="channels"/> rows of <paramref name="frames"/> samples, one after the other.</summary>
    /// <exception cref="ArgumentException">A count is negative, or the span is shorter than channels x frames.</exception>
    public ReadOnlyAudioBlock(ReadOnlySpan<float> samples, int channels, int frames) : this(samples, channels, frames, frames)
    {
    }

    /// <summary>Views part of larger planar memory, such as a host's buffer for its longest block.</summary>
    /// <param name="samples">The memory; the first channel begins at its first sample.</param>
    /// <param name="channels">Number of channels, 0 or more.</param>
    /// <param name="frames">Samples per channel, 0 or more.</param>
    /// <param name="stride">Samples from the beginning of a channel to that of the next, <paramref name="frames"/> or more.</param>
    /// <exception cref="ArgumentException">The counts do not fit together, or the span is too short for them.</exception>
    public ReadOnlyAudioBlock(ReadOnlySpan<float> samples, int channels, int frames, int stride)
    {
        AudioBlock.CheckShape(samples.Length, channels, frames, stride);
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
    public ReadOnlySpan<float> this[int channel] => _samples.Slice(channel * _stride, Frames);

    /// <summary>The same channels over part of the time.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The part reaches beyond the block.</exception>
    public ReadOnlyAudioBlock Slice(int start, int frames)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(start + frames, Frames);
        return new(Channels == 0 ? _samples : _samples[start..], Channels, frames, _stride);
    }

    /// <summary>Some neighbouring channels over the same time.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer channels.</exception>
    public ReadOnlyAudioBlock Rows(int first, int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(first + count, Channels);
        return new(count == 0 ? _samples : _samples[(first * _stride)..], count, Frames, _stride);
    }

    /// <summary>Copies all samples to a block of as many channels and frames.</summary>
    /// <exception cref="ArgumentException">The blocks differ in channels or frames.</exception>
    public void CopyTo(AudioBlock block)
    {
        if (block.Channels != Channels || block.Frames != Frames)
            throw new ArgumentException($"A block of {block.Channels} channels x {block.Frames} frames cannot hold one of {Channels} x {Frames}.", nameof(block));
        for (int channel = 0; channel < Channels; channel++) this[channel].CopyTo(block[channel]);
    }

    /// <summary>Copies all samples to interleaved memory, <c>frames x channels</c>: the first sample of every channel, then the second of every channel.</summary>
    /// <param name="interleaved">Channels x frames samples; overwritten.</param>
    /// <exception cref="ArgumentException">The span is of another length.</exception>
    public void CopyToInterleaved(Span<float> interleaved)
    {
        AudioBlock.CheckInterleaved(interleaved.Length, Channels, Frames);
        if (Channels == 1) this[0].CopyTo(interleaved);
        else
            for (int channel = 0; channel < Channels; channel++) Spread(this[channel], interleaved, channel);
    }

    void Spread(ReadOnlySpan<float> samples, Span<float> interleaved, int channel)
    {
        int channels = Channels;
        for (int n = 0, at = channel; n < samples.Length; n++, at += channels) interleaved[at] = samples[n];
    }
}
