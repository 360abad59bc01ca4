using Proscenium.Analysis;
using Proscenium.Judging.FreeField;

namespace Proscenium.Cli.Text;

/// <summary>The design beside everything it is held against: one row each, the same figures.</summary>
static class ComparisonTable
{
    /// <summary>One row.</summary>
    /// <param name="Name">What is judged.</param>
    /// <param name="Heard">Its figures.</param>
    /// <param name="Description">One line.</param>
    public readonly record struct Row(string Name, FreeFieldAnalysis Heard, string Description);

    /// <summary>All rows, the untreated device first.</summary>
    public static IReadOnlyList<Row> Rows(PlanAnalysis analysis) =>
    [
        new("untreated", analysis.Untreated, "each side plainly on its own driver"),
        new("this plan", analysis.Heard, analysis.IsCancellerAlone ? "the canceller" : PerceivedDirectionsText.Image(analysis.Design.Request)),
        .. analysis.IsCancellerAlone ? (Row[])[] : [new("  its canceller alone", analysis.CancellerHeard, "the same wishes with --angle none")],
        .. analysis.Baselines.Select(baseline => new Row(baseline.Name, baseline.Heard, baseline.Description)),
    ];

    /// <summary>Tone of what both channels play alike: through the centre where there is one.</summary>
    public static Coloration Centre(FreeFieldAnalysis heard) => heard.Centre ?? heard.PhantomCentre;

    /// <summary>Largest gain of a single driver for left or right, in dB.</summary>
    public static double MaxGainDb(FreeFieldAnalysis heard) => Math.Max(heard.MaxGain[0].Decibels, heard.MaxGain[1].Decibels);

    /// <summary>The table as lines of text.</summary>
    public static void Print(PlanAnalysis analysis, Report report)
    {
        bool image = !analysis.IsCancellerAlone;
        report.Line($"  {"",-21} {"other ear quieter by, dB",-31}{"tone, dB",-21}{"gain",5}{(image ? $"   image at {analysis.Design.Request.AngleDegrees:0.#} deg off by" : "")}");
        report.Line($"  {"",-21} {"seat",6}{"5 cm",8}{"10 cm",8}{"worst",8}  {"near ear",9}{"centre",10}{"dB",7}{(image ? $"{"dB",10}{"us",8}" : "")}");
        foreach (Row row in Rows(analysis)) report.Line(Text(row));
        if (analysis.TrueSeparationDb is { } real) report.Line($"  {"a true pair",-21} {real,6:0.0}{"",46}{"",7}{0,10:0.0}{0,8:0}");
        report.Line("  worst: the worse side in the worst of nine poses; tone: rms/largest third-octave deviation from untreated, for one side and for");
        report.Line($"  what both channels play alike{(analysis.HasCentreChannel ? " (this plan: the centre channel)" : "")}; gain: the largest of one driver from 20 Hz to 20 kHz, against playing plain");
    }

    static string Text(Row row)
    {
        FreeFieldAnalysis heard = row.Heard;
        string image = heard.Image is { } error ? $"{error.LevelErrorDb,10:0.0}{error.TimeErrorSeconds * 1e6,8:0}" : "";
        return $"  {row.Name,-21} {heard.SeatDb,6:0.0}{heard.OffAxis5CmDb,8:0.0}{heard.OffAxis10CmDb,8:0.0}{heard.WorstSideDb,8:0.0}"
            + $"  {Tone(heard.Ipsilateral),9}{Tone(Centre(heard)),10}{MaxGainDb(heard),7:0.0}{image}";
    }

    /// <summary>rms / largest deviation.</summary>
    public static string Tone(Coloration tone) => $"{tone.DeviationDb:0.0}/{tone.LargestDb:0.0}";
}
