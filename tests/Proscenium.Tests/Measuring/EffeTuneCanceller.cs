using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Judging.FreeField;
using Proscenium.Mathematics;

namespace Proscenium.Tests.Measuring;

/// <summary>
/// The baseline: a canceller from four responses at the ears in the way that EffeTune 2.8 publishes, at its defaults. A window of 8 ms, complex smoothing over a sixth of an octave with
/// the delay taken out, a regularised inverse whose gain is at most 12 dB, from 200 Hz to 6 kHz with an octave of transition, 4096 taps of which half are delay, at a strength of 70 %.
/// </summary>
static class EffeTuneCanceller
{
    const double WindowSeconds = 8e-3, SmoothingOctaves = 1.0 / 6, LowHz = 200, HighHz = 6000, MostGainDb = 12, RegularisationDb = -40, MostShape = 100, Strength = 0.7, TaperShare = 0.01;
    const int Taps = 4096;

    /// <summary>Its latency in seconds.</summary>
    public static double LatencySeconds(int sampleRate) => (double)Taps / 2 / sampleRate;

    /// <summary>What it sends from each input to each of two drivers.</summary>
    /// <param name="responses">Ears x drivers x samples.</param>
    /// <param name="grid">Of at least as many points as it has taps.</param>
    public static MeasuredPlan Of(double[][][] responses, FrequencyGrid grid)
    {
        FrequencyGrid bins = new(grid.SampleRate, 4 * Taps);
        Complex[][][] ears = Array.ConvertAll(responses, drivers => Array.ConvertAll(drivers, response => Direct(response, bins)));
        double level = Enumerable.Range(bins.Bin(LowHz), bins.Bin(HighHz) - bins.Bin(LowHz)).Average(bin => (ears[0][0][bin].Magnitude + ears[1][1][bin].Magnitude) / 2);
        Complex[,][] spectra = new Complex[2, 2][], cancelled = new Complex[2, 2][];
        for (int input = 0; input < 2; input++)
            for (int driver = 0; driver < 2; driver++) cancelled[input, driver] = new Complex[bins.BinCount];
        for (int bin = 0; bin < bins.BinCount; bin++)
        {
            (Complex ll, Complex lr, Complex rl, Complex rr) = (ears[0][0][bin] / level, ears[0][1][bin] / level, ears[1][0][bin] / level, ears[1][1][bin] / level); // ear, driver
            double frequency = bins.Frequency(bin), beta = Beta(ll, lr, rl, rr, frequency), share = Share(frequency);
            double a = ll.MagnitudeSquared() + rl.MagnitudeSquared() + beta, d = lr.MagnitudeSquared() + rr.MagnitudeSquared() + beta;
            Complex b = Complex.Conjugate(ll) * lr + Complex.Conjugate(rl) * rr, delayed = FrequencyResponse.Turn(frequency, LatencySeconds(grid.SampleRate));
            double determinant = a * d - b.MagnitudeSquared();
            for (int input = 0; input < 2; input++)
            {
                Complex wanted = input == 0 ? ll : rr, first = Complex.Conjugate(input == 0 ? ll : rl) * wanted, second = Complex.Conjugate(input == 0 ? lr : rr) * wanted;
                Complex[] solved = [(d * first - b * second) / determinant, (a * second - Complex.Conjugate(b) * first) / determinant];
                for (int driver = 0; driver < 2; driver++)
                {
                    double plain = driver == input ? 1 : 0;
                    cancelled[input, driver][bin] = delayed * (Strength * share * solved[driver] + (1 - Strength * share) * plain);
                }
            }
        }
        for (int input = 0; input < 2; input++)
            for (int driver = 0; driver < 2; driver++)
            {
                double[] taps = Spectra.Impulse(bin => cancelled[input, driver][bin], bins)[..Taps];
                for (int n = 0; n < Taps; n++) taps[n] *= RaisedCosine.Rise(n / (TaperShare * Taps)) * RaisedCosine.Rise((Taps - 1 - n) / (TaperShare * Taps));
                spectra[input, driver] = Spectra.Of(taps, grid);
            }
        return new(grid, spectra);
    }

    static Complex[] Direct(double[] response, FrequencyGrid bins)
    {
        double arrival = Onset.Of(Array.ConvertAll(response, sample => (float)sample)), length = WindowSeconds * bins.SampleRate;
        Complex[] spectrum = Spectra.Of([.. response[..Math.Min(response.Length, bins.FftLength / 2)].Select((sample, n) => sample * RaisedCosine.Rise((arrival + length - n) / (length / 2)))], bins);
        Complex[] still = [.. spectrum.Select((value, bin) => value * FrequencyResponse.Turn(bins.Frequency(bin), -arrival / bins.SampleRate))];
        return [.. still.Select((_, bin) =>
        {
            (int first, int last) = bin == 0 ? (0, 0) : (Math.Max(1, (int)Math.Ceiling(bin * Math.Pow(2, -SmoothingOctaves / 2))), Math.Min(still.Length - 1, (int)(bin * Math.Pow(2, SmoothingOctaves / 2))));
            return still[first..(last + 1)].Aggregate(Complex.Add) / (last + 1 - first) * FrequencyResponse.Turn(bins.Frequency(bin), arrival / bins.SampleRate);
        })];
    }

    /// <summary>The regularisation: more beside the band, and as much as keeps the gain below its limit.</summary>
    static double Beta(Complex ll, Complex lr, Complex rl, Complex rr, double frequency)
    {
        double trace = ll.MagnitudeSquared() + lr.MagnitudeSquared() + rl.MagnitudeSquared() + rr.MagnitudeSquared(), root = Math.Sqrt(Math.Max(0, trace * trace - 4 * (ll * rr - lr * rl).MagnitudeSquared()));
        double shape = Math.Clamp(Math.Max(Math.Pow(LowHz / Math.Max(frequency, 1), 2), Math.Pow(frequency / HighHz, 2)), 1, MostShape), wanted = Math.Max(ll.Magnitude, rr.Magnitude), limit = Math.Pow(10, MostGainDb / 20);
        double[] powers = [(trace + root) / 2, Math.Max(0, (trace - root) / 2)];
        return Math.Max(shape * Math.Pow(10, RegularisationDb / 10), powers.Max(power => Math.Sqrt(power) * wanted / limit - power));
    }

    static double Share(double frequency) => frequency <= 0 ? 0 : RaisedCosine.Rise(1 + Math.Log2(frequency / LowHz)) * RaisedCosine.Rise(1 - Math.Log2(frequency / HighHz));
}
