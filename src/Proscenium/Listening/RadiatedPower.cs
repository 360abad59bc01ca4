using System.Numerics;
using Proscenium.Acoustics;

namespace Proscenium.Listening;

/// <summary>
/// What a treatment costs in a room: the power the device sends out in all directions, against the untreated device. Since the near
/// ear keeps its level, every decibel more is a decibel less of direct sound beside the room's.
/// </summary>
public static class RadiatedPower
{
    const int DirectionCount = 200;

    /// <summary>Power of an input's running filters over that of the untreated one, in dB, for each band.</summary>
    public static IReadOnlyList<double> Increase(EarRig treated, EarRig untreated, int input, Device device, double distance, IEnumerable<Band> bands)
    {
        TransferMatrix around = Plant.AtPoints(device, Array.ConvertAll(Directions.Even(DirectionCount), direction => distance * direction), treated.Grid);
        double[] after = Power(treated, input, around), before = Power(untreated, input, around);
        return [.. bands.Select(band => Band.Decibels(band.Mean(treated.Grid, bin => after[bin])) - Band.Decibels(band.Mean(treated.Grid, bin => before[bin])))];
    }

    static double[] Power(EarRig rig, int input, TransferMatrix around)
    {
        double[] power = new double[rig.Grid.BinCount];
        for (int point = 0; point < around.Points; point++)
        {
            Complex[] response = rig.Point(input, around, point);
            for (int bin = 0; bin < power.Length; bin++) power[bin] += Band.Power(response[bin]);
        }
        return power;
    }
}
