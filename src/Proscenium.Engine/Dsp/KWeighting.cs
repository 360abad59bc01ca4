using System.Numerics;

namespace Proscenium.Engine.Dsp;

/// <summary>The frequency weighting of ITU-R BS.1770-4, at any sample rate: bilinear transforms of the analogue prototypes behind the coefficients that it tabulates for 48 kHz.</summary>
static class KWeighting
{
    /// <summary>The shelf that stands for the head.</summary>
    public static Biquad Shelf(int rate) => HighShelf(rate, 1681.974450955533, 0.7071752369554196, 3.999843853973347);

    /// <summary>The high-pass.</summary>
    public static Biquad HighPass(int rate) => HighPass(rate, 38.13547087602444, 0.5003270373238773);

    /// <summary>The weight of a power at a frequency in Hz.</summary>
    public static double Power(double frequency, int rate) => Power(frequency, rate, Shelf(rate), HighPass(rate));

    static double Power(double frequency, int rate, Biquad shelf, Biquad highPass)
    {
        Complex unitDelay = Complex.FromPolarCoordinates(1, -2 * Math.PI * frequency / rate);
        Complex response = shelf.At(unitDelay) * highPass.At(unitDelay);
        return response.Real * response.Real + response.Imaginary * response.Imaginary;
    }

    /// <summary>The mean of a power over 20 Hz to 20 kHz as pink noise and the weighting have it.</summary>
    /// <param name="binHz">From one bin to the next, Hz.</param>
    /// <param name="rate">Samples per second.</param>
    /// <param name="power">By bin.</param>
    public static double PinkMean(double binHz, int rate, Func<int, double> power)
    {
        const double lowHz = 20, highHz = 20000;
        (Biquad shelf, Biquad highPass) = (Shelf(rate), HighPass(rate));
        (double sum, double total) = (0, 0);
        for (int bin = (int)Math.Ceiling(lowHz / binHz); bin * binHz <= Math.Min(highHz, 0.49 * rate); bin++)
        {
            double weight = Power(bin * binHz, rate, shelf, highPass) / bin;
            sum += weight * power(bin);
            total += weight;
        }
        return sum / total;
    }

    static Biquad HighShelf(int rate, double frequency, double quality, double gainDb)
    {
        double k = Math.Tan(Math.PI * frequency / rate), high = Math.Pow(10, gainDb / 20), band = Math.Pow(high, 0.4996667741545416);
        double scale = 1 + k / quality + k * k;
        return new((high + band * k / quality + k * k) / scale, 2 * (k * k - high) / scale, (high - band * k / quality + k * k) / scale,
            2 * (k * k - 1) / scale, (1 - k / quality + k * k) / scale);
    }

    /// <summary>Without the gain that would make it 1 at high frequencies: so BS.1770 has it.</summary>
    static Biquad HighPass(int rate, double frequency, double quality)
    {
        double k = Math.Tan(Math.PI * frequency / rate), scale = 1 + k / quality + k * k;
        return new(1, -2, 1, 2 * (k * k - 1) / scale, (1 - k / quality + k * k) / scale);
    }
}
