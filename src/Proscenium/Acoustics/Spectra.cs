using System.Numerics;
using Proscenium.Engine.Dsp;

namespace Proscenium.Acoustics;

/// <summary>Real impulse responses and their spectra.</summary>
static class Spectra
{
    /// <summary>The spectrum of a response at the bins of a grid.</summary>
    /// <param name="response">Samples; none beyond the grid's transform counts.</param>
    /// <param name="grid">The bins.</param>
    public static Complex[] Of(ReadOnlySpan<double> response, FrequencyGrid grid) => Of(response, grid.FftLength);

    /// <summary>The spectrum of a response.</summary>
    /// <param name="response">Samples; none beyond the transform counts.</param>
    /// <param name="fftLength">Points of the transform, a power of two.</param>
    public static Complex[] Of(ReadOnlySpan<double> response, int fftLength)
    {
        Fft<double> fft = PreparedFft<double>.Of(fftLength);
        double[] time = new double[fft.Length], re = new double[fft.BinCount], im = new double[fft.BinCount];
        response[..Math.Min(response.Length, time.Length)].CopyTo(time);
        fft.Forward(time, re, im);
        Complex[] spectrum = new Complex[re.Length];
        for (int bin = 0; bin < re.Length; bin++) spectrum[bin] = new(re[bin], im[bin]);
        return spectrum;
    }

    /// <summary>The impulse response that belongs to a spectrum, as long as the grid's transform.</summary>
    /// <param name="spectrum">By bin.</param>
    /// <param name="grid">The bins.</param>
    public static double[] Impulse(Func<int, Complex> spectrum, FrequencyGrid grid) => Impulse(spectrum, grid.FftLength);

    /// <summary>The impulse response that belongs to a spectrum.</summary>
    /// <param name="spectrum">By bin.</param>
    /// <param name="fftLength">Points of the transform, a power of two.</param>
    public static double[] Impulse(Func<int, Complex> spectrum, int fftLength)
    {
        Fft<double> fft = PreparedFft<double>.Of(fftLength);
        double[] re = new double[fft.BinCount], im = new double[fft.BinCount], time = new double[fft.Length];
        for (int bin = 0; bin < re.Length; bin++)
        {
            Complex value = spectrum(bin);
            (re[bin], im[bin]) = (value.Real, value.Imaginary);
        }
        fft.Inverse(re, im, time);
        return time;
    }
}
