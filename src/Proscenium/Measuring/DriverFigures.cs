using Proscenium.Measuring.Sweeps;

namespace Proscenium.Measuring;

/// <summary>How well a driver was heard at all the places where it was measured.</summary>
/// <param name="Source">The driver.</param>
/// <param name="Responses">At both ears of each pose.</param>
sealed record DriverFigures(SweepSource Source, IReadOnlyList<RecoveredResponse> Responses)
{
    const double MostDb = 99; // recordings that were computed have no noise at all

    /// <summary>Of each driver.</summary>
    public static DriverFigures[] Of(RecoveredPlant plant) => [.. plant.Session.Sources.Select((source, driver) => new DriverFigures(source, Array.ConvertAll(plant.Responses, drivers => drivers[driver])))];

    /// <summary>Total harmonic distortion as a share of the amplitude, where it is least: noise counts as distortion.</summary>
    public double Distortion => Purest.Distortion;

    /// <summary>The second and further harmonics there, as shares of the amplitude.</summary>
    public IEnumerable<double> Harmonics => Purest.HarmonicsDb.Select(level => Math.Pow(10, level / 20));

    RecoveredResponse Purest => Responses.MinBy(response => response.Distortion)!;

    /// <summary>Signal over noise in a third of an octave, where it is least, dB.</summary>
    /// <param name="band">As of <see cref="RecoveredResponse.BandHz"/>.</param>
    public double SignalOverNoiseDb(int band) => Math.Clamp(-Responses.Max(response => response.NoiseDb[band]), -MostDb, MostDb);

    /// <summary>The worst third of an octave between two frequencies, and there signal over noise in dB; null where the driver does not play.</summary>
    public (double Hertz, double Decibels)? WorstSignalOverNoise(double lowHz, double highHz)
    {
        int[] bands = [.. Enumerable.Range(0, RecoveredResponse.Bands).Where(band => RecoveredResponse.BandHz(band) is var hertz && hertz >= Math.Max(lowHz, Source.LowHz) && hertz < Math.Min(highHz, 0.45 * Responses[0].SampleRate))];
        return bands.Length == 0 ? null : bands.Select(band => (RecoveredResponse.BandHz(band), SignalOverNoiseDb(band))).MinBy(one => one.Item2);
    }
}
