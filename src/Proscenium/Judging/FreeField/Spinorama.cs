using Proscenium.Acoustics;
using Proscenium.Judging.Levels;

namespace Proscenium.Judging.FreeField;

/// <summary>What a signal radiates in all directions, as loudspeakers are looked at. Levels are relative to the mean of the listening window from 300 Hz to 3 kHz.</summary>
sealed class Spinorama
{
    const double LowHz = 300, HighHz = 3000;
    const int PerOctave = 24;

    static readonly Band[] _midrange = [.. Enumerable.Range(0, (int)(PerOctave * Math.Log2(HighHz / LowHz)) + 1).Select(n => AsWide(LowHz * Math.Pow(2, (double)n / PerOctave)))];

    readonly double[][] _power;
    readonly double[] _sphere;
    readonly double _referenceDb;

    /// <summary>Takes powers as they were measured.</summary>
    /// <param name="power">Mean powers, [<see cref="SpinoramaCurve"/>][bin].</param>
    /// <param name="sphere">Mean power over directions spread evenly over the sphere, by bin.</param>
    /// <param name="grid">The bins.</param>
    public Spinorama(double[][] power, double[] sphere, FrequencyGrid grid)
    {
        (_power, _sphere, Grid) = (power, sphere, grid);
        _referenceDb = _midrange.Average(band => LevelDb(SpinoramaCurve.ListeningWindow, band));
    }

    /// <summary>Third octaves from 200 Hz to 8 kHz, in which the in-room response is judged.</summary>
    public static IReadOnlyList<Band> InRoomBands { get; } = Band.ThirdOctaves(198, 8000);

    /// <summary>The frequencies of the bins.</summary>
    public FrequencyGrid Grid { get; }

    /// <summary>Slope of the predicted in-room response, and how far it departs from a straight line.</summary>
    public Trend InRoom => TrendOf(band => LevelDb(SpinoramaCurve.PredictedInRoom, band));

    /// <summary>The same with the power over the whole sphere: the two orbits of a spinorama do not see what a plan radiates up and down at its sides.</summary>
    public Trend InRoomBySphere => TrendOf(PredictedInRoomBySphereDb);

    /// <summary>Sound power directivity index in the third octave at 1 kHz, dB.</summary>
    public double IndexAt1KHzDb => SoundPowerIndexDb(Band.ThirdOctaves(1000, 1000)[0]);

    /// <summary>Sound power directivity index from 300 Hz to 3 kHz, mean with equal weight per octave, dB.</summary>
    public double MidrangeIndexDb => _midrange.Average(SoundPowerIndexDb);

    /// <summary>Level of a curve in a band, dB.</summary>
    public double LevelDb(SpinoramaCurve curve, Band band) => Band.Decibels(Power(curve, band)) - _referenceDb;

    /// <summary>Early reflections directivity index in a band: listening window over early reflections, dB.</summary>
    public double EarlyReflectionsIndexDb(Band band) => LevelDb(SpinoramaCurve.ListeningWindow, band) - LevelDb(SpinoramaCurve.EarlyReflections, band);

    /// <summary>Sound power directivity index in a band: listening window over sound power, dB.</summary>
    public double SoundPowerIndexDb(Band band) => LevelDb(SpinoramaCurve.ListeningWindow, band) - LevelDb(SpinoramaCurve.SoundPower, band);

    /// <summary>Mean power of a curve in a band, as it was measured.</summary>
    public double Power(SpinoramaCurve curve, Band band) => band.Mean(Grid, bin => _power[(int)curve][bin]);

    /// <summary>Mean power over the whole sphere in a band, as it was measured.</summary>
    public double SpherePower(Band band) => band.Mean(Grid, bin => _sphere[bin]);

    /// <summary>Level of the power over the whole sphere in a band, dB.</summary>
    public double SphereDb(Band band) => Band.Decibels(SpherePower(band)) - _referenceDb;

    /// <summary>Predicted in-room response with it, dB.</summary>
    public double PredictedInRoomBySphereDb(Band band) =>
        Band.Decibels(Power(SpinoramaCurve.PredictedInRoom, band) + SpinoramaDirections.PowerShare * (SpherePower(band) - Power(SpinoramaCurve.SoundPower, band))) - _referenceDb;

    Trend TrendOf(Func<Band, double> decibels)
    {
        Band[] bands = [.. InRoomBands.Where(band => band.HighHz <= Grid.SampleRate / 2.0)];
        return Trend.Of(bands, [.. bands.Select(decibels)]);
    }

    static Band AsWide(double hertz) => new(hertz * Math.Pow(2, -0.5 / PerOctave), hertz * Math.Pow(2, 0.5 / PerOctave));
}
