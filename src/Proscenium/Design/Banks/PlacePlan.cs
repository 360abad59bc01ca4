using Proscenium.Engine.Plan;

namespace Proscenium.Design.Banks;

/// <summary>What a plan with a bank plays for a head that stays where it is, as a plan without one.</summary>
static class PlacePlan
{
    /// <summary>At a place of the bank.</summary>
    /// <param name="plan">A plan with a bank.</param>
    /// <param name="left">Which of its <see cref="PlanBank.LeftMetres"/>.</param>
    /// <param name="forward">Which of its <see cref="PlanBank.ForwardMetres"/>.</param>
    public static RenderPlan At(RenderPlan plan, int left, int forward) => plan with { Filters = plan.Bank![left, forward], Bank = null };

    /// <summary>Halfway between two places.</summary>
    public static RenderPlan Between(RenderPlan plan, (int Left, int Forward) a, (int Left, int Forward) b) =>
        plan with { Filters = PlanBank.Mean(plan.Bank![a.Left, a.Forward], plan.Bank[b.Left, b.Forward]), Bank = null };
}
