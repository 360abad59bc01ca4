using Proscenium.Engine.Plan;
using Proscenium.Filters;

namespace Proscenium.Design;

/// <summary>A finished design: the plan to run, its targets, and how far they are met.</summary>
public sealed record SpatialDesign
{
    /// <summary>The request it answers.</summary>
    public required DesignRequest Request { get; init; }

    /// <summary>The plan to run.</summary>
    public required RenderPlan Plan { get; init; }

    /// <summary>The device without treatment: left and right on a driver each, as late as the plan.</summary>
    public RenderPlan Untreated => UntreatedPlan.Of(Plan, Request.Device);

    /// <summary>Target power ratios.</summary>
    public required RatioCurves Asked { get; init; }

    /// <summary>Power ratios that the weights have within the gain limit and the filter length.</summary>
    public required RatioCurves Planned { get; init; }

    /// <summary>Power ratios of the running filters on the design head; for the centre in free field.</summary>
    public required RatioCurves Achieved { get; init; }

    /// <summary>Where targets are not met, one sentence each.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }
}
