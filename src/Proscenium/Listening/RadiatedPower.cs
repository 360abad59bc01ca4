using System.Numerics;

namespace Proscenium.Listening;

/// <summary>
/// What a treatment costs in a room: the power the device sends out in all directions, against the untreated device. Since the near
/// ear keeps its level, every decibel more is a decibel less of direct sound beside the room's.
/// </summary>
public static class RadiatedPower
{
    /// <summary>Power of an input's running filters over that of the untreated one, in dB, for each band.</summary>
    public static IReadOnlyList<double> Increase(EarRig treated, EarRig untreated, int input, TestStand stand, IEnumerable<Band> bands)
    {
        double[] after = Power(treated, input, stand), before = Power(untreated, input, stand);
        return [.. bands.Select(band => Band.Decibels(band.Mean(treated.Grid, bin => after[bin])) - Band.Decibels(band.Mean(treated.Grid, bin => before[bin])))];
    }

    static double[] Power(EarRig rig, int input, TestStand stand)
    {
        double[] power = new double[rig.Grid.BinCount];
        foreach (Complex[] response in Enumerable.Range(0, stand.Sphere.Points).AsParallel().AsOrdered().Select(point => rig.Point(input, stand.Sphere, point)))
            for (int bin = 0; bin < power.Length; bin++) power[bin] += Band.Power(response[bin]);
        return power;
    }
}
