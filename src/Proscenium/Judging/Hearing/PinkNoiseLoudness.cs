using Proscenium.Acoustics;
using Proscenium.Judging.Levels;
using Proscenium.Mathematics;

namespace Proscenium.Judging.Hearing;

/// <summary>How loud pink noise is at both ears after a response: K-weighted power (ITU-R BS.1770-4), relative to the same noise unchanged at one ear.</summary>
static class PinkNoiseLoudness
{
    /// <summary>The power ratio.</summary>
    /// <param name="ears">The responses.</param>
    /// <param name="grid">Their frequencies.</param>
    public static double Power(EarSpectra ears, FrequencyGrid grid) =>
        KWeighting.PinkMean((double)grid.SampleRate / grid.FftLength, grid.SampleRate, bin => ears.Left[bin].MagnitudeSquared() + ears.Right[bin].MagnitudeSquared());

    /// <summary>How much louder a mono signal, the same in both channels, is than in one channel alone, in LU; mean power of both channels.</summary>
    /// <param name="left">The left channel's response.</param>
    /// <param name="right">The right channel's response.</param>
    /// <param name="mono">The response to the mono signal.</param>
    /// <param name="grid">Their frequencies.</param>
    public static double MonoOverOneSide(EarSpectra left, EarSpectra right, EarSpectra mono, FrequencyGrid grid) =>
        Band.Decibels(Power(mono, grid)) - Band.Decibels((Power(left, grid) + Power(right, grid)) / 2);
}
