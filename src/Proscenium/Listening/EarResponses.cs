using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Engine.Dsp;

namespace Proscenium.Listening;

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
    public EarSpectra Spectra(FrequencyGrid grid) => new(Spectrum(Left, grid), Spectrum(Right, grid));

    static Complex[] Spectrum(double[] response, FrequencyGrid grid)
    {
        Fft<double> fft = new(grid.FftLength);
        double[] time = new double[fft.Length], re = new double[fft.BinCount], im = new double[fft.BinCount];
        response.CopyTo(time, 0);
        fft.Forward(time, re, im);
        return [.. re.Zip(im, (a, b) => new Complex(a, b))];
    }

    static double[] Time(Complex[] spectrum, FrequencyGrid grid)
    {
        Fft<double> fft = new(grid.FftLength);
        double[] time = new double[fft.Length];
        fft.Inverse(Array.ConvertAll(spectrum, value => value.Real), Array.ConvertAll(spectrum, value => value.Imaginary), time);
        return time;
    }
}
