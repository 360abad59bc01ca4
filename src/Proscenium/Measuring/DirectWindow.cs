using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Mathematics;

namespace Proscenium.Measuring;

/// <summary>
/// The direct sound of a response in a room, by a window that ends before the first strong reflection. It is as long at all frequencies: what a head and shoulders do lasts 5 ms at high
/// ones, too. What it cannot tell apart lies below <see cref="LowestHz"/>.
/// </summary>
/// <param name="Seconds">Its length from the arrival on.</param>
sealed record DirectWindow(double Seconds)
{
    /// <summary>A shorter one would cut off what the head does.</summary>
    public const double LeastSeconds = 1.5e-3;

    /// <summary>Longer ones would hold reflections of any room.</summary>
    public const double MostSeconds = 20e-3;

    const double BeforeSeconds = 1e-3, FadeShare = 0.25, PeriodsNeeded = 1.5;

    /// <summary>The lowest frequency that the window tells apart.</summary>
    public double LowestHz => PeriodsNeeded / Seconds;

    /// <summary>The spectrum of the direct sound at the bins of a grid.</summary>
    /// <param name="response">Samples at the grid's rate.</param>
    /// <param name="arrival">The sample at which the sound arrives; time zero of the result is that of the response.</param>
    /// <param name="grid">Of at least as many points as the response has samples.</param>
    public Complex[] Spectrum(ReadOnlySpan<double> response, double arrival, FrequencyGrid grid) => Spectra.Of(Windowed(response, arrival, grid.SampleRate), grid);

    /// <summary>A response within a window: whole from just before the arrival on, its last quarter fading out.</summary>
    double[] Windowed(ReadOnlySpan<double> response, double arrival, int sampleRate)
    {
        double[] windowed = new double[response.Length];
        double begin = arrival - BeforeSeconds * sampleRate, end = arrival + Seconds * sampleRate, fade = FadeShare * Seconds * sampleRate, rise = BeforeSeconds * sampleRate / 2;
        for (int n = Math.Max(0, (int)begin); n < Math.Min(response.Length, end); n++) windowed[n] = response[n] * RaisedCosine.Rise((n - begin) / rise) * RaisedCosine.Rise((end - n) / fade);
        return windowed;
    }
}
