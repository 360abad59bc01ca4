using Proscenium.Acoustics;
using Proscenium.Cli.Output;
using Proscenium.Design;
using Proscenium.Engine.Plan;
using Proscenium.Listening;

namespace Proscenium.Cli.Commands;

/// <summary>Judges a design in a room, and what cancellation costs there.</summary>
static class RoomRun
{
    const double UsualAngleDegrees = 30;

    /// <summary>Measures everything.</summary>
    /// <param name="design">The design.</param>
    /// <param name="rig">The design as it runs.</param>
    /// <param name="plain">The untreated device.</param>
    /// <param name="stand">The room.</param>
    /// <param name="quiet">No progress.</param>
    public static RoomFindings Of(SpatialDesign design, EarRig rig, EarRig plain, RoomStand stand, bool quiet)
    {
        ZoneGrid grid = ZoneGrid.Usual;
        using ProgressLine progress = new($"listening in {stand.Room.Name}", grid.Columns * grid.Rows, quiet);
        int done = 0;
        RoomAnalysis heard = RoomAnalysis.Measure(rig, plain, stand, design.Request.AngleDegrees ?? UsualAngleDegrees, grid, () => progress.Report(Interlocked.Increment(ref done)));
        return new() { Heard = heard, GainLimitDb = design.Request.GainLimit.Decibels, Costs = stand.Room.IsAnechoic ? [] : [.. Costs(design.Request, plain, stand)] };
    }

    static IEnumerable<CancellationCost> Costs(DesignRequest request, EarRig plain, RoomStand stand)
    {
        RoomPlant seat = stand.At([HeadPose.Seat])[0];
        RoomStage untreated = RoomStage.Of(new(plain, stand), seat);
        foreach (double limit in RoomFindings.GainLimitsDb)
        {
            SpatialDesign canceller = SpatialDesigner.Design(request with { AngleDegrees = null, Layout = ChannelLayout.Stereo, GainLimit = new(limit) });
            RoomStage treated = RoomStage.Of(new(new EarRig(canceller.Plan), stand), seat);
            yield return new(limit, WindowedSeparation.Until(treated, 0), RoomAnalysis.CostDb(treated, untreated));
        }
    }
}
