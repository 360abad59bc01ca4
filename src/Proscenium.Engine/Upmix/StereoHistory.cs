using Proscenium.Engine.Dsp;
using Proscenium.Engine.Simd;

namespace Proscenium.Engine.Upmix;

/// <summary>The latest samples of two channels: rings, kept twice over so that any stretch lies in one piece.</summary>
sealed class StereoHistory
{
    readonly int _hop, _length;
    readonly AlignedMemory<float>[] _rings;
    int _oldest; // where the present hop is written over the oldest one

    /// <summary>Takes memory for a number of past frames.</summary>
    public StereoHistory(int frames, int hop)
    {
        (_hop, _length) = (hop, (frames + hop - 1) / hop * hop);
        _rings = [new(2 * _length), new(2 * _length)];
    }

    /// <summary>Takes in a part of the present hop.</summary>
    /// <param name="stereo">As many frames as are left of the hop at most.</param>
    /// <param name="at">Frames of the hop taken in so far.</param>
    public void Write(ReadOnlyAudioBlock stereo, int at)
    {
        for (int channel = 0; channel < 2; channel++)
        {
            stereo[channel].CopyTo(_rings[channel].Span[(_oldest + at)..]);
            stereo[channel].CopyTo(_rings[channel].Span[(_oldest + at + _length)..]);
        }
    }

    /// <summary>Ends the present hop; the next one begins.</summary>
    public void NextHop() => _oldest = (_oldest + _hop) % _length;

    /// <summary>What was written a delay before a place in the present hop; the delay is a hop or more, and the stretch ends within the hop.</summary>
    public ReadOnlySpan<float> Delayed(int channel, int delay, int at, int frames) => _rings[channel].Span.Slice(_oldest + at + _length - delay, frames);

    /// <summary>The samples before the present hop.</summary>
    public ReadOnlySpan<float> Latest(int channel, int frames) => _rings[channel].Span.Slice(_oldest + _length - frames, frames);

    /// <summary>Forgets all of it.</summary>
    public void Clear()
    {
        foreach (AlignedMemory<float> ring in _rings) ring.Span.Clear();
        _oldest = 0;
    }
}
