using Proscenium.Design;
using Proscenium.Heads;
using Proscenium.Judging.FreeField;

namespace Proscenium.Analysis;

/// <summary>
/// A plan that is judged on the measurement it was designed on, where design and judge share every error of measuring and of interpolating. What it is worth beyond: the canceller designed
/// on every second direction, and judged on those in between.
/// </summary>
/// <param name="SeatSeparationDb">At the seat, dB.</param>
sealed record OwnMeasurement(double SeatSeparationDb)
{
    const int LeastDirections = 16;

    /// <summary>The figure, or null where the head is another one than the design's, no measured one, or known from too few directions.</summary>
    public static OwnMeasurement? Of(DesignRequest canceller, MeasuredPlan untreated, FreeFieldSetup setup, Head hearing, CancellationToken cancel)
    {
        if (hearing is not MeasuredHead { Origin: { } heard, DirectionCount: >= LeastDirections } head || canceller.Head is not MeasuredHead { Origin: { } designed } || heard.Sha256 != designed.Sha256) return null;
        (MeasuredHead first, MeasuredHead second) = head.Halves();
        SpatialDesign half = SpatialDesigner.DesignUnlessCancelled(canceller with { Head = first }, cancel);
        return new(FreeFieldAnalysis.Measure(new MeasuredPlan(half.Plan), untreated, new(canceller.Device, canceller.Distance, second, setup.Grid), null).SeatSeparationDb);
    }
}
