using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;
using static System.FormattableString;

namespace Proscenium.Filters;

/// <summary>Makes the dialogue louder or softer against the rest: a gain of the centre, within its filters.</summary>
static class DialogueLevel
{
    /// <summary>The largest change either way, in dB.</summary>
    public const double MaxDb = 20;

    /// <summary>The same plan with another level of its centre, and the headroom that needs; 0 dB gives the plan itself.</summary>
    /// <param name="plan">A plan with a centre, its own or the upmix's.</param>
    /// <param name="decibels">-20 to 20.</param>
    /// <exception cref="SettingException">The plan has no centre, or the level is out of its range.</exception>
    public static RenderPlan Of(RenderPlan plan, double decibels)
    {
        if (decibels is not (>= -MaxDb and <= MaxDb)) throw new SettingException(Invariant($"a dialogue level of {decibels} dB cannot be set: {-MaxDb} to {MaxDb} dB."));
        int centre = plan.Inputs.ToList().IndexOf(ChannelNames.Centre);
        if (decibels == 0) return plan;
        if (centre < 0) throw new SettingException("the plan has no centre whose level could be set: design it with virtual loudspeakers and an upmix.");
        return ChangedFilters.Of(plan, filters => WithCentre(filters, centre, Math.Pow(10, decibels / 20)));
    }

    static FirMatrix WithCentre(FirMatrix filters, int centre, double gain)
    {
        FirMatrix changed = new(filters.Inputs, filters.Outputs, filters.Taps);
        for (int input = 0; input < filters.Inputs; input++)
            for (int driver = 0; driver < filters.Outputs; driver++)
                Scale(filters[input, driver], input == centre ? gain : 1, changed[input, driver]);
        return changed;
    }

    static void Scale(ReadOnlySpan<float> from, double gain, Span<float> to)
    {
        for (int n = 0; n < to.Length; n++) to[n] = (float)(gain * from[n]);
    }
}
