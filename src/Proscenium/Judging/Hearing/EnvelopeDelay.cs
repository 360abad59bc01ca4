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
    public static double Of(BandSignals band) => Between(band, Envelope);

    /// <summary>The same of what an ear makes of its band.</summary>
    /// <param name="band">At both ears.</param>
    /// <param name="heard">Of an ear's analytic band and a step: what is compared, at every so many samples; it changes no faster than an envelope.</param>
    public static double Between(BandSignals band, Func<Complex[], int, double[]> heard)
    {
        int step = Math.Max(1, (int)(band.SampleRate / LooksPerSecond)), longest = (int)(LongestSeconds * band.SampleRate / step);
        double[] early = Weighted(heard(band.Left, step), band.Weight, step), late = Weighted(heard(band.Right, step), band.Weight, step);
        double[] correlation = [.. Enumerable.Range(-longest, 2 * longest + 1).Select(lag => Correlation(early, late, lag))];
        int highest = longest; // the middle, unless another is higher
        for (int i = 0; i < correlation.Length; i++)
            if (correlation[i] > correlation[highest]) highest = i;
        bool atAnEnd = highest == 0 || highest == correlation.Length - 1;
        return (highest - longest + (atAnEnd ? 0 : Peak.Vertex(correlation[highest - 1], correlation[highest], correlation[highest + 1]))) * step / band.SampleRate;
    }

    static double[] Envelope(Complex[] band, int step) => [.. Enumerable.Range(0, band.Length / step).Select(i => Complex.Abs(band[i * step]))];

    static double[] Weighted(double[] looks, double[] weight, int step)
    {
        for (int i = 0; i < looks.Length; i++) looks[i] *= Math.Sqrt(weight[i * step]);
        return looks;
    }

    static double Correlation(double[] early, double[] late, int lag)
    {
        double sum = 0;
        for (int n = Math.Max(0, -lag); n < Math.Min(early.Length, late.Length - lag); n++) sum += early[n] * late[n + lag];
        return sum;
    }
}
