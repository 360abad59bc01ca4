using System.Numerics;
using Proscenium.Acoustics;

namespace Proscenium.Listening;

/// <summary>Level of an input around the device over frequency and azimuth, relative to on axis, and its directivity index.</summary>
public sealed class BeamPattern
{
    static readonly Position[] _sphere = Directions.Even(200);

    readonly double[][] _azimuthDb; // [azimuth index][bin]
    readonly double[] _directivityDb, _singleDriverDb;

    /// <summary>Measures one input of a running plan in free field at a distance.</summary>
    /// <param name="rig">The plan as it runs.</param>
    /// <param name="input">0 left, 1 right, 2 centre.</param>
    /// <param name="device">The device.</param>
    /// <param name="distance">Metres.</param>
    public BeamPattern(EarRig rig, int input, Device device, double distance)
    {
        Grid = rig.Grid;
        TransferMatrix circle = Plant.OnCircle(device, distance, [.. AzimuthsDegrees.Select(a => a * Math.PI / 180)], Grid);
        Complex[] axis = rig.Point(input, circle, AzimuthsDegrees.Count / 2);
        _azimuthDb = [.. Enumerable.Range(0, AzimuthsDegrees.Count).Select(point => RelativeDb(rig.Point(input, circle, point), axis))];
        TransferMatrix around = Plant.AtPoints(device, Array.ConvertAll(_sphere, direction => distance * direction), Grid);
        _directivityDb = Directivity(axis, point => rig.Point(input, around, point));
        int single = device.ReferenceDriver(Side.Left), front = AzimuthsDegrees.Count / 2;
        _singleDriverDb = Directivity(Column(circle, front, single), point => Column(around, point, single));
    }

    /// <summary>The azimuths measured, -90 to +90 degrees in steps of 15.</summary>
    public static IReadOnlyList<double> AzimuthsDegrees { get; } = [.. Enumerable.Range(0, 13).Select(i => -90.0 + 15 * i)];

    /// <summary>The frequencies of the bins.</summary>
    public FrequencyGrid Grid { get; }

    /// <summary>Level at an azimuth relative to on axis, in dB by bin.</summary>
    public IReadOnlyList<double> At(double azimuthDegrees) => _azimuthDb[AzimuthsDegrees.ToList().IndexOf(azimuthDegrees)];

    /// <summary>Front-to-side ratio alone, in dB by bin.</summary>
    public static double[] FrontToSide(EarRig rig, int input, Device device, double distance)
    {
        TransferMatrix circle = Plant.OnCircle(device, distance, [0, Math.PI / 2, -Math.PI / 2], rig.Grid);
        (Complex[] front, Complex[] left, Complex[] right) = (rig.Point(input, circle, 0), rig.Point(input, circle, 1), rig.Point(input, circle, 2));
        return [.. Enumerable.Range(0, front.Length).Select(bin =>
            Band.Decibels(Band.Power(front[bin])) - Band.Decibels((Band.Power(left[bin]) + Band.Power(right[bin])) / 2))];
    }

    /// <summary>How far both sides at 90 degrees together (mean power) lie below on axis, in dB at a bin.</summary>
    public double FrontToSideDb(int bin) => -Band.Decibels((Math.Pow(10, _azimuthDb[0][bin] / 10) + Math.Pow(10, _azimuthDb[^1][bin] / 10)) / 2);

    /// <summary>The least front-to-side ratio between two frequencies, in dB.</summary>
    public double LeastFrontToSideDb(double lowHz, double highHz) => Bins(lowHz, highHz).Min(FrontToSideDb);

    /// <summary>The lowest level within +-45 degrees between two frequencies, in dB.</summary>
    public double LowestInFrontLobeDb(double lowHz, double highHz) => Bins(lowHz, highHz).Min(bin =>
        Enumerable.Range(3, 7).Min(point => _azimuthDb[point][bin]));

    /// <summary>On-axis power over the mean power over the whole sphere, in dB, mean between two frequencies.</summary>
    public double DirectivityIndexDb(double lowHz, double highHz) => Bins(lowHz, highHz).Average(bin => _directivityDb[bin]);

    /// <summary>How much lower the directivity index is than that of the left reference driver alone, in dB, mean between two frequencies.</summary>
    public double DirectivityCostDb(double lowHz, double highHz) => Bins(lowHz, highHz).Average(bin => _singleDriverDb[bin] - _directivityDb[bin]);

    IEnumerable<int> Bins(double lowHz, double highHz) => Enumerable.Range(Grid.Bin(lowHz), Grid.Bin(highHz) - Grid.Bin(lowHz) + 1);

    double[] RelativeDb(Complex[] response, Complex[] axis) =>
        [.. response.Zip(axis, (p, a) => Band.Decibels(Band.Power(p)) - Band.Decibels(Band.Power(a)))];

    double[] Directivity(Complex[] axis, Func<int, Complex[]> around)
    {
        double[] mean = new double[Grid.BinCount];
        for (int point = 0; point < _sphere.Length; point++)
        {
            Complex[] response = around(point);
            for (int bin = 0; bin < mean.Length; bin++) mean[bin] += Band.Power(response[bin]) / _sphere.Length;
        }
        return [.. axis.Zip(mean, (a, m) => Band.Decibels(Band.Power(a)) - Band.Decibels(m))];
    }

    Complex[] Column(TransferMatrix plant, int point, int driver) => [.. Enumerable.Range(0, Grid.BinCount).Select(bin => plant[point, driver, bin])];
}
