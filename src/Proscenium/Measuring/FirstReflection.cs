using System.Numerics;
using Proscenium.Acoustics;

namespace Proscenium.Measuring;

/// <summary>
/// The first strong reflection in a response: the first time at which its envelope, above 700 Hz, rises again to within some decibels of the direct sound's. At two ears that is the direct
/// sound of the louder one: what a shoulder reflects to the ear in the shadow is strong beside the little that comes there directly, but belongs to the head.
/// </summary>
static class FirstReflection
{
    /// <summary>A reflection this much below the direct sound bends its level by 1 dB.</summary>
    public const double StrongDb = -18;

    /// <summary>Below, the envelope is taken down: the head itself is as slow there.</summary>
    public const double LowHz = 700;

    const double EarliestSeconds = 0.9e-3, LatestSeconds = DirectWindow.MostSeconds, AgainDb = 6;

    /// <summary>Seconds after the direct sound's arrival at each microphone, or null where there is none within <see cref="DirectWindow.MostSeconds"/>.</summary>
    /// <param name="responses">From one driver to one microphone, or to both ears: samples.</param>
    /// <param name="arrivals">The sample at which the direct sound arrives in each.</param>
    /// <param name="sampleRate">Samples per second.</param>
    public static double?[] After(double[][] responses, double[] arrivals, int sampleRate)
    {
        double[][] envelopes = Array.ConvertAll(responses, response => Envelope(response, sampleRate));
        double direct = envelopes.Zip(arrivals).Max(pair => Direct(pair.First, pair.Second, sampleRate));
        return [.. envelopes.Zip(arrivals, (envelope, arrival) => After(envelope, arrival, direct, sampleRate))];
    }

    static double Direct(double[] envelope, double arrival, int sampleRate)
    {
        double direct = 0;
        for (int n = Math.Max(0, (int)arrival); n < Math.Min(Earliest(arrival, sampleRate), envelope.Length); n++) direct = Math.Max(direct, envelope[n]);
        return direct;
    }

    static double? After(double[] envelope, double arrival, double direct, int sampleRate)
    {
        double lowest = double.MaxValue;
        for (int n = Earliest(arrival, sampleRate); n < Math.Min(envelope.Length, (int)arrival + (int)(LatestSeconds * sampleRate)); n++)
        {
            lowest = Math.Min(lowest, envelope[n]);
            if (envelope[n] > direct * Math.Pow(10, StrongDb / 20) && envelope[n] > lowest * Math.Pow(10, AgainDb / 20)) return (n - arrival) / sampleRate;
        }
        return null;
    }

    static int Earliest(double arrival, int sampleRate) => (int)arrival + (int)(EarliestSeconds * sampleRate);

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
