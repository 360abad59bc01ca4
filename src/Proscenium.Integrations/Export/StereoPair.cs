namespace Proscenium.Integrations.Export;

/// <summary>Programs that convolve two channels into two, with one file whose channels are left to left, left to right, right to left, right to right: that of all paths.</summary>
static class StereoPair
{
    /// <summary>Why a plan is no such pair, with the cure, or null.</summary>
    public static Fault? Refusal(MultiRatePlan multiRatePlan)
    {
        if (multiRatePlan.Inputs.Count != 2) return new(ErrorCodes.FormatTakesStereo, $"the program has two inputs and the plan {multiRatePlan.Inputs.Count}", "export left and right alone (for a film, of a plan for stereo)");
        if (multiRatePlan.Drivers.Count != 2) return new(ErrorCodes.FormatFeedsTwoDrivers, $"the program has two outputs and the plan {multiRatePlan.Drivers.Count}", "design for two drivers");
        return null;
    }
}
