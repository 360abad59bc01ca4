using Proscenium.Analysis;
using Proscenium.Cli.Terminal;
using Proscenium.Judging.FreeField;
using Proscenium.Judging.Rooms;

namespace Proscenium.Cli.Text;

/// <summary>Figures of one kind in a measured room: for the plan and untreated, each with its prediction where there is one, and what the plan changes.</summary>
/// <param name="Title">What the figures are.</param>
/// <param name="Columns">A name for each.</param>
/// <param name="Rows">A name and the figures; those of a prediction are indented.</param>
sealed record MeasuredRoomTable(string Title, IReadOnlyList<string> Columns, IReadOnlyList<(string Name, IReadOnlyList<double> Values)> Rows)
{
    const int NameWidth = 40, CellWidth = 8;

    /// <summary>What a file cannot tell.</summary>
    public const string NotJudged = "Not known from measured responses: perceived directions, other seats (the listening area), a real pair in the virtual directions.";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<MeasuredRoomTable> All(MeasuredRoomFindings findings)
    {
        string[] octaves = [.. FreeFieldAnalysis.RoomBands.Select(band => RoomText.Hertz(band.Centre))];
        return
        [
            Treatments("separation, dB; mono over one side, LU", ["direct", "5 ms", "10 ms", "all", "mono"], findings,
                figures => [figures.Separation.DirectDb, figures.Separation.FiveMillisecondsDb, figures.Separation.TenMillisecondsDb, figures.Separation.AllDb, figures.Balance.MiddleLu]),
            Treatments("DRR of left, dB; octave, Hz", octaves, findings, figures => figures.LeftDirectDb),
            Treatments("DRR of centre, dB", octaves, findings, figures => figures.CentreDirectDb),
            new("T20 of the responses, s", octaves, findings.Predicted is { } predicted ? [("measured", findings.Measured.DecaySeconds), ("predicted", predicted.DecaySeconds)] : [("measured", findings.Measured.DecaySeconds)]),
        ];
    }

    /// <summary>A figure of this table: levels to a tenth, times to a hundredth, a dash where there is none.</summary>
    public string Number(double value) => !double.IsFinite(value) ? "-" : Title.EndsWith(", s", StringComparison.Ordinal) ? $"{value:0.00}" : $"{value:0.0;-0.0;0.0}";

    /// <summary>Where the responses come from, in a few words.</summary>
    public static string Lead(MeasuredRoomFindings findings) =>
        $"{Path.GetFileName(findings.Room.Name)}, as measured: {findings.Room.Sources} sources to 2 receivers, {findings.Room.Seconds:0.00} s; direct sound: the first 2.5 ms of each source{(findings.Like is { } like ? $"; predicted: {like.Name}" : "")}";

    /// <summary>How the plan sounds against the untreated device there.</summary>
    public static string Tone(MeasuredRoomFindings findings, Func<MeasuredRoomComparison, Coloration> tone) =>
        Said(tone(findings.Measured)) + (findings.Predicted is { } predicted ? $" (predicted {Said(tone(predicted))})" : "");

    /// <summary>Prints all of them, and the tone.</summary>
    public static void Print(MeasuredRoomFindings findings, Report report)
    {
        report.Line($"in {Lead(findings)}");
        foreach (MeasuredRoomTable table in All(findings))
        {
            report.Line($"  {table.Title}".PadRight(NameWidth) + Cells(table.Columns));
            foreach ((string name, IReadOnlyList<double> values) in table.Rows) report.Line($"    {name}".PadRight(NameWidth) + Cells(values.Select(table.Number)));
        }
        report.Line("  tone with the room, this plan relative to untreated, third octaves from 200 Hz to 12.5 kHz");
        report.Figure("  left, both receivers", Tone(findings, comparison => comparison.LeftTone));
        report.Figure("  centre, both receivers", Tone(findings, comparison => comparison.CentreTone));
        report.Line($"  {NotJudged}");
    }

    static string Cells(IEnumerable<string> cells) => string.Concat(cells.Select(cell => cell.PadLeft(CellWidth)));

    static MeasuredRoomTable Treatments(string title, IReadOnlyList<string> columns, MeasuredRoomFindings findings, Func<MeasuredRoomFigures, IReadOnlyList<double>> values)
    {
        (IReadOnlyList<double> plan, IReadOnlyList<double> untreated) = (values(findings.Measured.Plan), values(findings.Measured.Untreated));
        if (findings.Predicted is not { } predicted) return new(title, columns, [("this plan", plan), ("untreated", untreated), ("change", Less(plan, untreated))]);
        (IReadOnlyList<double> planThere, IReadOnlyList<double> untreatedThere) = (values(predicted.Plan), values(predicted.Untreated));
        return new(title, columns,
        [
            ("this plan", plan), ("  predicted", planThere), ("  difference", Less(plan, planThere)),
            ("untreated", untreated), ("  predicted", untreatedThere), ("  difference", Less(untreated, untreatedThere)),
            ("change by this plan", Less(plan, untreated)), ("  predicted", Less(planThere, untreatedThere)),
        ]);
    }

    static double[] Less(IReadOnlyList<double> a, IReadOnlyList<double> b) => [.. a.Zip(b, (x, y) => x - y)];

    static string Said(Coloration tone) => $"{tone.DeviationDb:0.0} dB rms, {tone.LargestDb:0.0} dB maximum";
}
