using Proscenium.Analysis;
using Proscenium.Cli.Terminal;
using Proscenium.Judging.FreeField;

namespace Proscenium.Cli.Text;

/// <summary>The design, the untreated device and the baselines: one row each, the same figures.</summary>
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
        new("untreated", analysis.Untreated, ToneText.Untreated),
        new("this plan", analysis.Heard, analysis.IsCancellerAlone ? "the canceller" : PerceivedDirectionsText.Image(analysis.Design.Request)),
        .. analysis.IsCancellerAlone ? (Row[])[] : [new("  its canceller alone", analysis.CancellerHeard, "the same settings with --angle none")],
        .. analysis.Baselines.Select(baseline => new Row(baseline.Name, baseline.Heard, baseline.Description)),
    ];

    /// <summary>Tone of a signal common to both channels: through the centre if there is one.</summary>
    public static Coloration Centre(FreeFieldAnalysis heard) => heard.Centre ?? heard.PhantomCentre;

    /// <summary>Largest gain of a single driver for left or right, in dB.</summary>
    public static double MaxGainDb(FreeFieldAnalysis heard) => Math.Max(heard.MaxGain[0].Decibels, heard.MaxGain[1].Decibels);

    /// <summary>The table as lines of text.</summary>
    public static void Print(PlanAnalysis analysis, Report report)
    {
        bool image = !analysis.IsCancellerAlone;
        report.Line($"  {"",-21} {"separation, dB",-31}{"tone, dB",-21}{"gain",5}{(image ? $"   image at {analysis.Design.Request.AngleDegrees:0.#} deg, error" : "")}");
        report.Line($"  {"",-21} {"seat",6}{"5 cm",8}{"10 cm",8}{"worst",8}  {"one side",9}{"centre",10}{"dB",7}{(image ? $"{"dB",10}{"us",8}" : "")}");
        foreach (Row row in Rows(analysis)) report.Line(Text(row));
        if (analysis.RealLoudspeakerSeparationDb is { } real) report.Line($"  {"real loudspeakers",-21} {real,6:0.0}{"",46}{"",7}{0,10:0.0}{0,8:0}");
        report.Line("  worst: the worse channel in the worst of nine poses; tone: rms/largest third-octave deviation of the direct sound, 200 Hz to");
        report.Line($"  12.5 kHz, of one channel at its own ear from {ToneText.OneSide(analysis.Design.Request)}, and of {(analysis.HasCentreChannel ? "the centre channel (baselines: a signal common to both channels)" : "a signal common to both channels")}");
        report.Line($"  from {(analysis.IsCancellerAlone ? "the same" : ToneText.InFront)}; gain: largest of a driver");
        report.Line($"  untreated: {ToneText.Untreated}");
    }

    static string Text(Row row)
    {
        FreeFieldAnalysis heard = row.Heard;
        string image = heard.Image is { } error ? $"{error.LevelErrorDb,10:0.0}{error.TimeErrorSeconds * 1e6,8:0}" : "";
        return $"  {row.Name,-21} {heard.SeatSeparationDb,6:0.0}{heard.OffAxis5CmSeparationDb,8:0.0}{heard.OffAxis10CmSeparationDb,8:0.0}{heard.WorstSideSeparationDb,8:0.0}"
            + $"  {Tone(heard.Ipsilateral),9}{Tone(Centre(heard)),10}{MaxGainDb(heard),7:0.0}{image}";
    }

    /// <summary>rms / largest deviation.</summary>
    public static string Tone(Coloration tone) => $"{tone.DeviationDb:0.0}/{tone.LargestDb:0.0}";
}
