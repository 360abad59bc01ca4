namespace Proscenium.Engine.Dsp;

/// <summary>Delays one channel by a whole number of samples, in place; silence comes first.</summary>
sealed class DelayLine
{
    readonly float[] _ring, _arrived;
    int _position;

    /// <summary>Prepares a delay of <paramref name="samples"/> samples, zero or more.</summary>
    public DelayLine(int samples)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(samples);
        (_ring, _arrived) = (new float[samples], new float[samples]);
    }

    /// <summary>The delay in samples.</summary>
    public int Samples => _ring.Length;

    /// <summary>Delays a block of any length.</summary>
    public void Process(Span<float> channel)
    {
        if (channel.Length > Samples) Shift(channel);
        else if (channel.Length > 0) Exchange(channel);
    }

    /// <summary>Forgets all past input.</summary>
    public void Reset() => Array.Clear(_ring);

    /// <summary>Longer than the delay: all but the end stays in the block.</summary>
    void Shift(Span<float> channel)
    {
        channel[^Samples..].CopyTo(_arrived);
        channel[..^Samples].CopyTo(channel[Samples..]);
        _ring.AsSpan(_position).CopyTo(channel);
        _ring.AsSpan(0, _position).CopyTo(channel[(Samples - _position)..]);
        _arrived.CopyTo(_ring, 0);
        _position = 0;
    }

    /// <summary>No longer than the delay: the oldest samples leave the ring, the block takes their place.</summary>
    void Exchange(Span<float> channel)
    {
        int toEnd = Math.Min(channel.Length, Samples - _position);
        channel.CopyTo(_arrived);
        _ring.AsSpan(_position, toEnd).CopyTo(channel);
        _ring.AsSpan(0, channel.Length - toEnd).CopyTo(channel[toEnd..]);
        _arrived.AsSpan(0, toEnd).CopyTo(_ring.AsSpan(_position));
        _arrived.AsSpan(toEnd, channel.Length - toEnd).CopyTo(_ring);
        _position = (_position + channel.Length) % Samples;
    }
}
