using Proscenium.Engine.Dsp;

namespace Proscenium.Engine.Stages;

/// <summary>
/// The last stage: replaces NaN and infinities by silence, holds every sample within full scale, and counts the samples that it changes.
/// </summary>
sealed class OutputGuard
{
    /// <summary>Samples that were no numbers.</summary>
    public long SilencedSamples { get; private set; }

    /// <summary>Samples that were beyond full scale.</summary>
    public long LimitedSamples { get; private set; }

    /// <summary>The largest sample that came in, as an amplitude.</summary>
    public float LargestSample { get; private set; }

    /// <summary>Guards <c>drivers x frames</c> in place.</summary>
    public void Process(AudioBlock drivers)
    {
        SilencedSamples += SampleGuard.Silence(drivers);
        for (int driver = 0; driver < drivers.Channels; driver++) LimitedSamples += Limit(drivers[driver]);
    }

    int Limit(Span<float> channel)
    {
        float peak = SampleGuard.Peak(channel);
        LargestSample = Math.Max(LargestSample, peak);
        if (peak <= 1) return 0;
        int limited = 0;
        for (int n = 0; n < channel.Length; n++)
        {
            if (Math.Abs(channel[n]) <= 1) continue;
            channel[n] = Math.Sign(channel[n]);
            limited++;
        }
        return limited;
    }
}
