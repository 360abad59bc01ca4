using Proscenium.Design;
using Proscenium.Engine.Plan;
using Proscenium.Filters;

namespace Proscenium;

/// <summary>A finished design: the plan to run, and how it came about.</summary>
public sealed class SpatialDesign
{
    internal SpatialDesign(DesignRequest request, RenderPlan plan, IReadOnlyList<SteeredWeights> steered, PathAlignment? alignment, IReadOnlyList<string> warnings)
    {
        (Request, Plan, Steered, Alignment, Warnings) = (request, plan, steered, alignment, warnings);
    }

    /// <summary>What was wished for.</summary>
    public DesignRequest Request { get; }

    /// <summary>The runnable result.</summary>
    public RenderPlan Plan { get; }

    /// <summary>Null steering for the left ear, the right ear and, where there is one, the centre.</summary>
    public IReadOnlyList<SteeredWeights> Steered { get; }

    /// <summary>How the centre path stood to the left/right path before alignment, or null without a centre.</summary>
    public PathAlignment? Alignment { get; }

    /// <summary>What could not be had, one sentence each.</summary>
    public IReadOnlyList<string> Warnings { get; }
}
