using Proscenium.Engine.Dsp;
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

    /// <summary>At any place, with the mean that a renderer plays there.</summary>
    /// <param name="plan">A plan with a bank.</param>
    /// <param name="left">Metres from the seat to the left.</param>
    /// <param name="forward">Metres from the seat towards the device.</param>
    public static RenderPlan At(RenderPlan plan, double left, double forward)
    {
        BankWeights weights = new(plan.Bank!);
        weights.Change(((float)left, (float)forward));
        FirMatrix mean = new(plan.Filters.Inputs, plan.Filters.Outputs, plan.Filters.Taps);
        foreach ((int place, FirMatrix filters) in plan.Bank!.All.Index())
        {
            float weight = weights.Values[1 + place];
            for (int input = 0; weight != 0 && input < mean.Inputs; input++)
                for (int output = 0; output < mean.Outputs; output++)
                    for (int n = 0; n < mean.Taps; n++) mean[input, output][n] += weight * filters[input, output][n];
        }
        return plan with { Filters = mean, Bank = null };
    }
}
