using Proscenium.Analysis;
using Proscenium.Cli.Terminal;
using Proscenium.Judging.Rooms;

namespace Proscenium.Cli.Text;

/// <summary>Why a room budget was chosen: what each would give in the room.</summary>
static class BudgetTable
{
    /// <summary>One sentence about the choice.</summary>
    public static string Sentence(BudgetChoice choice, string room) => choice.Holds
        ? $"room budget {choice.Chosen.BudgetDb:0.#} dB: the least at which both sides are heard within 5 degrees of their places in {room}."
        : $"room budget {choice.Chosen.BudgetDb:0.#} dB: in {room} no budget lets both sides be heard within 5 degrees of their places; this is the widest stage whose tone stays within 4.5 dB in an ordinary living room and within 8 dB in the direct sound."
            + (choice.Chosen == choice.Sparing ? $" The sides send less to the walls whose reflections pull them away: the one that is farthest from its place is heard {choice.SparedDegrees:0} degrees nearer to it." : "");

    /// <summary>The whole table.</summary>
    public static void Print(BudgetChoice choice, string room, Report report)
    {
        report.Line($"room budgets in {room}: heard by two models, sounds with an onset; cost: dB of DRR of the left channel, largest octave;");
        report.Line("tone: spread of left in an ordinary living room / in its direct sound, and of the centre, dB; balance: mono, half-way over one side, LU");
        report.Line($"  {"budget",6}  {"left",10}{"right",12}{"width",8}{"sustained",11}{"cost",7}{"tone",13}{"centre",8}{"balance",13}{"headroom",10}");
        foreach (BudgetCandidate candidate in choice.Candidates) report.Line(Row(candidate) + (candidate == choice.Chosen ? "  <" : ""));
        if (choice.Sparing is { } sparing)
        {
            report.Line("  the same budget, with less sound to the walls whose reflections pull the sides away:");
            report.Line(Row(sparing) + (sparing == choice.Chosen ? "  <" : ""));
        }
        report.Line($"  untreated: width {choice.Untreated.Degrees:0} degrees");
        report.Line();
    }

    static string Row(BudgetCandidate candidate)
    {
        RoomImpression heard = candidate.Impression;
        string left = $"{heard.LeftHeard.Onset.AzimuthDegrees:0}, {heard.LeftHeard.OnsetByConsistency.AzimuthDegrees:0}", right = $"{heard.RightHeard.Onset.AzimuthDegrees:0}, {heard.RightHeard.OnsetByConsistency.AzimuthDegrees:0}";
        double sustained = heard.LeftHeard.Sustained.AzimuthDegrees - heard.RightHeard.Sustained.AzimuthDegrees;
        return $"  {candidate.BudgetDb,6:0.#}  {left,10}{right,12}{heard.Width.Degrees,8:0}{sustained,11:0}{candidate.LargestCostDb,7:0.0}{$"{candidate.LeftTone.SpreadDb:0.0} / {candidate.LeftTone.DirectSpreadDb:0.0}",13}{candidate.CentreTone.SpreadDb,8:0.0}"
            + $"{$"{heard.Balance.MiddleLu:0.0}, {heard.Balance.HalfWayLu:0.0}",13}{candidate.Design.Plan.HeadroomDb,10:0.0}";
    }
}
