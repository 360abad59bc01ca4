using Proscenium.Engine.Dsp;

namespace Proscenium.Tests.Plugins;

/// <summary>A tone, and what is heard beside it where something is changed.</summary>
static class Clicks
{
    const int Rate = 48000;

    /// <summary>1 kHz in both channels, unlike enough that every path has its share.</summary>
    public static AudioBuffer Tone(int frames)
    {
        AudioBuffer tone = new(2, frames);
        for (int n = 0; n < frames; n++)
            for (int channel = 0; channel < 2; channel++) tone.Block()[channel][n] = (float)(0.25 * Math.Sin(2 * Math.PI * 1000 * n / Rate + channel));
        return tone;
    }

    /// <summary>The loudest bin from 4 kHz on over that of the tone, in dB, under a window whose side lobes fall fast (Hann squared).</summary>
    public static double OverToneDb(ReadOnlySpan<float> sound)
    {
        Fft<double> fft = new(sound.Length);
        double[] time = new double[sound.Length], re = new double[fft.BinCount], im = new double[fft.BinCount];
        for (int n = 0; n < time.Length; n++) time[n] = sound[n] * Math.Pow(Math.Sin(Math.PI * n / time.Length), 4);
        fft.Forward(time, re, im);
        double tone = 0, click = 0;
        for (int bin = 0; bin < fft.BinCount; bin++)
        {
            double power = re[bin] * re[bin] + im[bin] * im[bin];
            if (bin * (double)Rate / time.Length < 2000) tone = Math.Max(tone, power);
            if (bin * (double)Rate / time.Length > 4000) click = Math.Max(click, power);
        }
        return 10 * Math.Log10(click / tone + 1e-30);
    }
}
