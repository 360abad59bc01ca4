namespace Proscenium.Integrations.Export;

/// <summary>Programs that convolve two channels into two, with one file whose channels are left to left, left to right, right to left, right to right: that of all paths.</summary>
static class StereoPair
{
    /// <summary>Why a plan is no such pair, with the cure, or null.</summary>
    public static string? Refusal(MultiRatePlan multiRatePlan)
    {
        if (multiRatePlan.Inputs.Count != 2) return $"the program has two inputs and the plan {multiRatePlan.Inputs.Count}: add --stereo-only (for a film, to a plan for stereo)";
        if (multiRatePlan.Drivers.Count != 2) return $"the program has two outputs and the plan {multiRatePlan.Drivers.Count}: design for two drivers (proscenium design --drivers, with two names)";
        return null;
    }
}
