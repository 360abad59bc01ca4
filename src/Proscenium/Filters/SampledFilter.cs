using System.Numerics;
using Proscenium.Acoustics;

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
        double[] time = Spectra.Impulse(bin => response(bin) * Complex.FromPolarCoordinates(1, -2 * Math.PI * bin * delaySamples / grid.FftLength), grid);
        for (int n = 0; n < taps.Length; n++) taps[n] = (float)(time[n] * Edge(Math.Min(n, taps.Length - 1 - n), taps.Length));
    }

    /// <summary>The same of a response that is causal by itself: no delay, and only the end fades.</summary>
    public static void FillCausal(Span<float> taps, Func<int, Complex> response, FrequencyGrid grid)
    {
        double[] time = Spectra.Impulse(response, grid);
        for (int n = 0; n < taps.Length; n++) taps[n] = (float)(time[n] * Edge(taps.Length - 1 - n, taps.Length));
    }

    /// <summary>How much of a tap is left so many taps from an end.</summary>
    static double Edge(int fromEnd, int taps) => Math.Pow(Math.Sin(Math.Min(1, (fromEnd + 1.0) / (taps / FadePart)) * Math.PI / 2), 2);
}
