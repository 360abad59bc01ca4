using Proscenium.Judging.Levels;

namespace Proscenium.Judging.FreeField;

/// <summary>
/// What a treatment costs in a room: the power the device sends out in all directions, against the untreated device. Since the ipsilateral
/// ear keeps its level, every decibel more is a decibel less of direct sound beside the room's.
/// </summary>
static class RadiatedPower
{
    /// <summary>Power of an input's running filters over that of the untreated one, in dB, for each band.</summary>
    public static IReadOnlyList<double> Increase(MeasuredPlan treated, MeasuredPlan untreated, int input, FreeFieldSetup setup, IEnumerable<Band> bands)
    {
        double[] after = treated.MeanPower(input, setup.Sphere), before = untreated.MeanPower(input, setup.Sphere);
        return [.. bands.Select(band => Band.Decibels(band.Mean(treated.Grid, bin => after[bin])) - Band.Decibels(band.Mean(treated.Grid, bin => before[bin])))];
    }
}
