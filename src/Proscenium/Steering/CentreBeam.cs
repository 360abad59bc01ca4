using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Loudspeakers;
using Proscenium.Mathematics;
using Proscenium.Plants;

namespace Proscenium.Steering;

/// <summary>
/// Sends the centre forward with nulls at +-90 degrees, so that the walls do not smear it. Works from 350 Hz up to the <see cref="HandOver"/>; above, the
/// driver that faces the listener plays the centre, below, whatever drivers do it with least effort.
/// </summary>
/// <remarks>
/// Aim: both ears, which should hear a flat loudspeaker in front (<see cref="CentreAim"/>). Dark zone: the nulls. Deviations from the lobe and the power radiated in
/// all directions count as effort (<see cref="BeamShape"/>): the power ratio alone would put a null inside the lobe, or pay for nulls with sound to
/// the ceiling. Where the nulls would cost more than 2 dB of directivity, their target is lowered as far as needed.
/// </remarks>
sealed class CentreBeam
{
    const double LowHz = 300;

    /// <summary>A ratio that any weights exceed.</summary>
    const double NoTarget = 0.1;

    /// <summary>How far the directivity index may fall below that of the best driver alone, in dB.</summary>
    const double DirectivityLossDb = 2;

    /// <summary>A driver whose work costs no more than this is used within its band.</summary>
    internal const double WithinBand = 4;

    const int GateSteps = 12;

    readonly Device _device;
    readonly BeamShape _shape;
    readonly HandOver _handOver;
    readonly double[] _lobe, _lobeLevels, _nullWeights;
    readonly TransferMatrix _circle;
    readonly TransferMatrix _radiation;
    readonly CentreAim _aim;
    readonly GainLimit _gainLimit;
    readonly double _boostLimit;
    readonly PowerRatioCurve _target;
    readonly double[] _bestAlone;

    /// <summary>Prepares a beam.</summary>
    /// <param name="device">The device.</param>
    /// <param name="distance">Metres to the listener.</param>
    /// <param name="aim">The listener.</param>
    /// <param name="gainLimit">Cap on effort, so that the white-noise gain is at least minus that.</param>
    /// <param name="boostLimit">Cap on the power of a single driver's weight.</param>
    /// <param name="shape">The wanted shape; by default <see cref="BeamShape.Wide"/>.</param>
    public CentreBeam(Device device, double distance, CentreAim aim, GainLimit gainLimit, double boostLimit, BeamShape? shape = null)
    {
        FrequencyGrid grid = aim.Grid;
        (_device, _aim, _gainLimit, _boostLimit, _shape) = (device, aim, gainLimit, boostLimit, shape ?? BeamShape.Wide);
        _handOver = new(device, distance, _shape.LobeDegrees);
        double third = _shape.LobeDegrees / 3, axis = _shape.Lobe.Magnitude(0);
        _lobe = [-3 * third, -2 * third, -third, third, 2 * third, 3 * third];
        _lobeLevels = Array.ConvertAll(_lobe, azimuth => _shape.Lobe.Magnitude(azimuth) / axis);
        _nullWeights = [.. _shape.Nulls.Select(n => n.Weight)];
        double[] azimuths = [0, .. _lobe, .. _shape.Nulls.Select(n => n.AzimuthDegrees)];
        _circle = Plant.OnCircle(device, distance, Array.ConvertAll(azimuths, degrees => degrees * Math.PI / 180), grid);
        _radiation = Radiation.Of(device, distance, grid);
        _target = PowerRatioCurve.Through([(LowHz / 2, 0), (LowHz, _shape.TargetDb), (_handOver.FromHz, _shape.TargetDb), (_handOver.ToHz, 0)]);
        _bestAlone = BestAlone();
    }

    /// <summary>Weights of the centre.</summary>
    public SteeredWeights Weights()
    {
        SteeredWeights coherent = SteeredWeights.Solve(_circle.Grid, Problem);
        SteeredWeights steered = SteeredWeights.Solve(_circle.Grid, bin => coherent.Problems[bin] with { Wanted = Math.Min(1, 1 / _aim.Level(bin, coherent.Weights[bin])) * _aim.Flat(bin) });
        int[] costly = [.. Enumerable.Range(0, steered.Weights.Length).Where(bin => DirectivityLoss(bin, steered.Weights[bin]) > DirectivityLossDb)];
        return steered.Eased(costly, bin => WorthItsDirectivity(bin, steered.Problems[bin]));
    }

