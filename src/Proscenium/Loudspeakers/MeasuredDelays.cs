using System.Numerics;
using Proscenium.Mathematics;

namespace Proscenium.Loudspeakers;

/// <summary>
/// Delays that line up the responses of a directivity: each is aligned to its nearest neighbour that already is, from the aim outwards, so that
/// phases differ as little as they can from one direction to the next.
/// </summary>
static class MeasuredDelays
{
    const double MinHz = 200, MaxHz = 16000, StepSeconds = 5e-6, MarginSeconds = 50e-6;
    const int FrequencyCount = 48;

    public static double[] Aligned(MeasuredDirection[] measured)
    {
        double[] hertz = Frequencies(measured);
        Complex[][] values = Array.ConvertAll(measured, m => Array.ConvertAll(hertz, m.Response.At));
        int[] outwards = [.. Enumerable.Range(0, measured.Length).OrderByDescending(i => measured[i].Direction.X)];
        double[] delays = new double[measured.Length];
        delays[outwards[0]] = measured[outwards[0]].Response.DelaySeconds;
        for (int n = 1; n < outwards.Length; n++)
        {
            int here = outwards[n], near = outwards.Take(n).MaxBy(i => measured[i].Direction.Dot(measured[here].Direction));
            double expected = measured[here].Response.DelaySeconds - measured[near].Response.DelaySeconds;
            delays[here] = delays[near] + Lag(values[here], values[near], hertz, Math.Min(0, expected) - MarginSeconds, Math.Max(0, expected) + MarginSeconds);
        }
        return delays;
    }

    static double Lag(Complex[] later, Complex[] earlier, double[] hertz, double low, double high)
    {
        double[] phases = [.. later.Zip(earlier, (a, b) => (a * Complex.Conjugate(b)).Phase)];
        double Likeness(double delay)
        {
            double sum = 0;
            for (int f = 0; f < hertz.Length; f++) sum += Math.Cos(phases[f] + 2 * Math.PI * hertz[f] * delay);
            return sum;
        }
        return Peak.Highest(Likeness, low, high, StepSeconds, 1e-10);
    }

    /// <summary>Evenly spread over the logarithm, within what all responses hold.</summary>
    static double[] Frequencies(MeasuredDirection[] measured)
    {
        double low = Math.Max(MinHz, measured.Max(m => m.Response.MinHz)), high = Math.Min(MaxHz, measured.Min(m => m.Response.MaxHz));
        if (high <= low) (low, high) = (MinHz, MaxHz);
        return [.. Enumerable.Range(0, FrequencyCount).Select(i => low * Math.Pow(high / low, i / (FrequencyCount - 1.0)))];
    }
}
