using System.Numerics;
using Proscenium.Acoustics;

namespace Proscenium.Design;

/// <summary>
/// Lets one ear hear an input as from the plain reference driver, and the other ear not, up to the target gain. Aim and bright row:
/// the ipsilateral ear at the first pose; dark rows: the contralateral ear at every pose. The target refers to the mean dark power
/// over the poses.
/// </summary>
public sealed class CrosstalkCanceller
{
    readonly Device _device;
    readonly TransferMatrix _ears;
    readonly PowerRatioCurve _target;
    readonly GainLimit _limit;
    readonly double[] _poseWeights;

    /// <summary>Prepares a canceller.</summary>
    /// <param name="device">The device.</param>
    /// <param name="ears">Plant at the ears, points: pose 0 left, pose 0 right, pose 1 left ...; pose 0 is the seat.</param>
    /// <param name="target">Asked power ratio.</param>
    /// <param name="limit">Cap on effort.</param>
    public CrosstalkCanceller(Device device, TransferMatrix ears, PowerRatioCurve target, GainLimit limit)
    {
        (_device, _ears, _target, _limit) = (device, ears, target, limit);
        int poses = ears.Points / 2;
        _poseWeights = [.. Enumerable.Repeat(1.0 / poses, poses)];
    }

    /// <summary>Weights that serve one ear.</summary>
    public SteeredWeights For(Side ear)
    {
        SteeredWeights reached = Solve(ear, bin => _target.At(_ears.Grid.Frequency(bin)));
        bool[] limited = [.. reached.EffortDb.Select((effort, bin) => effort >= 10 * Math.Log10(_limit.PowerAt(_ears.Grid.Frequency(bin))) - 0.01)];
        double[] planned = PlannedCurve.Smooth(reached.PlannedDb, reached.AskedDb, limited, _ears.Grid);
        SteeredWeights final = Solve(ear, bin => planned[bin]);
        reached.AskedDb.CopyTo(final.AskedDb, 0);
        return final;
    }

    /// <summary>The problem at one bin, for a ratio in dB.</summary>
    internal SteeringProblem Problem(Side ear, int bin, double askedDb)
    {
        int reference = _device.ReferenceDriver(ear);
        Complex[] aim = _ears.Row((int)ear, bin).ToArray();
        Complex[][] dark = [.. _poseWeights.Select((_, pose) => _ears.Row(2 * pose + 1 - (int)ear, bin).ToArray())];
        double plainDark = dark.Select((row, pose) => _poseWeights[pose] * row[reference].Magnitude * row[reference].Magnitude).Sum();
        double plain = aim[reference].Magnitude * aim[reference].Magnitude / plainDark;
        double frequency = _ears.Grid.Frequency(bin);
        return new()
        {
            Aim = aim,
            Wanted = aim[reference],
            Dark = dark,
            DarkWeights = _poseWeights,
            Effort = BandWeights.At(_device.Drivers, frequency),
            AskedRatio = Math.Max(Math.Pow(10, askedDb / 10), plain),
            EffortLimit = _limit.PowerAt(frequency),
        };
    }

    SteeredWeights Solve(Side ear, Func<int, double> askedDb)
    {
        SteeredWeights weights = new(_ears.Grid, _ears.Drivers);
        Parallel.For(0, _ears.Grid.BinCount, bin =>
        {
            SteeringProblem problem = Problem(ear, bin, askedDb(bin));
            weights.Set(bin, problem.AskedRatio, NullSteering.Solve(problem));
        });
        return weights;
    }
}
