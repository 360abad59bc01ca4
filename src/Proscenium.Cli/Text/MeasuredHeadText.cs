using Proscenium.Analysis;
using Proscenium.Cli.Terminal;
using Proscenium.Heads;

namespace Proscenium.Cli.Text;

/// <summary>How much the figures of a measured head are worth, in words.</summary>
static class MeasuredHeadText
{
    /// <summary>Between the measured directions, and on the measurement that a plan was designed on.</summary>
    public static void Print(PlanAnalysis analysis, Report report)
    {
        if (analysis.OwnMeasurement is null && analysis.Head is MeasuredHead head) report.Figure($"between its {head.DirectionCount} directions", Between(head));
        if (analysis.OwnMeasurement is { } own)
            report.Line($"  note: the plan is judged on the measurement that it was designed on, and both share its errors. Designed on half of its directions and judged on the others, the canceller has {own.SeatSeparationDb:0.0} dB at the seat, not {analysis.CancellerHeard.SeatSeparationDb:0.0}; on another measurement of the same head it has less. Judge on another one with --head FILE.");
    }

    /// <summary>How well the directions between the measured ones are known.</summary>
    public static string Between(MeasuredHead head)
    {
        HeldOutDirections held = head.HeldOut();
        return $"level within {held.LowDb:0.0} dB up to 2 kHz, {held.HighDb:0.0} dB up to 8 kHz (mean, half of them told by the others)";
    }
}
