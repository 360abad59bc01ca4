using System.Numerics;
using Proscenium.Engine.Dsp;

namespace Proscenium.Mixes;

/// <summary>Whole signals against each other by one long Fourier transform.</summary>
static class LongTransform
{
    const int LagFrames = 5 * Mix.SampleRate;

    /// <summary>Convolution, as long as the signal.</summary>
    public static float[] Convolve(float[] signal, float[] response) =>
        [.. Combine(signal, response, (a, b) => a * b).Take(signal.Length).Select(sample => (float)sample)];

    /// <summary>How many samples later one signal is than the other, negative for earlier: where the cross-correlation of their first 5 s is largest in magnitude.</summary>
    public static int Lag(float[] later, float[] earlier)
    {
        (later, earlier) = ([.. later.Take(LagFrames)], [.. earlier.Take(LagFrames)]);
        double[] correlation = Combine(later, earlier, (a, b) => a * Complex.Conjugate(b));
        int best = 0;
        for (int n = 1; n < correlation.Length; n++)
            if (Math.Abs(correlation[n]) > Math.Abs(correlation[best])) best = n;
        return best < later.Length ? best : best - correlation.Length;
    }

    /// <summary>The signal so many samples earlier, silence around it, of a length.</summary>
    public static float[] Advance(float[] signal, int frames, int length)
    {
        float[] moved = new float[length];
        for (int n = Math.Max(0, -frames); n < length && n + frames < signal.Length; n++) moved[n] = signal[n + frames];
        return moved;
    }

    static double[] Combine(float[] one, float[] other, Func<Complex, Complex, Complex> product)
    {
        Fft<double> fft = new((int)BitOperations.RoundUpToPowerOf2((uint)(one.Length + other.Length)));
        (double[] oneRe, double[] oneIm) = Spectrum(fft, one);
        (double[] otherRe, double[] otherIm) = Spectrum(fft, other);
        for (int k = 0; k < oneRe.Length; k++)
        {
            Complex value = product(new(oneRe[k], oneIm[k]), new(otherRe[k], otherIm[k]));
            (oneRe[k], oneIm[k]) = (value.Real, value.Imaginary);
        }
        double[] time = new double[fft.Length];
        fft.Inverse(oneRe, oneIm, time);
        return time;
    }

    static (double[] Re, double[] Im) Spectrum(Fft<double> fft, float[] signal)
    {
        double[] time = new double[fft.Length], re = new double[fft.BinCount], im = new double[fft.BinCount];
        for (int n = 0; n < signal.Length; n++) time[n] = signal[n];
        fft.Forward(time, re, im);
        return (re, im);
    }
}
