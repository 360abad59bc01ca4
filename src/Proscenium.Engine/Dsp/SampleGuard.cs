namespace Proscenium.Engine.Dsp;

/// <summary>Keeps what cannot be sound out of the signal path.</summary>
static class SampleGuard
{
    /// <summary>120 dB over full scale: larger samples are taken for damage, since their powers would overflow.</summary>
    const float Largest = 1e6f;

    /// <summary>Replaces NaN, infinities and absurdly large samples by silence; returns how many there were.</summary>
    public static int Silence(Span<float> channel)
    {
        int replaced = 0;
        for (int n = 0; n < channel.Length; n++)
        {
            if (Math.Abs(channel[n]) <= Largest) continue; // false for NaN
            channel[n] = 0;
            replaced++;
        }
        return replaced;
    }
}
