using Proscenium.Engine.Dsp;

namespace Proscenium.Acoustics;

/// <summary>
/// The phase that belongs to a level where no delay and no all-pass is in it: the Hilbert transform of the logarithm, by folding the
/// cepstrum (Oppenheim and Schafer, Discrete-Time Signal Processing, 3rd ed. 2010, section 13.5).
/// </summary>
public static class MinimumPhase
{
    const int Length = 1 << 17;
    const double SampleRate = 192000;

    /// <summary>Phase in degrees at the frequencies of the levels; outside them the level is held.</summary>
    /// <param name="hertz">Rising, up to 96 kHz.</param>
    /// <param name="decibels">Level at each.</param>
    public static double[] Degrees(IReadOnlyList<double> hertz, IReadOnlyList<double> decibels)
    {
        FrequencyResponse level = FrequencyResponse.Tabulated(hertz, decibels, new double[hertz.Count]);
        Fft<double> fft = new(Length);
        double[] re = new double[fft.BinCount], im = new double[fft.BinCount], cepstrum = new double[Length];
        for (int bin = 0; bin < re.Length; bin++) re[bin] = Math.Log(level.At(bin * SampleRate / Length).Magnitude);
        fft.Inverse(re, im, cepstrum);
        for (int n = 1; n < Length / 2; n++) (cepstrum[n], cepstrum[Length - n]) = (2 * cepstrum[n], 0);
        fft.Forward(cepstrum, re, im);
        return [.. hertz.Select(f =>
        {
            double place = Math.Min(f * Length / SampleRate, im.Length - 1.001);
            int below = (int)place;
            return (im[below] + (place - below) * (im[below + 1] - im[below])) * 180 / Math.PI;
        })];
    }
}
