using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Engine.Dsp;

namespace Proscenium.Filters;

/// <summary>A causal filter by sampling a response over frequency: inverse transform, modelling delay, and ends that fade.</summary>
static class SampledFilter
{
    const int FadePart = 16;

    /// <summary>Writes the taps.</summary>
    /// <param name="taps">All of them are overwritten; no more than the transform's length.</param>
    /// <param name="response">By bin.</param>
    /// <param name="grid">The frequencies of the bins.</param>
    /// <param name="delaySamples">Modelling delay.</param>
    public static void Fill(Span<float> taps, Func<int, Complex> response, FrequencyGrid grid, int delaySamples)
    {
        Fft<double> fft = new(grid.FftLength);
        double[] re = new double[fft.BinCount], im = new double[fft.BinCount], time = new double[fft.Length];
        for (int bin = 0; bin < re.Length; bin++)
        {
            Complex value = response(bin) * Complex.FromPolarCoordinates(1, -2 * Math.PI * bin * delaySamples / grid.FftLength);
            (re[bin], im[bin]) = (value.Real, value.Imaginary);
        }
        fft.Inverse(re, im, time);
        int fade = taps.Length / FadePart;
        for (int n = 0; n < taps.Length; n++)
        {
            double edge = Math.Min(1, (Math.Min(n, taps.Length - 1 - n) + 1.0) / fade);
            taps[n] = (float)(time[n] * Math.Pow(Math.Sin(edge * Math.PI / 2), 2));
        }
    }
}
