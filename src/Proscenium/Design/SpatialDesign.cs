using Proscenium.Design.Banks;
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

    /// <summary>
    /// The device without treatment, as late as the plan: left and right on the drivers of their side, tweeters and woofers in the middle shared, flat at the seat. It
    /// is designed anew each time it is asked for.
    /// </summary>
    public RenderPlan Untreated => UntreatedPlan.Of(Request, Plan);

    /// <summary>The same for the channels that the plan takes: of a film its downmix to stereo.</summary>
    internal RenderPlan UntreatedDownmix => DownmixPlan.Of(Plan, Untreated);

    /// <summary>Target power ratios.</summary>
    public required RatioCurves Asked { get; init; }

    /// <summary>Power ratios that the weights have within the gain limit and the filter length.</summary>
    public required RatioCurves Planned { get; init; }

    /// <summary>Power ratios of the running filters on the design head; for the centre in free field.</summary>
    public required RatioCurves Achieved { get; init; }

    /// <summary>What the plan's bank loses halfway between its places; null where it has none.</summary>
    internal BankCheck? BankCheck { get; init; }

    /// <summary>Where targets are not met, one sentence each.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }
}
