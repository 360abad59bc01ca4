using Proscenium.Analysis;
using Proscenium.Cli.Terminal;

namespace Proscenium.Cli.Text.Tracking;

/// <summary>How a plan cancels while the head moves.</summary>
static class MotionText
{
    /// <summary>What the figures are.</summary>
    public const string Caption = "Cancellation of both sides and of the worse side in frames of 0.1 s, dB, 300 Hz to 8 kHz: median over time, and what nine of ten frames exceed.";

    /// <summary>Heads of the columns.</summary>
    public static IReadOnlyList<string> Columns { get; } = ["median", "worse side", "nine of ten", "worse side"];

    /// <summary>A row for each way to follow the head.</summary>
    public static IEnumerable<string[]> Rows(MotionFindings motion) => motion.Runs.Select(run => (string[])[run.Name, Tenths(run.Median.Mean), Tenths(run.Median.Worse), Tenths(run.TenthPercentile.Mean), Tenths(run.TenthPercentile.Worse)]);

    // never -0
    static string Tenths(double value) => $"{Math.Round(value, 1) + 0.0:0.0}";

    static string Side(double metres) => $"{100 * Math.Abs(metres):0.#} cm {(metres < 0 ? "right" : "left")}";

    /// <summary>The tracker, and what is missing.</summary>
    public static string Sentence(MotionFindings motion)
    {
        string tracker = $"The tracker is supposed to tell {motion.Tracker.PosesPerSecond:0.#} poses a second, {1000 * motion.Tracker.DelaySeconds:0} ms late, with {1000 * motion.Tracker.NoiseMetres:0.#} mm of noise{(motion.Tracker.LostShare > 0 ? $", {100 * motion.Tracker.LostShare:0.#} % of them lost" : "")}.";
        string which = motion.Runs.Count > 1 ? tracker : "The plan has no filters for other places: design one with --bank to follow the head.";
        if (motion.ShareBeyond > 0) which += $" {Beyond(motion.ShareBeyond)}";
        return motion.IsCut ? $"{which} The first {MotionFindings.MostSeconds:0} s of the track." : which;
    }

    /// <summary>How much of the time the head is beyond all places.</summary>
    public static string Beyond(double share) => $"For {100 * share:0.#} % of the time the head is beyond the plan's places, and the filters of the nearest one play.";

    /// <summary>The figures as lines of text.</summary>
    public static void Print(MotionFindings motion, string? headFile, Report report)
    {
        report.Line($"a head that moves, at the ears of {headFile ?? "a rigid sphere"}: {Side(motion.LeftMetres.Min())} to {Side(motion.LeftMetres.Max())}");
        report.Line($"  {"followed",-24}{string.Concat(Columns.Select(column => column.PadLeft(13)))}");
        foreach (string[] row in Rows(motion)) report.Line($"  {row[0],-24}{string.Concat(row[1..].Select(cell => cell.PadLeft(13)))}");
        report.Line("  cancellation in frames of 0.1 s, dB, 300 Hz to 8 kHz: median, and what nine of ten frames exceed");
        report.Line($"  {Sentence(motion)}");
    }
}
