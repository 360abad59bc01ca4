using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Cli.Pictures;
using Proscenium.Mathematics;
using Proscenium.Measuring;
using static Proscenium.Cli.Pictures.CurvePicture;

namespace Proscenium.Cli.Page.Measurement;

/// <summary>The level of each driver at each ear over frequency, with and without the room, and the noise below.</summary>
sealed class LevelPictures
{
    const double StepDb = 10, LowestDb = -80, HighestDb = 20, ReferenceLowHz = 300, ReferenceHighHz = 8000;

    static readonly Key _noise = new("noise", PlotStyle.Aim, true), _room = new("with the room", "#9DB4CC"), _direct = new("direct sound", PlotStyle.After);

    readonly Measured _measured;
    readonly Curve[][][] _curves; // points of the first pose x drivers
    readonly (double, double) _range;

    /// <summary>Computes the curves of all drivers at the first place, which share a scale.</summary>
    public LevelPictures(Measured measured)
    {
        _measured = measured;
        FrequencyGrid grid = measured.Plant.Direct.Grid;
        double reference = Enumerable.Range(0, 2).SelectMany(point => measured.Plant.Direct.Responses[point]).Max(response =>
            measured.Hertz.Where(hertz => hertz is >= ReferenceLowHz and <= ReferenceHighHz).Average(hertz => Measured.SmoothDb(hertz, grid, bin => response[bin])));
        _curves = [.. Enumerable.Range(0, 2).Select(point => Enumerable.Range(0, measured.Drivers.Count).Select(driver => Curves(point, driver, reference)).ToArray())];
        _range = Range(_curves.SelectMany(drivers => drivers.SelectMany(curves => curves.SelectMany(curve => curve.Values))), StepDb, LowestDb, HighestDb);
    }

    /// <summary>One of them.</summary>
    /// <param name="alt">What is to be seen, in words.</param>
    /// <param name="point">The ear.</param>
    /// <param name="driver">The driver.</param>
    public Picture Of(string alt, int point, int driver) => CurvePicture.Of(alt, "level, dB", _range, (Measured.LowHz, Measured.HighHz), _curves[point][driver], (Measured.LowHz, Math.Max(Measured.LowHz, _measured.Plant.Direct.Window.LowestHz)));

    Curve[] Curves(int point, int driver, double reference)
    {
        (RecoveredResponse response, Complex[] direct) = (_measured.Plant.Responses[point][driver], _measured.Plant.Direct.Responses[point][driver]);
        FrequencyGrid fine = new(response.SampleRate, (int)BitOperations.RoundUpToPowerOf2((uint)response.Samples.Length));
        Complex[] whole = Spectra.Of(response.Samples, fine);
        (int Band, double Hertz)[] bands = [.. Enumerable.Range(0, RecoveredResponse.Bands).Select(band => (band, RecoveredResponse.BandHz(band))).Where(band => band.Item2 < 0.4 * response.SampleRate)];
        return
        [
            new(_noise, Array.ConvertAll(bands, band => band.Hertz), Array.ConvertAll(bands, band => NoiseDb(band.Band) - reference)),
            new(_room, _measured.Hertz, Array.ConvertAll(_measured.Hertz, hertz => Measured.SmoothDb(hertz, fine, bin => whole[bin]) - reference)),
            new(_direct, _measured.Hertz, Array.ConvertAll(_measured.Hertz, hertz => Measured.SmoothDb(hertz, _measured.Plant.Direct.Grid, bin => direct[bin]) - reference)),
        ];

        double NoiseDb(int band)
        {
            double ratio = Math.Pow(10, Math.Clamp(response.NoiseDb[band], -200, 200) / 10), hertz = RecoveredResponse.BandHz(band);
            return Judging.Levels.Band.Decibels(new Judging.Levels.Band(hertz * Math.Pow(2, -1.0 / 6), hertz * Math.Pow(2, 1.0 / 6)).Mean(fine, bin => whole[bin].MagnitudeSquared()) * ratio / (1 + ratio));
        }
    }
}
