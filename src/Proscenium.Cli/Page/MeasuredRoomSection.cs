using Proscenium.Cli.Text;
using Proscenium.Analysis;

namespace Proscenium.Cli.Page;

/// <summary>What was found in a measured room, as tables of the page.</summary>
static class MeasuredRoomSection
{
    /// <summary>Writes it; nothing where no measured room was named.</summary>
    public static void Write(HtmlText page, MeasuredRoomFindings? measured)
    {
        if (measured is not { } findings) return;
        page.Heading(2, "In a measured room").Paragraph($"{MeasuredRoomTable.Lead(findings)}.");
        foreach (MeasuredRoomTable table in MeasuredRoomTable.All(findings))
            page.Table(table.Title, ["", .. table.Columns], table.Rows.Select(row => (string[])[row.Name.Replace("  ", "\u2003"), .. row.Values.Select(table.Number)]), name => name == "this plan");
        page.Paragraph($"Tone of left with the room, this plan relative to untreated: {MeasuredRoomTable.Tone(findings, comparison => comparison.LeftTone)}; of the centre: {MeasuredRoomTable.Tone(findings, comparison => comparison.CentreTone)}. {MeasuredRoomTable.NotJudged}");
    }
}
