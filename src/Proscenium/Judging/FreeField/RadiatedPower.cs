using System.Numerics;
using Proscenium.Heads;
using Proscenium.Judging.Levels;
using Proscenium.Mathematics;
using Proscenium.Plants;

namespace Proscenium.Judging.FreeField;

/// <summary>
/// What a treatment costs in a room: the power that the device sends out to all sides for the same direct sound at the ipsilateral ear, against the untreated device. Every decibel
/// more is a decibel less of direct sound beside the room's.
/// </summary>
static class RadiatedPower
{
    /// <summary>Radiated over direct power of an input's running filters, over the same of the untreated device, in dB, for each band.</summary>
    /// <param name="treated">The plan as it runs.</param>
    /// <param name="untreated">The untreated device.</param>
    /// <param name="side">The input and its ear.</param>
    /// <param name="setup">Device, head and free field.</param>
    /// <param name="bands">The bands.</param>
    public static IReadOnlyList<double> Increase(MeasuredPlan treated, MeasuredPlan untreated, Side side, FreeFieldSetup setup, IEnumerable<Band> bands)
    {
        Func<Band, double> after = OverDirect(treated, side, setup), before = OverDirect(untreated, side, setup);
        return [.. bands.Select(band => after(band) - before(band))];
    }

    static Func<Band, double> OverDirect(MeasuredPlan plan, Side side, FreeFieldSetup setup)
    {
        double[] radiated = plan.MeanPower((int)side, setup.Sphere);
        Complex[] direct = plan.Point((int)side, setup.Ears, TransferMatrix.Ear(0, side));
        return band => Band.Decibels(band.Mean(plan.Grid, bin => radiated[bin])) - Band.Decibels(band.Mean(plan.Grid, bin => direct[bin].MagnitudeSquared()));
    }
}
