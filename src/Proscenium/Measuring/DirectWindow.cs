using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Mathematics;

namespace Proscenium.Measuring;

/// <summary>
/// The direct sound of a response in a room, by a window that is the longer the lower the frequency: a number of periods, at least <see cref="ShortestSeconds"/>, at most up to the first
/// strong reflection. What it cannot tell apart lies below <see cref="LowestHz"/>.
/// </summary>
/// <param name="LongestSeconds">Its length at low frequencies, from the arrival on.</param>
/// <param name="Periods">Its length in periods, where that is less.</param>
sealed record DirectWindow(double LongestSeconds, double Periods = DirectWindow.UsualPeriods)
{
    /// <summary>A shorter one would cut off what the head does.</summary>
    public const double LeastSeconds = 1.5e-3;

    /// <summary>About the resolution of hearing.</summary>
    public const double UsualPeriods = 6;

    /// <summary>Longer ones would hold reflections of any room.</summary>
    public const double MostSeconds = 20e-3;

    const double BeforeSeconds = 1e-3, FadeShare = 0.25, PeriodsNeeded = 1.5;
    const int LengthsPerOctave = 6;

    /// <summary>Its length at high frequencies.</summary>
    public double ShortestSeconds => LongestSeconds;

    /// <summary>The lowest frequency that the window tells apart.</summary>
    public double LowestHz => PeriodsNeeded / LongestSeconds;

    /// <summary>The spectrum of the direct sound at the bins of a grid.</summary>
    /// <param name="response">Samples at the grid's rate.</param>
    /// <param name="arrival">The sample at which the sound arrives; time zero of the result is that of the response.</param>
    /// <param name="grid">Of at least as many points as the response has samples.</param>
    public Complex[] Spectrum(ReadOnlySpan<double> response, double arrival, FrequencyGrid grid)
    {
        double octaves = Math.Log2(LongestSeconds / ShortestSeconds);
        int steps = Math.Max(1, (int)Math.Ceiling(octaves * LengthsPerOctave));
        double[] seconds = [.. Enumerable.Range(0, steps + 1).Select(step => ShortestSeconds * Math.Pow(2, octaves * step / steps))];
        var spectra = new Complex[steps + 1][];
        for (int step = 0; step <= steps; step++) spectra[step] = Spectra.Of(Windowed(response, arrival, seconds[step], grid.SampleRate), grid);
        return [.. Enumerable.Range(0, grid.BinCount).Select(bin =>
        {
            double wanted = Math.Clamp(Periods / Math.Max(grid.Frequency(bin), 1), ShortestSeconds, LongestSeconds);
            double place = octaves == 0 ? 0 : Math.Log2(wanted / ShortestSeconds) / octaves * steps;
            int below = Math.Min((int)place, steps - 1);
            return spectra[below][bin] + (place - below) * (spectra[below + 1][bin] - spectra[below][bin]);
        })];
    }

    /// <summary>A response within a window: whole from just before the arrival on, its last quarter fading out.</summary>
    static double[] Windowed(ReadOnlySpan<double> response, double arrival, double seconds, int sampleRate)
    {
        double[] windowed = new double[response.Length];
        double begin = arrival - BeforeSeconds * sampleRate, end = arrival + seconds * sampleRate, fade = FadeShare * seconds * sampleRate, rise = BeforeSeconds * sampleRate / 2;
        for (int n = Math.Max(0, (int)begin); n < Math.Min(response.Length, end); n++) windowed[n] = response[n] * RaisedCosine.Rise((n - begin) / rise) * RaisedCosine.Rise((end - n) / fade);
        return windowed;
    }
}
