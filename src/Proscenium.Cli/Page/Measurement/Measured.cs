using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Analysis;
using Proscenium.Heads;
using Proscenium.Judging.Levels;
using Proscenium.Mathematics;
using Proscenium.Measuring;
using Proscenium.Plants;

namespace Proscenium.Cli.Page.Measurement;

/// <summary>A measurement as its page shows it.</summary>
sealed class Measured
{
    /// <summary>What pictures show, and where the plant is compared with the sphere's.</summary>
    public const double LowHz = 50, HighHz = 20000, ComparedLowHz = 300, ComparedHighHz = 8000;

    const double HalfBandOctaves = 1.0 / 24;
    const int PerOctave = 24;

    readonly Lazy<double[]> _commonRadians;

    /// <summary>Prepares what several parts of the page need.</summary>
    /// <param name="plant">What was recovered.</param>
    /// <param name="faults">What went wrong.</param>
    /// <param name="sounds">The recordings: file names, microphones x samples, sample rates.</param>
    public Measured(RecoveredPlant plant, IReadOnlyList<SetupFault> faults, IReadOnlyList<(string File, float[][] Channels, int SampleRate)> sounds)
    {
        (Plant, Faults, Sounds, Paths, Drivers) = (plant, faults, sounds, new(plant), DriverFigures.Of(plant));
        Listener = new(new SphericalHead(), plant.Poses, plant.Direct.Responses, plant.Direct.Grid);
        AtEars = Plants.Plant.AtEars(plant.Session.Device, plant.Session.DistanceMetres, Listener, plant.Poses, plant.Direct.Grid);
        _commonRadians = new(CommonRadians);
        Hertz = EarCurve.Frequencies(LowHz, HighHz, PerOctave, plant.Direct.Grid);
    }

    /// <summary>What was recovered.</summary>
    public RecoveredPlant Plant { get; }

    /// <summary>What went wrong.</summary>
    public IReadOnlyList<SetupFault> Faults { get; }

    /// <summary>The recordings.</summary>
    public IReadOnlyList<(string File, float[][] Channels, int SampleRate)> Sounds { get; }

    /// <summary>Times and levels at the ears.</summary>
    public PathFigures Paths { get; }

    /// <summary>Noise and distortion.</summary>
    public IReadOnlyList<DriverFigures> Drivers { get; }

    /// <summary>The listener that a plan is designed for.</summary>
    public MeasuredListener Listener { get; }

    /// <summary>The plant that a plan is designed from: what all ways have in common is taken out.</summary>
    public TransferMatrix AtEars { get; }

    /// <summary>Where curves have points.</summary>
    public double[] Hertz { get; }

    /// <summary>The name of a driver.</summary>
    public string Name(int driver) => Plant.Session.Sources[driver].Name;

    /// <summary>The name of an ear.</summary>
    public static string Ear(int point) => point % 2 == (int)Side.Left ? "left ear" : "right ear";

    /// <summary>Where the head was, where it was in several places; else nothing.</summary>
    public string At(int pose) => Plant.Poses.Count == 1 ? "" : $", {Plant.Poses[pose].Words}";

    /// <summary>The mean power in a twelfth of an octave, dB.</summary>
    public static double SmoothDb(double hertz, FrequencyGrid grid, Func<int, Complex> response) => Band.Decibels(Smoothing(hertz).Mean(grid, bin => response(bin).MagnitudeSquared()));

    /// <summary>The plant over the sphere's, mean over a twelfth of an octave, without the phase that all paths share.</summary>
    public Complex OffSphere(int point, int driver, double hertz) => Smoothing(hertz).MeanComplex(AtEars.Grid, bin => OffSphere(point, driver, bin) * Complex.FromPolarCoordinates(1, -_commonRadians.Value[bin]));

    /// <summary>Root mean square of what a path differs from the sphere's by, each octave alike, in dB and degrees.</summary>
    public (double Decibels, double Degrees) OffSphere(int point, int driver)
    {
        double low = Math.Clamp(Plant.Session.Sources[driver].LowHz, ComparedLowHz, ComparedHighHz / 2);
        Complex[] off = [.. Hertz.Where(hertz => hertz >= low && hertz <= ComparedHighHz).Select(hertz => OffSphere(point, driver, hertz))];
        return (Math.Sqrt(off.Average(value => Math.Pow(Band.Decibels(value.MagnitudeSquared()), 2))), Math.Sqrt(off.Average(value => Math.Pow(value.Phase * 180 / Math.PI, 2))));
    }

    /// <summary>The phase over the sphere's that all paths share, by bin: that of their sum, drivers that are reversed turned back.</summary>
    double[] CommonRadians()
    {
        double[] signs = [.. Drivers.Select((_, driver) => Plant.Direct.Paths.Average(paths => Math.Cos(paths[driver].Late.OffsetRadians - Plant.Direct.Paths[0][0].Late.OffsetRadians)) < 0 ? -1.0 : 1)];
        double most = signs.Sum() < 0 ? -1 : 1, lowest = Plant.Session.Sources.Min(source => source.LowHz);
        return [.. Enumerable.Range(0, AtEars.Grid.BinCount).Select(bin =>
        {
            Complex sum = Complex.Zero;
            for (int driver = 0; driver < signs.Length; driver++)
                for (int point = 0; point < AtEars.Points && Math.Max(AtEars.Grid.Frequency(bin), lowest) >= Plant.Session.Sources[driver].LowHz; point++)
                    if (OffSphere(point, driver, bin) is var off && off.Magnitude > 0) sum += most * signs[driver] * off / off.Magnitude;
            return sum.Phase;
        })];
    }

    Complex OffSphere(int point, int driver, int bin) => Plant.Direct.Paths[point][driver].Model[bin] is var model && model != 0 ? AtEars[point, driver, bin] / model : 0;

    static Band Smoothing(double hertz) => new(hertz * Math.Pow(2, -HalfBandOctaves), hertz * Math.Pow(2, HalfBandOctaves));
}
