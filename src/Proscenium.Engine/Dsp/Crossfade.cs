namespace Proscenium.Engine.Dsp;

/// <summary>A fade from one sound to another by gains that add up to 1, since both are of the same music.</summary>
/// <param name="rise">The share of the new sound, frame by frame.</param>
sealed class Crossfade(float[] rise)
{
    int _faded;

    /// <summary>True once the new sound plays alone.</summary>
    public bool IsOver => _faded == rise.Length;

    /// <summary>Begins anew.</summary>
    public void Begin() => _faded = 0;

    /// <summary>Fades on.</summary>
    /// <param name="incoming">The new sound; overwritten.</param>
    /// <param name="playing">The old one, as many channels and frames; it becomes the mix of both.</param>
    public void Apply(AudioBlock incoming, AudioBlock playing)
    {
        int fading = Math.Min(incoming.Frames, rise.Length - _faded);
        for (int channel = 0; channel < playing.Channels; channel++)
        {
            Span<float> old = playing[channel][..fading], change = incoming[channel][..fading];
            SampleMath.Subtract(change, old, change);
            SampleMath.MultiplyAdd(change, rise.AsSpan(_faded, fading), old);
            incoming[channel][fading..].CopyTo(playing[channel][fading..]);
        }
        _faded += fading;
    }
}
