using Proscenium.Engine.Plan;

namespace Proscenium.Integrations.Export;

/// <summary>The order in which a plan's inputs arrive where channels have no names.</summary>
static class ChannelOrder
{
    /// <summary>In WAV files and on Windows: the pair behind comes before the one at the sides.</summary>
    public static List<string> Wave(MultiRatePlan multiRatePlan) => Ordered(multiRatePlan,
    [
        ChannelNames.Left, ChannelNames.Right, ChannelNames.Centre, ChannelNames.Lfe, ChannelNames.LeftBack, ChannelNames.RightBack, ChannelNames.LeftSurround, ChannelNames.RightSurround,
    ]);

    /// <summary>In ALSA: the only pair of surrounds, or the one behind, comes before the centre; the one at the sides comes last.</summary>
    public static List<string> Alsa(MultiRatePlan multiRatePlan) => Ordered(multiRatePlan, multiRatePlan.Inputs.Contains(ChannelNames.LeftBack) ?
    [
        ChannelNames.Left, ChannelNames.Right, ChannelNames.LeftBack, ChannelNames.RightBack, ChannelNames.Centre, ChannelNames.Lfe, ChannelNames.LeftSurround, ChannelNames.RightSurround,
    ] :
    [
        ChannelNames.Left, ChannelNames.Right, ChannelNames.LeftSurround, ChannelNames.RightSurround, ChannelNames.Centre, ChannelNames.Lfe,
    ]);

    /// <summary>What to add where a WAV file has another order than the plan; else nothing.</summary>
    public static string Remark(MultiRatePlan multiRatePlan) => Wave(multiRatePlan).SequenceEqual(multiRatePlan.Inputs) ? "" : $" (first reorder the file's channels to {string.Join(", ", multiRatePlan.Inputs)}: WAV uses another order)";

    static List<string> Ordered(MultiRatePlan multiRatePlan, string[] order) => [.. multiRatePlan.Inputs.OrderBy(input => Array.IndexOf(order, input))];
}
