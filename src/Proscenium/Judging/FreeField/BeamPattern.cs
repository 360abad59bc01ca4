using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Heads;
using Proscenium.Judging.Balance;
using Proscenium.Judging.Levels;
using Proscenium.Loudspeakers;
using Proscenium.Mathematics;
using Proscenium.Plants;

namespace Proscenium.Judging.FreeField;

/// <summary>Level of an input around the device over frequency and azimuth, relative to on axis, and its directivity index.</summary>
sealed class BeamPattern
{
    const int StepDegrees = 5, Front = 180 / StepDegrees;

    readonly double[][] _azimuthDb; // [azimuth index][bin]
    readonly double[] _directivityDb, _singleDriverDb;
    readonly Lazy<double> _withSidesDb;

    /// <summary>Measures one input of a running plan in free field at a distance.</summary>
    /// <param name="measured">The plan as it runs.</param>
    /// <param name="input">0 left, 1 right, 2 centre.</param>
    /// <param name="device">The device.</param>
    /// <param name="distance">Metres.</param>
    public BeamPattern(MeasuredPlan measured, int input, Device device, double distance) : this(measured, input, new FreeFieldSetup(device, distance, new SphericalHead(), measured.Grid))
    {
    }

    /// <summary>Measures one input of a running plan about a device that is set up in free field.</summary>
    /// <param name="measured">The plan as it runs.</param>
    /// <param name="input">0 left, 1 right, 2 centre.</param>
    /// <param name="setup">The device in free field; its head does not matter.</param>
    public BeamPattern(MeasuredPlan measured, int input, FreeFieldSetup setup)
    {
        Grid = measured.Grid;
        Complex[] axis = measured.Point(input, setup.Circle, Front);
        _azimuthDb = new double[AzimuthsDegrees.Count][];
        Parallel.For(0, _azimuthDb.Length, point => _azimuthDb[point] = RelativeDb(measured.Point(input, setup.Circle, point), axis));
        _withSidesDb = new(() => WithSides(measured, setup));
        _directivityDb = Directivity(axis, measured.MeanPower(input, setup.Sphere));
        int single = setup.Device.ReferenceDriver(Side.Left);
        _singleDriverDb = Directivity(Column(setup.Circle, Front, single), MeanPower(setup.Sphere, single));
    }

    /// <summary>The azimuths measured, -180 to +175 degrees in steps of 5; 0 = towards the listener, + = the listener's left.</summary>
    public static IReadOnlyList<double> AzimuthsDegrees { get; } = [.. Enumerable.Range(0, 360 / StepDegrees).Select(i => -180.0 + StepDegrees * i)];

    /// <summary>Directions spread evenly over the sphere.</summary>
    internal static Position[] Sphere { get; } = Directions.Even(200);

    /// <summary>The frequencies of the bins.</summary>
    public FrequencyGrid Grid { get; }

    /// <summary>Level at an azimuth relative to on axis, in dB by bin.</summary>
    /// <param name="azimuthDegrees">One of <see cref="AzimuthsDegrees"/>.</param>
    public IReadOnlyList<double> At(double azimuthDegrees) => _azimuthDb[Index(azimuthDegrees)];

    /// <summary>On-axis power over the mean power over the whole sphere, in dB by bin.</summary>
    public IReadOnlyList<double> DirectivityByBinDb => _directivityDb;

    /// <summary>Front-to-side ratio alone, in dB by bin.</summary>
    public static double[] FrontToSide(MeasuredPlan measured, int input, Device device, double distance)
    {
        TransferMatrix circle = Plant.OnCircle(device, distance, [0, Math.PI / 2, -Math.PI / 2], measured.Grid);
        return FrontToSide(measured.Point(input, circle, 0), measured.Point(input, circle, 1), measured.Point(input, circle, 2));
    }

    /// <summary>The same about a device that is set up in free field.</summary>
    internal static double[] FrontToSide(MeasuredPlan measured, int input, FreeFieldSetup setup) =>
        FrontToSide(measured.Point(input, setup.Circle, Front), measured.Point(input, setup.Circle, Index(90)), measured.Point(input, setup.Circle, Index(-90)));

    /// <summary>How far both sides at 90 degrees together (mean power) lie below on axis, in dB at a bin.</summary>
    public double FrontToSideDb(int bin) => -MeanLevelDb(bin, [-90, 90]);

    /// <summary>The least front-to-side ratio between two frequencies, in dB.</summary>
    public double MinFrontToSideDb(double lowHz, double highHz) => Bins(lowHz, highHz).Min(FrontToSideDb);

