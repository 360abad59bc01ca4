using System.Numerics;
using static System.FormattableString;

namespace Proscenium.Measuring;

/// <summary>A driver that is much softer at the low end of its band than in the rest of it: a plan would ask of it what it cannot play.</summary>
static class WeakLowEnd
{
    /// <summary>More than the boost that a plan may use.</summary>
    const double SofterDb = 15;

    const double HighestHz = 8000;
    const int FewestBands = 2; // a single third of an octave may be a mode of the room

    /// <summary>The drivers for which it is so.</summary>
    public static IEnumerable<SetupFault> In(RecoveredPlant plant)
    {
        foreach (DriverFigures driver in DriverFigures.Of(plant))
        {
            int[] bands = [.. Enumerable.Range(0, RecoveredResponse.Bands).Where(band => RecoveredResponse.BandHz(band) >= driver.Source.LowHz && RecoveredResponse.BandHz(band) <= HighestHz)];
            double[] levels = LevelsDb(driver.Responses, bands);
            if (levels.Length == 0) continue;
            double middle = levels.Order().ElementAt(levels.Length / 2);
            int weak = levels.TakeWhile(level => level < middle - SofterDb).Count();
            if (weak >= FewestBands && weak < levels.Length)
                yield return new(Invariant($"{driver.Source.Name} is {middle - levels[0]:0} dB softer at {RecoveredResponse.BandHz(bands[0]):0} Hz than in the middle of its band: let its \"bandHz\" in the device file begin at {RecoveredResponse.BandHz(bands[weak]):0} Hz, and measure again"));
        }
    }

    /// <summary>The power at all microphones in some thirds of an octave, relative to that of white noise, dB.</summary>
    static double[] LevelsDb(IReadOnlyList<RecoveredResponse> responses, int[] bands)
    {
        int length = (int)BitOperations.RoundUpToPowerOf2((uint)responses.Max(response => response.Samples.Length));
        double[][] powers = [.. responses.Select(response => RecoveredResponse.BandPowers(response.Samples, response.SampleRate, length))];
        return Array.ConvertAll(bands, band => 10 * Math.Log10((powers.Sum(power => power[band]) + double.Epsilon) / RecoveredResponse.BandHz(band)));
    }
}
