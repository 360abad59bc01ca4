using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;

namespace Proscenium.Filters;

/// <summary>
/// What is left of a plan where nothing but a convolver runs it: its filters, with the inputs' delays put into them and the zeros that all paths begin with
/// taken away. An upmix is no convolution: its centre becomes an input, or is left out.
/// </summary>
static class ConvolverPlan
{
    /// <summary>The convolver's plan; its delay is that of the filters, its headroom that of independent inputs.</summary>
    /// <param name="plan">Any plan.</param>
    /// <param name="stereoOnly">True: left and right alone, so that a phantom centre goes through the canceller.</param>
    public static RenderPlan Of(RenderPlan plan, bool stereoOnly)
    {
        int inputs = stereoOnly ? 2 : plan.Inputs.Count;
        int idle = Enumerable.Range(0, inputs).Min(input => plan.InputDelaySamples[input] + (plan.Bank?.All ?? []).Append(plan.Filters).Min(one => LeadingZeros(one, input)));
        int length = Enumerable.Range(0, inputs).Max(input => plan.InputDelaySamples[input]) + plan.Filters.Taps - idle;
        FirMatrix Delayed(FirMatrix from)
        {
            FirMatrix to = new(inputs, from.Outputs, length);
            for (int input = 0; input < inputs; input++)
                for (int driver = 0; driver < to.Outputs; driver++)
                    for (int n = 0; n < from.Taps; n++)
                        if (plan.InputDelaySamples[input] + n >= idle) to[input, driver][plan.InputDelaySamples[input] + n - idle] = from[input, driver][n];
            return to;
        }
        FirMatrix filters = Delayed(plan.Filters);
        return plan with
        {
            Inputs = [.. plan.Inputs.Take(inputs)],
            Filters = filters,
            Bank = plan.Bank?.With(Delayed),
            InputDelaySamples = [.. new int[inputs]],
            Upmix = null,
            FilterLatencySamples = plan.FilterLatencySamples - idle,
            HeadroomDb = Headroom.Decibels(filters),
        };
    }

    static int LeadingZeros(FirMatrix filters, int input)
    {
        int least = filters.Taps - 1;
        for (int driver = 0; driver < filters.Outputs; driver++)
        {
            int first = filters[input, driver].IndexOfAnyExcept(0f);
            if (first >= 0) least = Math.Min(least, first);
        }
        return least;
    }
}
