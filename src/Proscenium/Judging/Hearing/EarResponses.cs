using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Engine.Dsp;

namespace Proscenium.Judging.Hearing;

/// <summary>Impulse responses at two ears.</summary>
/// <param name="Left">Samples at the left ear.</param>
/// <param name="Right">As many at the right ear.</param>
/// <param name="SampleRate">Samples per second.</param>
public readonly record struct EarResponses(double[] Left, double[] Right, int SampleRate)
{
    /// <summary>The impulse responses that belong to spectra, as long as the grid's transform.</summary>
    public static EarResponses Of(EarSpectra spectra, FrequencyGrid grid) => new(Time(spectra.Left, grid), Time(spectra.Right, grid), grid.SampleRate);

    /// <summary>The shortest grid that holds the responses.</summary>
    public FrequencyGrid OwnGrid => new(SampleRate, (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(4, Left.Length)));

    /// <summary>The spectra of the responses.</summary>
    /// <param name="grid">Of the responses' sample rate; its transform is at least as long as they are.</param>
    public EarSpectra Spectra(FrequencyGrid grid) => new(Spectrum(Left, grid.FftLength), Spectrum(Right, grid.FftLength));

    /// <summary>The spectrum of a response.</summary>
    /// <param name="response">Samples.</param>
    /// <param name="fftLength">Points of the transform, a power of two, at least as many.</param>
    internal static Complex[] Spectrum(ReadOnlySpan<double> response, int fftLength)
    {
        Fft<double> fft = new(fftLength);
        double[] time = new double[fft.Length], re = new double[fft.BinCount], im = new double[fft.BinCount];
        response.CopyTo(time);
        fft.Forward(time, re, im);
        return [.. re.Zip(im, (a, b) => new Complex(a, b))];
    }

    /// <summary>The response that belongs to a spectrum, as long as the grid's transform.</summary>
    internal static double[] Time(IReadOnlyList<Complex> spectrum, FrequencyGrid grid)
    {
        double[] time = new double[grid.FftLength];
        new Fft<double>(time.Length).Inverse([.. spectrum.Select(value => value.Real)], [.. spectrum.Select(value => value.Imaginary)], time);
        return time;
    }
}
