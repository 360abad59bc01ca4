using System.Numerics;
using Proscenium.Acoustics;

namespace Proscenium.Measuring;

/// <summary>The first strong reflection in a response: the first time at which its envelope, above 700 Hz, rises again to within some decibels of the direct sound's.</summary>
static class FirstReflection
{
    /// <summary>A reflection this much below the direct sound bends its level by 1 dB.</summary>
    public const double StrongDb = -18;

    /// <summary>Below, the envelope is taken down: the head itself is as slow there.</summary>
    public const double LowHz = 700;

    const double EarliestSeconds = 0.9e-3, LatestSeconds = DirectWindow.MostSeconds, AgainDb = 6;

    /// <summary>Seconds after the direct sound's arrival, or null where there is none within <see cref="DirectWindow.MostSeconds"/>.</summary>
    /// <param name="response">Samples.</param>
    /// <param name="arrival">The sample at which the direct sound arrives.</param>
    /// <param name="sampleRate">Samples per second.</param>
    public static double? After(double[] response, double arrival, int sampleRate)
    {
        double[] envelope = Envelope(response, sampleRate);
        int first = (int)arrival, from = first + (int)(EarliestSeconds * sampleRate), to = Math.Min(envelope.Length, first + (int)(LatestSeconds * sampleRate));
        double direct = 0, lowest = double.MaxValue;
        for (int n = Math.Max(0, first); n < Math.Min(from, envelope.Length); n++) direct = Math.Max(direct, envelope[n]);
        for (int n = from; n < to; n++)
        {
            lowest = Math.Min(lowest, envelope[n]);
            if (envelope[n] > direct * Math.Pow(10, StrongDb / 20) && envelope[n] > lowest * Math.Pow(10, AgainDb / 20)) return (n - arrival) / sampleRate;
        }
        return null;
    }

    /// <summary>The magnitude of the analytic signal above the head's own delays.</summary>
    public static double[] Envelope(double[] response, int sampleRate)
    {
        int length = (int)BitOperations.RoundUpToPowerOf2((uint)(2 * response.Length));
        Complex[] spectrum = Spectra.Of(response, length);
        for (int bin = 0; bin < spectrum.Length; bin++)
        {
            double octaves = Math.Log2(Math.Max(1, (double)bin * sampleRate / length) / LowHz);
            spectrum[bin] *= octaves >= 0 ? 1 : Math.Max(0, 1 + octaves);
        }
        double[] real = Spectra.Impulse(bin => spectrum[bin], length), imaginary = Spectra.Impulse(bin => -Complex.ImaginaryOne * spectrum[bin], length);
        return [.. Enumerable.Range(0, response.Length).Select(n => Math.Sqrt(real[n] * real[n] + imaginary[n] * imaginary[n]))];
    }
}
