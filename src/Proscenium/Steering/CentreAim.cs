using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Heads;
using Proscenium.Loudspeakers;
using Proscenium.Mathematics;
using Proscenium.Plants;

namespace Proscenium.Steering;

/// <summary>
/// The listener as one receiver of the centre: the response that, seen through a flat loudspeaker's in the device's direction, best explains what both ears get. Where it is
/// flat, the ears hear a flat loudspeaker, also of drivers whose sound meets at them out of phase.
/// </summary>
/// <remarks>a_n = sum_e conj(H_e) p_en / sum_e abs(H_e)^2: the least-squares fit of the ears' pressures p_en of driver n by those H_e of the loudspeaker.</remarks>
sealed class CentreAim
{
    /// <summary>Where drivers meet out of phase, the dip of one head is not that of the next: the level is that of ears about the seat.</summary>
    static readonly HeadPose[] _poses = [HeadPose.Seat, new(Left: 0.015), new(Left: -0.015)];

    readonly TransferMatrix _ears;
    readonly TargetResponse _target;
    readonly FlatLoudspeaker _front;

    /// <summary>Prepares the listener.</summary>
    /// <param name="device">The device.</param>
    /// <param name="distance">Metres to the seat.</param>
    /// <param name="head">The design head.</param>
    /// <param name="seat">Where it is.</param>
    /// <param name="target">What a flat loudspeaker would send to the seat.</param>
    /// <param name="grid">The frequencies.</param>
    public CentreAim(Device device, double distance, Head head, HeadPose seat, TargetResponse target, FrequencyGrid grid)
    {
        HeadPose[] poses = Array.ConvertAll(_poses, seat.Plus);
        Position towards = seat.ToHead(new Position(distance, 0, 0));
        (_ears, _target, _front) = (Plant.AtEars(device, distance, head, poses, grid), target, new(head, Math.Atan2(towards.Y, towards.X) * 180 / Math.PI, grid));
    }

    /// <summary>The plant at the ears, pose 0 where the head is.</summary>
    public TransferMatrix Ears => _ears;

    /// <summary>The frequencies.</summary>
    public FrequencyGrid Grid => _ears.Grid;

    /// <summary>The response of a flat loudspeaker at a bin.</summary>
    public Complex Flat(int bin) => _target[bin];

    /// <summary>The response of each driver at a bin.</summary>
    public Complex[] Row(int bin)
    {
        double power = Power(bin);
        var row = new Complex[_ears.Drivers];
        for (int n = 0; n < row.Length; n++)
            row[n] = (Complex.Conjugate(_front[Side.Left, bin]) * _ears[TransferMatrix.Ear(0, Side.Left), n, bin] + Complex.Conjugate(_front[Side.Right, bin]) * _ears[TransferMatrix.Ear(0, Side.Right), n, bin]) / power;
        return row;
    }

    /// <summary>How loud weights are at the ears about the seat, over a flat loudspeaker: root of the mean power.</summary>
    public double Level(int bin, Complex[] weights)
    {
        double power = 0;
        for (int point = 0; point < _ears.Points; point++) power += NullSteering.Power(_ears.Row(point, bin), weights);
        return Math.Sqrt(power / (_ears.Points / 2 * Power(bin))) / Flat(bin).Magnitude;
    }

    /// <summary>The power of that loudspeaker at both ears together.</summary>
    double Power(int bin) => _front[Side.Left, bin].MagnitudeSquared() + _front[Side.Right, bin].MagnitudeSquared();
}
