using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Engine.Dsp;

namespace Proscenium.Filters;

/// <summary>Filters without delay of their own.</summary>
static class MinimumPhase
{
    /// <summary>
    /// The minimum-phase filter with these levels, cut to a length with its last quarter faded out. Folding of the real cepstrum:
    /// Oppenheim and Schafer, Discrete-Time Signal Processing, 1989, section 12.7.
    /// </summary>
    /// <param name="levels">Linear, above 0, one per bin.</param>
    /// <param name="grid">Frequencies of the bins.</param>
    /// <param name="taps">Length of the filter.</param>
    public static double[] Filter(double[] levels, FrequencyGrid grid, int taps)
    {
        Fft<double> fft = new(grid.FftLength);
        double[] re = Array.ConvertAll(levels, Math.Log), im = new double[fft.BinCount], time = new double[fft.Length];
        fft.Inverse(re, im, time);
        for (int n = 1; n < time.Length / 2; n++) (time[n], time[^n]) = (2 * time[n], 0);
        fft.Forward(time, re, im);
        for (int bin = 0; bin < re.Length; bin++)
        {
            Complex value = Complex.Exp(new Complex(re[bin], im[bin]));
            (re[bin], im[bin]) = (value.Real, value.Imaginary);
        }
        fft.Inverse(re, im, time);
        double[] filter = time[..taps];
        int fade = taps / 4;
        for (int n = 0; n < fade; n++) filter[taps - 1 - n] *= (1 - Math.Cos(Math.PI * (n + 0.5) / fade)) / 2;
        return filter;
    }
}
