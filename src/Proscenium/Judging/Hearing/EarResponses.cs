using System.Numerics;
using Proscenium.Acoustics;

namespace Proscenium.Judging.Hearing;

/// <summary>Impulse responses at two ears.</summary>
/// <param name="Left">Samples at the left ear.</param>
/// <param name="Right">As many at the right ear.</param>
/// <param name="SampleRate">Samples per second.</param>
readonly record struct EarResponses(double[] Left, double[] Right, int SampleRate)
{
    /// <summary>The impulse responses that belong to spectra, as long as the grid's transform.</summary>
    public static EarResponses Of(EarSpectra spectra, FrequencyGrid grid) => new(Impulse(spectra.Left, grid), Impulse(spectra.Right, grid), grid.SampleRate);

    /// <summary>The shortest grid that holds the responses.</summary>
    public FrequencyGrid OwnGrid => new(SampleRate, (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(4, Left.Length)));

    /// <summary>The spectra of the responses.</summary>
    /// <param name="grid">Of the responses' sample rate; its transform is at least as long as they are.</param>
    public EarSpectra Spectra(FrequencyGrid grid) => new(Acoustics.Spectra.Of(Left, grid), Acoustics.Spectra.Of(Right, grid));

    static double[] Impulse(Complex[] spectrum, FrequencyGrid grid) => Acoustics.Spectra.Impulse(bin => spectrum[bin], grid);
}