    /// <summary>On axis over the mean power from 75 to 105 degrees to both sides, in dB, mean between two frequencies.</summary>
    public double FrontToWideSideDb(double lowHz, double highHz) => -Bins(lowHz, highHz).Average(bin =>
        MeanLevelDb(bin, AzimuthsDegrees.Where(azimuth => Math.Abs(azimuth) is >= 75 and <= 105)));

    /// <summary>On axis over straight behind, in dB, mean between two frequencies.</summary>
    public double FrontToBackDb(double lowHz, double highHz) => -Bins(lowHz, highHz).Average(bin => At(-180)[bin]);

    /// <summary>The lowest level within +-45 degrees between two frequencies, in dB.</summary>
    public double LowestInFrontLobeDb(double lowHz, double highHz) => Bins(lowHz, highHz).Min(bin =>
        AzimuthsDegrees.Where(azimuth => Math.Abs(azimuth) <= 45).Min(azimuth => At(azimuth)[bin]));

    /// <summary>
    /// Two unrelated signals through the plan's upmix: how far what left, right and centre give together is from the sum of their powers, in the third octave from 315 Hz to
    /// 5 kHz where it is farthest, at both ears and in each direction within +-45 degrees; in dB, below 0 where they cancel.
    /// </summary>
    public double WithSidesDb => _withSidesDb.Value;

    /// <summary>Mean level at +-45 degrees between two frequencies, in dB.</summary>
    public double AtFortyFiveDegreesDb(double lowHz, double highHz) => Bins(lowHz, highHz).Average(bin => MeanLevelDb(bin, [-45, 45]));

    /// <summary>On-axis power over the mean power over the whole sphere, in dB, mean between two frequencies.</summary>
    public double DirectivityIndexDb(double lowHz, double highHz) => Bins(lowHz, highHz).Average(bin => _directivityDb[bin]);

    /// <summary>How much lower the directivity index is than that of the left reference driver alone, in dB, mean between two frequencies.</summary>
    public double DirectivityCostDb(double lowHz, double highHz) => Bins(lowHz, highHz).Average(bin => _singleDriverDb[bin] - _directivityDb[bin]);

    static double WithSides(MeasuredPlan measured, FreeFieldSetup setup)
    {
        int[] inputs = [.. Enumerable.Range(0, Math.Min(3, measured.Inputs))];
        CrossPower Towards(double azimuth) => CrossPower.MeanOver(Array.ConvertAll(inputs, input => new[] { measured.Point(input, setup.Circle, Index(azimuth)) }), measured.Grid);
        return AzimuthsDegrees.Where(azimuth => Math.Abs(azimuth) <= 45).Select(Towards).Append(measured.AtEarsTogether(setup))
            .SelectMany(places => measured.Programmes.Unrelated.TogetherDb(places, 315, 5000)).MaxBy(Math.Abs);
    }

    static int Index(double azimuthDegrees) => (int)((azimuthDegrees + 180) / StepDegrees);

    static double[] FrontToSide(Complex[] front, Complex[] left, Complex[] right) => [.. Enumerable.Range(0, front.Length).Select(bin =>
        Band.Decibels(front[bin].MagnitudeSquared()) - Band.Decibels((left[bin].MagnitudeSquared() + right[bin].MagnitudeSquared()) / 2))];

    double MeanLevelDb(int bin, IEnumerable<double> azimuthsDegrees) => Band.Decibels(azimuthsDegrees.Average(azimuth => Math.Pow(10, At(azimuth)[bin] / 10)));

    IEnumerable<int> Bins(double lowHz, double highHz) => Enumerable.Range(Grid.Bin(lowHz), Grid.Bin(highHz) - Grid.Bin(lowHz) + 1);

    static double[] RelativeDb(Complex[] response, Complex[] axis) =>
        [.. response.Zip(axis, (p, a) => Band.Decibels(p.MagnitudeSquared()) - Band.Decibels(a.MagnitudeSquared()))];

    static double[] Directivity(Complex[] axis, double[] mean) => [.. axis.Zip(mean, (a, m) => Band.Decibels(a.MagnitudeSquared()) - Band.Decibels(m))];

    double[] MeanPower(TransferMatrix plant, int driver) =>
        [.. Enumerable.Range(0, Grid.BinCount).Select(bin => Enumerable.Range(0, plant.Points).Average(point => plant[point, driver, bin].MagnitudeSquared()))];

    Complex[] Column(TransferMatrix plant, int point, int driver) => [.. Enumerable.Range(0, Grid.BinCount).Select(bin => plant[point, driver, bin])];
}
