using Proscenium.Analysis;

namespace Proscenium.Cli.Text;

/// <summary>What was found in a measured room, line by line.</summary>
static class MeasuredRoomText
{
    const int NameWidth = 40, CellWidth = 8;

    /// <summary>Prints it.</summary>
    public static void Print(MeasuredRoomFindings findings, Report report)
    {
        report.Line($"in {MeasuredRoomTable.Lead(findings)}");
        foreach (MeasuredRoomTable table in MeasuredRoomTable.All(findings))
        {
            report.Line($"  {table.Title}".PadRight(NameWidth) + Cells(table.Columns));
            foreach ((string name, IReadOnlyList<double> values) in table.Rows) report.Line($"    {name}".PadRight(NameWidth) + Cells(values.Select(table.Number)));
        }
        report.Line("  tone with the room, this plan relative to untreated, third octaves from 200 Hz to 12.5 kHz");
        report.Figure("  left, both receivers", MeasuredRoomTable.Tone(findings, comparison => comparison.LeftTone));
        report.Figure("  centre, both receivers", MeasuredRoomTable.Tone(findings, comparison => comparison.CentreTone));
        report.Line($"  {MeasuredRoomTable.NotJudged}");
    }

    static string Cells(IEnumerable<string> cells) => string.Concat(cells.Select(cell => cell.PadLeft(CellWidth)));
}