    /// <summary>The same problem with the highest ratio, below its target, that does not cost too much directivity.</summary>
    SteeringProblem WorthItsDirectivity(int bin, SteeringProblem problem)
    {
        (double low, double high) = (NoTarget, problem.TargetRatio);
        for (int i = 0; i < GateSteps; i++)
        {
            double middle = Math.Sqrt(low * high);
            if (DirectivityLoss(bin, NullSteering.Solve(problem with { TargetRatio = middle }).Weights) > DirectivityLossDb) high = middle;
            else low = middle;
        }
        return problem with { TargetRatio = low };
    }

    /// <summary>The problem at a bin, for the level of a flat loudspeaker whose sound arrives in phase.</summary>
    SteeringProblem Problem(int bin)
    {
        double frequency = _circle.Grid.Frequency(bin);
        Complex flat = _aim.Flat(bin);
        return new()
        {
            Aim = _aim.Row(bin),
            Wanted = flat,
            Dark = AtNulls(bin),
            DarkWeights = _nullWeights,
            Effort = _handOver.Effort(frequency),
            Shape = OffShape(bin, flat),
            TargetRatio = _target.At(frequency) is > 0 and var target ? Math.Pow(10, target / 10) : NoTarget,
            GainLimit = _gainLimit.PowerAt(frequency),
            BoostLimit = _boostLimit,
        };
    }

    Complex[][] AtNulls(int bin)
    {
        var rows = new Complex[_nullWeights.Length][];
        for (int i = 0; i < rows.Length; i++) rows[i] = _circle.Row(1 + _lobe.Length + i, bin).ToArray();
        return rows;
    }

    /// <summary>Each lobe point's response less what it should be for that on axis, and what goes to all sides, relative to the flat loudspeaker's.</summary>
    Complex[][] OffShape(int bin, Complex flat)
    {
        var rows = new Complex[_lobe.Length + _radiation.Points][];
        double deviation = Math.Sqrt(_shape.LobeWeight / _lobe.Length) / flat.Magnitude, toAllSides = Math.Sqrt(_shape.DiffuseWeight) / flat.Magnitude;
        ReadOnlySpan<Complex> axis = _circle.Row(0, bin);
        for (int i = 0; i < rows.Length; i++)
        {
            Complex[] row = rows[i] = new Complex[axis.Length];
            bool inLobe = i < _lobe.Length;
            ReadOnlySpan<Complex> response = inLobe ? _circle.Row(1 + i, bin) : _radiation.Row(i - _lobe.Length, bin);
            for (int n = 0; n < row.Length; n++) row[n] = inLobe ? deviation * (response[n] - _lobeLevels[i] * axis[n]) : toAllSides * response[n];
        }
        return rows;
    }

    /// <summary>How much lower the directivity index of weights is than that of the best driver alone, within its band, in dB.</summary>
    double DirectivityLoss(int bin, Complex[] weights) =>
        10 * Math.Log10(Radiation.Power(_radiation, bin, weights) / NullSteering.Power(_circle.Row(0, bin), weights) / _bestAlone[bin]);

    /// <summary>The power that the best driver alone, within its band, sends to all sides over that on axis, by bin.</summary>
    double[] BestAlone()
    {
        double[] best = new double[_circle.Grid.BinCount];
        Parallel.For(0, best.Length, bin =>
        {
            ReadOnlySpan<Complex> axis = _circle.Row(0, bin);
            double[] costs = BandWeights.At(_device.Drivers, _circle.Grid.Frequency(bin));
            best[bin] = double.MaxValue;
            for (int n = 0; n < costs.Length; n++)
                if (costs[n] <= WithinBand) best[bin] = Math.Min(best[bin], Radiation.PowerOfDriver(_radiation, bin, n) / axis[n].MagnitudeSquared());
        });
        return best;
    }
}
