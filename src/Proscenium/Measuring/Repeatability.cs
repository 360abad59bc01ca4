using System.Numerics;
using Proscenium.Acoustics;

namespace Proscenium.Measuring;

/// <summary>How far two measurements of the same are apart: the first sweep and its repetition. A design may allow for as much.</summary>
/// <param name="Decibels">Root mean square of the level, from 300 Hz to 8 kHz, each octave alike.</param>
/// <param name="Degrees">Of the phase.</param>
readonly record struct Repeatability(double Decibels, double Degrees)
{
    const double LowHz = 300, HighHz = 8000, OctaveSteps = 12;

    /// <summary>Of all microphones of some recordings; null where no sweep was repeated.</summary>
    /// <param name="recordings">One after the other.</param>
    /// <param name="window">The window of the direct sound.</param>
    public static Repeatability? Of(IReadOnlyList<SweepRecovery> recordings, DirectWindow window)
    {
        Complex[] ratios = [.. recordings.SelectMany(recording => recording.Repetition.Zip(recording.Responses, (again, sources) => Ratios(again, sources[0], window)).SelectMany(ratio => ratio))];
        return ratios.Length == 0 ? null : new(Math.Sqrt(ratios.Average(ratio => Math.Pow(20 * Math.Log10(ratio.Magnitude + double.Epsilon), 2))), Math.Sqrt(ratios.Average(ratio => Math.Pow(ratio.Phase * 180 / Math.PI, 2))));
    }

    static IEnumerable<Complex> Ratios(RecoveredResponse again, RecoveredResponse first, DirectWindow window)
    {
        FrequencyGrid grid = FrequencyGrid.ForDesign(first.SampleRate);
        double arrival = DirectPlant.Arrival(first.Samples);
        Complex[] one = window.Spectrum(first.Samples, arrival, grid), other = window.Spectrum(again.Samples, arrival, grid);
        double low = Math.Max(LowHz, window.LowestHz), high = Math.Min(HighHz, grid.SampleRate / 3.0);
        return Enumerable.Range(0, (int)(OctaveSteps * Math.Log2(high / low)) + 1).Select(step => grid.Bin(low * Math.Pow(2, step / OctaveSteps))).Select(bin => other[bin] / (one[bin] + double.Epsilon));
    }
}
