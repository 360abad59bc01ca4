using System.Numerics;
using Proscenium.Acoustics;

namespace Proscenium.Design;

/// <summary>
/// Sends the centre forward with nulls at +-90 degrees, so that the walls do not smear it. Works from 350 Hz to 3 kHz; above, the
/// driver that faces the listener plays the centre, below, whatever drivers do it with least effort.
/// </summary>
/// <remarks>
/// Aim: on axis in free field, at the level of the left reference driver. Dark: +-90 degrees. The front lobe, flat over +-45 degrees, is
/// wished for as effort: kappa times the mean squared deviation from it. Power ratio alone would put a null inside the lobe.
/// </remarks>
public sealed class CentreBeam
{
    const double Kappa = 9, HandOverHz = 3000;

    /// <summary>A ratio that whatever plays exceeds.</summary>
    const double NothingAsked = 0.1;

    static readonly double[] _lobeDegrees = [-45, -30, -15, 15, 30, 45];

    readonly Device _device;
    readonly TransferMatrix _circle;
    readonly GainLimit _limit;
    readonly PowerRatioCurve _target;

    /// <summary>Prepares a beam.</summary>
    /// <param name="device">The device.</param>
    /// <param name="distance">Metres to the listener.</param>
    /// <param name="limit">Cap on effort.</param>
    /// <param name="grid">Frequencies.</param>
    /// <param name="targetDb">Asked ratio between 0 and +-90 degrees.</param>
    public CentreBeam(Device device, double distance, GainLimit limit, FrequencyGrid grid, double targetDb = 16)
    {
        (_device, _limit) = (device, limit);
        double[] azimuths = [.. _lobeDegrees.Prepend(-90).Prepend(90).Prepend(0).Select(degrees => degrees * Math.PI / 180)];
        _circle = Plant.OnCircle(device, distance, azimuths, grid);
        _target = PowerRatioCurve.Flat(targetDb, lowHz: 300, highHz: 3200);
    }

    /// <summary>Weights that serve the centre.</summary>
    public SteeredWeights Weights() => SteeredWeights.Solve(_circle.Grid, _circle.Drivers, Problem);

    SteeringProblem Problem(int bin)
    {
        double frequency = _circle.Grid.Frequency(bin);
        Complex[] aim = _circle.Row(0, bin).ToArray();
        Complex wanted = aim[_device.ReferenceDriver(Side.Left)];
        Complex[][] dark = [_circle.Row(1, bin).ToArray(), _circle.Row(2, bin).ToArray()];
        return new()
        {
            Aim = aim,
            Wanted = wanted,
            Dark = dark,
            DarkWeights = [0.5, 0.5],
            Effort = BandWeights.HandedToTheFront(_device.Drivers, frequency, HandOverHz),
            Shape = [.. Enumerable.Range(3, _lobeDegrees.Length).Select(point => Deviation(_circle.Row(point, bin), aim, wanted))],
            AskedRatio = _target.At(frequency) is > 0 and var asked ? Math.Pow(10, asked / 10) : NothingAsked,
            EffortLimit = _limit.PowerAt(frequency),
        };
    }

    /// <summary>A lobe point's response less the aim's, relative to the wanted one.</summary>
    static Complex[] Deviation(ReadOnlySpan<Complex> point, Complex[] aim, Complex wanted)
    {
        var deviation = new Complex[aim.Length];
        double scale = Math.Sqrt(Kappa / _lobeDegrees.Length) / wanted.Magnitude;
        for (int n = 0; n < aim.Length; n++) deviation[n] = scale * (point[n] - aim[n]);
        return deviation;
    }
}
