using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Cli.Pictures;
using Proscenium.Judging.Levels;
using Proscenium.Mathematics;
using Proscenium.Measuring;
using static Proscenium.Cli.Pictures.CurvePicture;

namespace Proscenium.Cli.Page.Measurement;

/// <summary>The level of each driver at each ear over frequency, with and without the room, and the noise below.</summary>
sealed class LevelPictures
{
    const double StepDb = 10, LowestDb = -100, HighestDb = 40, ReferenceLowHz = 300, ReferenceHighHz = 8000, MostNoiseDb = 200;

    static readonly Key _noise = new("noise within the window", PlotStyle.Aim, true), _room = new("with the room", "#9DB4CC"), _direct = new("direct sound", PlotStyle.After);

    readonly Measured _measured;
    readonly Curve[][][] _curves; // points of the first pose x drivers
    readonly (double, double) _range;
    readonly double _reference;

    /// <summary>Computes the curves of all drivers at the first place, which share a scale.</summary>
    public LevelPictures(Measured measured)
    {
        _measured = measured;
        FrequencyGrid grid = measured.Plant.Direct.Grid;
        _reference = Enumerable.Range(0, 2).SelectMany(point => measured.Plant.Direct.Responses[point]).Max(response =>
            measured.Hertz.Where(hertz => hertz is >= ReferenceLowHz and <= ReferenceHighHz).Average(hertz => Measured.SmoothDb(hertz, grid, bin => response[bin])));
        _curves = [.. Enumerable.Range(0, 2).Select(point => Enumerable.Range(0, measured.Drivers.Count).Select(driver => Curves(point, driver)).ToArray())];
        _range = Range(_curves.SelectMany(drivers => drivers.SelectMany(curves => curves.SelectMany(curve => curve.Values))), StepDb, LowestDb, HighestDb);
    }

    /// <summary>One of them.</summary>
    /// <param name="alt">What is to be seen, in words.</param>
    /// <param name="point">The ear.</param>
    /// <param name="driver">The driver.</param>
    public Picture Of(string alt, int point, int driver) => CurvePicture.Of(alt, "level, dB", _range, (Measured.LowHz, Measured.HighHz), _curves[point][driver], (Measured.LowHz, Math.Max(Measured.LowHz, _measured.Plant.Direct.Window.LowestHz)));

    /// <summary>Where the direct sound stands out of the noise least at either ear, from the lowest frequency that is measured and played on, and by how many dB; null where none is.</summary>
    /// <param name="driver">The driver.</param>
    /// <param name="highHz">Up to here.</param>
    public (double Hertz, double Decibels)? LeastMargin(int driver, double highHz)
    {
        double lowHz = Math.Max(_measured.Plant.Direct.Window.LowestHz, _measured.Drivers[driver].Source.LowHz);
        FrequencyGrid grid = _measured.Plant.Direct.Grid;
        (double Hertz, double Decibels)[] margins = [.. from point in Enumerable.Range(0, 2)
                                                        let noise = _curves[point][driver][0]
                                                        from band in Enumerable.Range(0, noise.Hertz.Count)
                                                        let hertz = noise.Hertz[band]
                                                        where hertz >= lowHz && hertz <= highHz
                                                        select (hertz, ThirdOctave(hertz, grid, _measured.Plant.Direct.Responses[point][driver]) - _reference - noise.Values[band])];
        return margins.Length == 0 ? null : margins.MinBy(margin => margin.Decibels);
    }

    Curve[] Curves(int point, int driver)
    {
        (RecoveredResponse response, Complex[] direct) = (_measured.Plant.Responses[point][driver], _measured.Plant.Direct.Responses[point][driver]);
        FrequencyGrid fine = new(response.SampleRate, (int)BitOperations.RoundUpToPowerOf2((uint)response.Samples.Length));
        Complex[] whole = Spectra.Of(response.Samples, fine);
        (int Index, double Hertz)[] bands = [.. Enumerable.Range(0, RecoveredResponse.Bands).Select(band => (band, RecoveredResponse.BandHz(band))).Where(band => band.Item2 < 0.4 * response.SampleRate)];
        double share = Math.Min(1, _measured.Plant.Direct.Window.Seconds * response.SampleRate / response.Samples.Length); // noise spreads evenly over a response
        return
        [
            new(_noise, Array.ConvertAll(bands, band => band.Hertz), Array.ConvertAll(bands, band => NoiseDb(band.Index) - _reference)),
            new(_room, _measured.Hertz, Array.ConvertAll(_measured.Hertz, hertz => Measured.SmoothDb(hertz, fine, bin => whole[bin]) - _reference)),
            new(_direct, _measured.Hertz, Array.ConvertAll(_measured.Hertz, hertz => Measured.SmoothDb(hertz, _measured.Plant.Direct.Grid, bin => direct[bin]) - _reference)),
        ];

        double NoiseDb(int band)
        {
            double ratio = Math.Pow(10, Math.Clamp(response.NoiseDb[band], -MostNoiseDb, MostNoiseDb) / 10);
            return ThirdOctave(RecoveredResponse.BandHz(band), fine, whole) + Band.Decibels(ratio / (1 + ratio) * share);
        }
    }

    static double ThirdOctave(double hertz, FrequencyGrid grid, Complex[] response) => Band.Decibels(new Band(hertz * Math.Pow(2, -1.0 / 6), hertz * Math.Pow(2, 1.0 / 6)).Mean(grid, bin => response[bin].MagnitudeSquared()));
}
