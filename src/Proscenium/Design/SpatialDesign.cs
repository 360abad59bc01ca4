using Proscenium.Engine.Plan;
using Proscenium.Filters;

namespace Proscenium.Design;

/// <summary>A finished design: the plan to run, what was asked for, and what became of it.</summary>
public sealed record SpatialDesign
{
    /// <summary>What was wished for.</summary>
    public required DesignRequest Request { get; init; }

    /// <summary>The runnable result.</summary>
    public required RenderPlan Plan { get; init; }

    /// <summary>The device without treatment: left and right on a driver each, as late as the plan.</summary>
    public RenderPlan Untreated => UntreatedPlan.Of(Plan, Request.Device);

    /// <summary>Power ratios asked for.</summary>
    public required RatioCurves Asked { get; init; }

    /// <summary>What the limits allow.</summary>
    public required RatioCurves Planned { get; init; }

    /// <summary>What the running filters do on the design head; for the centre in free field.</summary>
    public required RatioCurves Achieved { get; init; }

    /// <summary>What could not be had, one sentence each.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }
}
