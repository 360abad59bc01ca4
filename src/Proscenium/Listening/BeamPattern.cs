using System.Numerics;
using Proscenium.Acoustics;

namespace Proscenium.Listening;

/// <summary>Level of an input around the device over frequency and azimuth, relative to on axis, and its directivity index.</summary>
public sealed class BeamPattern
{
    readonly double[][] _azimuthDb; // [azimuth index][bin]
    readonly double[] _directivityDb;

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
        _directivityDb = Directivity(rig, input, device, distance, axis);
    }

    /// <summary>The azimuths measured, -90 to +90 degrees in steps of 15.</summary>
    public static IReadOnlyList<double> AzimuthsDegrees { get; } = [.. Enumerable.Range(0, 13).Select(i => -90.0 + 15 * i)];

    /// <summary>The frequencies of the bins.</summary>
    public FrequencyGrid Grid { get; }

    /// <summary>Level at an azimuth relative to on axis, in dB by bin.</summary>
    public IReadOnlyList<double> At(double azimuthDegrees) => _azimuthDb[AzimuthsDegrees.ToList().IndexOf(azimuthDegrees)];

    /// <summary>How far both sides at 90 degrees together (mean power) lie below on axis, in dB at a bin.</summary>
    public double FrontToSideDb(int bin) => -Band.Decibels((Math.Pow(10, _azimuthDb[0][bin] / 10) + Math.Pow(10, _azimuthDb[^1][bin] / 10)) / 2);

    /// <summary>The least front-to-side ratio between two frequencies, in dB.</summary>
    public double LeastFrontToSideDb(double lowHz, double highHz) => Bins(lowHz, highHz).Min(FrontToSideDb);

    /// <summary>The lowest level within +-45 degrees between two frequencies, in dB.</summary>
    public double LowestInFrontLobeDb(double lowHz, double highHz) => Bins(lowHz, highHz).Min(bin =>
        Enumerable.Range(3, 7).Min(point => _azimuthDb[point][bin]));

    /// <summary>On-axis power over the mean power over the whole sphere, in dB, mean between two frequencies.</summary>
    public double DirectivityIndexDb(double lowHz, double highHz) => Bins(lowHz, highHz).Average(bin => _directivityDb[bin]);

    IEnumerable<int> Bins(double lowHz, double highHz) => Enumerable.Range(Grid.Bin(lowHz), Grid.Bin(highHz) - Grid.Bin(lowHz) + 1);

    double[] RelativeDb(Complex[] response, Complex[] axis) =>
        [.. response.Zip(axis, (p, a) => Band.Decibels(Band.Power(p)) - Band.Decibels(Band.Power(a)))];

    static double[] Directivity(EarRig rig, int input, Device device, double distance, Complex[] axis)
    {
        Position[] sphere = EvenDirections(200);
        TransferMatrix around = Plant.AtPoints(device, Array.ConvertAll(sphere, direction => distance * direction), rig.Grid);
        double[] mean = new double[rig.Grid.BinCount];
        for (int point = 0; point < sphere.Length; point++)
        {
            Complex[] response = rig.Point(input, around, point);
            for (int bin = 0; bin < mean.Length; bin++) mean[bin] += Band.Power(response[bin]) / sphere.Length;
        }
        return [.. axis.Zip(mean, (a, m) => Band.Decibels(Band.Power(a)) - Band.Decibels(m))];
    }

    /// <summary>Directions spread evenly by a golden-angle spiral (Swinbank and Purser, Q. J. R. Meteorol. Soc. 2006).</summary>
    static Position[] EvenDirections(int count) => [.. Enumerable.Range(0, count).Select(i =>
        Position.Direction(i * Math.PI * (3 - Math.Sqrt(5)), Math.Asin(-1 + (2 * i + 1.0) / count)))];
}
