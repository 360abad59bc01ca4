using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;
using Proscenium.Engine.Upmix;
using Proscenium.Judging.Levels;

namespace Proscenium.Mixes.Stage;

/// <summary>How loud the centre of a mix is against all else in it, at the ears: K-weighted power (ITU-R BS.1770-4, not gated) of either, played by the weights that the upmix decides on the mix.</summary>
static class StemBalance
{
    const int Window = 8192;

    /// <summary>The centre's loudness over that of the rest, LU.</summary>
    /// <param name="mix">With its true centre.</param>
    /// <param name="ears">What the inputs send to the ears.</param>
    /// <param name="upmix">What splits the mix into them; null for two inputs.</param>
    public static double CentreOverRestLu(Mix mix, InputPowers ears, UpmixMode? upmix)
    {
        float[] centre = mix.Centre ?? throw new ArgumentException($"{mix.Name} has no true centre.");
        float[][] whole = [mix.Left, mix.Right], part = [centre, centre];
        if (upmix is { } mode) (whole, part) = Split(whole, part, mode);
        float[][] rest = [.. whole.Zip(part, (all, some) => all.Zip(some, (a, b) => a - b).ToArray())];
        return Loudness(part, ears) - Loudness(rest, ears);
    }

    /// <summary>A mix and a part of it, both by the weights of the mix: left, right and centre.</summary>
    static (float[][] Mix, float[][] Part) Split(float[][] mix, float[][] part, UpmixMode mode)
    {
        CentreUpmixer upmix = new(mode, Mix.SampleRate, shadowed: true);
        int late = upmix.LatencyFrames, frames = mix[0].Length + late;
        AudioBuffer stereo = new(2, frames), shadow = new(2, frames), split = new(3, frames), centre = new(1, frames);
        for (int channel = 0; channel < 2; channel++)
        {
            mix[channel].CopyTo(stereo.Block()[channel]);
            part[channel].CopyTo(shadow.Block()[channel]);
        }
        upmix.ProcessShadowed(stereo.Block(), shadow.Block(), split.Block(), centre.Block());
        float[] own = centre.Block()[0][late..].ToArray();
        return ([.. Enumerable.Range(0, 3).Select(channel => split.Block()[channel][late..].ToArray())], [.. part.Select(channel => channel.Zip(own, (all, some) => all - some).ToArray()), own]);
    }

    static double Loudness(float[][] channels, InputPowers ears)
    {
        InputPowers played = Spectra(channels);
        double power = 0;
        for (int i = 0; i < channels.Length; i++)
            for (int j = 0; j < channels.Length; j++)
                for (int band = 0; band < InputPowers.Bands.Count; band++)
                    power += InputPowers.Bands[band] is var at ? (at.HighHz - at.LowHz) * KWeighting.Power(at.Centre, Mix.SampleRate) * (played.ByBand[i, j][band] * ears.ByBand[i, j][band]).Real : 0;
        return Band.Decibels(power);
    }

    /// <summary>What the channels have in common, mean over windows that overlap by half (Welch 1967).</summary>
    static InputPowers Spectra(float[][] channels)
    {
        FrequencyGrid grid = new(Mix.SampleRate, Window);
        var products = new Complex[channels.Length, channels.Length][];
        for (int i = 0; i < channels.Length; i++)
            for (int j = 0; j < channels.Length; j++) products[i, j] = new Complex[grid.BinCount];
        for (int start = 0; start + Window <= channels[0].Length; start += Window / 2)
        {
            Complex[][] spectra = Array.ConvertAll(channels, channel => Acoustics.Spectra.Of([.. Enumerable.Range(0, Window).Select(n => channel[start + n] * (0.5 - 0.5 * Math.Cos(2 * Math.PI * n / Window)))], grid));
            for (int i = 0; i < channels.Length; i++)
                for (int j = 0; j < channels.Length; j++)
                    for (int bin = 0; bin < grid.BinCount; bin++) products[i, j][bin] += spectra[i][bin] * Complex.Conjugate(spectra[j][bin]);
        }
        return InputPowers.Each(channels.Length, (a, b, band) => InputPowers.Bands[band].MeanComplex(grid, bin => products[a, b][bin]));
    }
}
