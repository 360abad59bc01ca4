using Proscenium.Acoustics;
using Proscenium.Cli.Output;
using Proscenium.Design;
using Proscenium.Filters;
using Proscenium.Listening;

namespace Proscenium.Cli.Commands;

/// <summary>Judges a design in a room, and what cancellation costs there.</summary>
static class RoomRun
{
    const double UsualAngleDegrees = 30;

    /// <summary>Measures everything.</summary>
    public static RoomFindings Of(SpatialDesign design, RoomStand stand, bool quiet)
    {
        ZoneGrid grid = ZoneGrid.Usual;
        using ProgressLine progress = new($"listening in {stand.Room.Name}", grid.Columns * grid.Rows, quiet);
        int done = 0;
        EarRig plain = new(UntreatedPlan.Of(design.Plan, design.Request.Device));
        RoomAnalysis heard = RoomAnalysis.Measure(new(design.Plan), plain, stand, design.Request.AngleDegrees ?? UsualAngleDegrees, grid, () => progress.Report(Interlocked.Increment(ref done)));
        return new() { Heard = heard, GainLimitDb = design.Request.GainLimit.Decibels, Costs = stand.Room.IsAnechoic ? [] : [.. Costs(design.Request, stand)] };
    }

    static IEnumerable<CancellationCost> Costs(DesignRequest request, RoomStand stand)
    {
        RoomPlant seat = stand.At([HeadPose.Seat])[0];
        foreach (double limit in RoomFindings.GainLimitsDb)
        {
            SpatialDesign canceller = SpatialDesigner.Design(request with { AngleDegrees = null, GainLimit = new(limit) });
            EarRig rig = new(canceller.Plan), plain = new(UntreatedPlan.Of(canceller.Plan, request.Device));
            yield return new(limit, WindowedSeparation.Until(RoomStage.Of(new(rig, stand), seat), 0), RoomAnalysis.CostDb(rig, plain, seat));
        }
    }
}
