using Proscenium.Cli.Text;
using Proscenium.Design;
using Proscenium.Engine.Plan;
using Proscenium.Heads;
using Proscenium.Judging.FreeField;
using Proscenium.Judging.Rooms;

namespace Proscenium.Cli.Commands;

/// <summary>Judges a design in a room, and what cancellation costs there.</summary>
static class RoomRun
{
    const double UsualAngleDegrees = 30;

    /// <summary>Measures everything.</summary>
    /// <param name="design">The design.</param>
    /// <param name="measured">The design as it runs.</param>
    /// <param name="plain">The untreated device.</param>
    /// <param name="setup">The room.</param>
    /// <param name="quiet">No progress.</param>
    public static RoomFindings Of(SpatialDesign design, MeasuredPlan measured, MeasuredPlan plain, RoomSetup setup, bool quiet)
    {
        ZoneGrid grid = ZoneGrid.Usual;
        using ProgressLine progress = new($"simulating {setup.Room.Name}", grid.Columns * grid.Rows, quiet);
        int done = 0;
        RoomAnalysis heard = RoomAnalysis.Measure(measured, plain, setup, design.Request.AngleDegrees ?? UsualAngleDegrees, grid, () => progress.Report(Interlocked.Increment(ref done)));
        return new() { Heard = heard, GainLimitDb = design.Request.GainLimit.Decibels, Costs = setup.Room.IsAnechoic ? [] : [.. Costs(design.Request, plain, setup)] };
    }

    static IEnumerable<CancellationCost> Costs(DesignRequest request, MeasuredPlan plain, RoomSetup setup)
    {
        RoomPlant seat = setup.At([HeadPose.Seat])[0];
        BinauralRoomResponses untreated = BinauralRoomResponses.Of(new(plain, setup), seat);
        foreach (double limit in RoomFindings.GainLimitsDb)
        {
            SpatialDesign canceller = SpatialDesigner.Design(request with { AngleDegrees = null, Layout = ChannelLayout.Stereo, GainLimit = new(limit) });
            BinauralRoomResponses treated = BinauralRoomResponses.Of(new(new MeasuredPlan(canceller.Plan), setup), seat);
            yield return new(limit, WindowedSeparation.Until(treated, 0), RoomAnalysis.CostDb(treated, untreated));
        }
    }
}
