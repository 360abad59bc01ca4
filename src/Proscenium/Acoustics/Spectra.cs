using System.Numerics;

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
        Complex[] spectrum = new Complex[fftLength / 2 + 1];
        Of(response, fftLength, spectrum);
        return spectrum;
    }

    /// <summary>The same, into memory for its bins.</summary>
    public static void Of(ReadOnlySpan<double> response, int fftLength, Span<Complex> spectrum)
    {
        PreparedFft<double> prepared = PreparedFft<double>.Of(fftLength);
        FourierMemory<double> memory = prepared.Memory;
        if (response.Length < fftLength)
        {
            response.CopyTo(memory.Time);
            memory.Time.AsSpan(response.Length).Clear();
            response = memory.Time;
        }
        prepared.Fft.Forward(response, memory.Re, memory.Im);
        for (int bin = 0; bin < memory.Re.Length; bin++) spectrum[bin] = new(memory.Re[bin], memory.Im[bin]);
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
        double[] time = new double[fftLength];
        Impulse(spectrum, time);
        return time;
    }

    /// <summary>The same, into memory as long as the transform.</summary>
    public static void Impulse(Func<int, Complex> spectrum, Span<double> time)
    {
        PreparedFft<double> prepared = PreparedFft<double>.Of(time.Length);
        FourierMemory<double> memory = prepared.Memory;
        for (int bin = 0; bin < memory.Re.Length; bin++)
        {
            Complex value = spectrum(bin);
            (memory.Re[bin], memory.Im[bin]) = (value.Real, value.Imaginary);
        }
        prepared.Fft.Inverse(memory.Re, memory.Im, time);
    }
}
