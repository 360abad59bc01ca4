namespace Proscenium.Engine.Dsp;

/// <summary>Delays one channel by a whole number of samples, in place; silence comes first.</summary>
public sealed class DelayLine
{
    readonly float[] _ring;
    int _position;

    /// <summary>Prepares a delay of <paramref name="samples"/> samples, zero or more.</summary>
    public DelayLine(int samples)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(samples);
        _ring = new float[samples];
    }

    /// <summary>The delay in samples.</summary>
    public int Samples => _ring.Length;

    /// <summary>Delays a block of any length.</summary>
    public void Process(Span<float> channel)
    {
        if (_ring.Length == 0) return;
        for (int n = 0; n < channel.Length; n++)
        {
            (channel[n], _ring[_position]) = (_ring[_position], channel[n]);
            if (++_position == _ring.Length) _position = 0;
        }
    }

    /// <summary>Forgets all past input.</summary>
    public void Reset() => Array.Clear(_ring);
}
