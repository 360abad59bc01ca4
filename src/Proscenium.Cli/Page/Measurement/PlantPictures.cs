using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Cli.Pictures;
using static Proscenium.Cli.Pictures.CurvePicture;

namespace Proscenium.Cli.Page.Measurement;

/// <summary>Level and phase of a driver at both ears beside the sphere's, at the first place.</summary>
static class PlantPictures
{
    const double MaxHz = 16000, StepDb = 5, LowestDb = -40, HighestDb = 15, StepDegrees = 90, MostDegrees = 360;

    static readonly Key[] _measuredKeys = [new("left ear", PlotStyle.After), new("right ear", PlotStyle.Before)], _sphereKeys = [new("left ear of a sphere", PlotStyle.After, true), new("right ear of a sphere", PlotStyle.Before, true)];

    /// <summary>Level, relative to the sphere's louder ear at 1 kHz.</summary>
    public static Picture Level(string alt, Measured measured, int driver)
    {
        Complex[][] model = Models(measured, driver);
        FrequencyGrid grid = measured.AtEars.Grid;
        double reference = model.Max(ear => Measured.SmoothDb(1000, grid, bin => ear[bin]));
        return Draw(alt, "level, dB", StepDb, (LowestDb, HighestDb), measured, ear => hertz => Measured.SmoothDb(hertz, grid, bin => measured.AtEars[ear, driver, bin]) - reference, ear => hertz => Measured.SmoothDb(hertz, grid, bin => model[ear][bin]) - reference);
    }

    /// <summary>Phase, the travel time by the model taken out.</summary>
    public static Picture Phase(string alt, Measured measured, int driver)
    {
        double[] hertz = Hertz(measured);
        FrequencyGrid grid = measured.AtEars.Grid;
        double[][] phases = [.. measured.Plant.Direct.Paths[..2].Select(drivers =>
        {
            double travel = drivers[driver].ModelSeconds;
            return Unwrapped([.. hertz.Select(f => Degrees(drivers[driver].Model[grid.Bin(f)] * FrequencyResponse.Turn(grid.Frequency(grid.Bin(f)), -travel)))]);
        })];
        double Model(int ear, double f) => phases[ear][Array.IndexOf(hertz, f)];
        return Draw(alt, "phase, degrees", StepDegrees, (-MostDegrees, MostDegrees), measured, ear => f => Model(ear, f) + Degrees(measured.OffSphere(ear, driver, f)), ear => f => Model(ear, f));
    }

    static Picture Draw(string alt, string unit, double step, (double Low, double High) most, Measured measured, Func<int, Func<double, double>> own, Func<int, Func<double, double>> sphere)
    {
        double[] hertz = Hertz(measured);
        Curve[] curves = [.. ((int[])[1, 0]).Select(ear => new Curve(_sphereKeys[ear], hertz, [.. hertz.Select(sphere(ear))])), .. ((int[])[1, 0]).Select(ear => new Curve(_measuredKeys[ear], hertz, [.. hertz.Select(own(ear))]))];
        (double low, double high) = Range(curves.SelectMany(curve => curve.Values), step, most.Low, most.High);
        return CurvePicture.Of(alt, unit, (Math.Min(low, -step), Math.Max(high, step)), (Measured.LowHz, MaxHz), curves, (Measured.LowHz, Math.Max(Measured.LowHz, measured.Plant.Direct.Window.LowestHz)));
    }

    static double[] Hertz(Measured measured) => [.. measured.Hertz.Where(hertz => hertz <= MaxHz)];

    static Complex[][] Models(Measured measured, int driver) => [.. measured.Plant.Direct.Paths[..2].Select(drivers => drivers[driver].Model)];

    static double Degrees(Complex value) => value.Phase * 180 / Math.PI;

    /// <summary>A phase that does not jump.</summary>
    static double[] Unwrapped(double[] degrees)
    {
        for (int n = 1; n < degrees.Length; n++) degrees[n] = degrees[n - 1] + Math.IEEERemainder(degrees[n] - degrees[n - 1], 360);
        return degrees;
    }
}
