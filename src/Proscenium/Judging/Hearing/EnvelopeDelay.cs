using System.Numerics;
using Proscenium.Mathematics;

namespace Proscenium.Judging.Hearing;

/// <summary>By how much a band's envelope is later at one ear than at the other: where the cross-correlation of the envelopes is highest.</summary>
static class EnvelopeDelay
{
    const double LongestSeconds = 0.001;

    /// <summary>Envelopes are no wider than their bands, 1 kHz: so many looks in a second are enough.</summary>
    const double LooksPerSecond = 16000;

    /// <summary>The delay in seconds, + = right later, within +-1 ms.</summary>
    /// <param name="left">Analytic band at the left ear.</param>
    /// <param name="right">The same at the right ear.</param>
    /// <param name="weight">What energy counts, by sample.</param>
    /// <param name="sampleRate">Samples per second.</param>
    public static double Of(Complex[] left, Complex[] right, double[] weight, double sampleRate)
    {
        int step = Math.Max(1, (int)(sampleRate / LooksPerSecond)), longest = (int)(LongestSeconds * sampleRate / step);
        double[] early = Envelope(left, weight, step), late = Envelope(right, weight, step);
        double[] correlation = [.. Enumerable.Range(-longest, 2 * longest + 1).Select(lag => Correlation(early, late, lag))];
        int highest = longest; // the middle, unless another is higher
        for (int i = 0; i < correlation.Length; i++)
            if (correlation[i] > correlation[highest]) highest = i;
        bool atAnEnd = highest == 0 || highest == correlation.Length - 1;
        return (highest - longest + (atAnEnd ? 0 : Peak.Vertex(correlation[highest - 1], correlation[highest], correlation[highest + 1]))) * step / sampleRate;
    }

    static double[] Envelope(Complex[] band, double[] weight, int step) =>
        [.. Enumerable.Range(0, band.Length / step).Select(i => Math.Sqrt(weight[i * step]) * Complex.Abs(band[i * step]))];

    static double Correlation(double[] early, double[] late, int lag)
    {
        double sum = 0;
        for (int n = Math.Max(0, -lag); n < Math.Min(early.Length, late.Length - lag); n++) sum += early[n] * late[n + lag];
        return sum;
    }
}
