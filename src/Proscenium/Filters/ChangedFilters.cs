using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;

namespace Proscenium.Filters;

/// <summary>A plan whose filters are changed alike at the seat and at all places of its bank.</summary>
static class ChangedFilters
{
    /// <summary>The plan, and the headroom that it needs.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="change">Gives new filters for those of a place.</param>
    public static RenderPlan Of(RenderPlan plan, Func<FirMatrix, FirMatrix> change)
    {
        RenderPlan changed = plan with { Filters = change(plan.Filters), Bank = plan.Bank?.With(change) };
        return changed with { HeadroomDb = Headroom.OfAll(changed) };
    }
}
