using System.Globalization;
using Proscenium.Cli.Terminal;
using Proscenium.Live.Tracking;
using static System.FormattableString;

namespace Proscenium.Cli.Text.Tracking;

/// <summary>What the check of a tracker found, and what is to be typed.</summary>
static class TrackVerdictText
{
    const double MuchMetres = 0.01; // 1 cm costs the worse side 2 dB

    /// <summary>Prints the findings, then the options.</summary>
    /// <param name="verdict">The findings.</param>
    /// <param name="typed">The options with which signs and scale are right.</param>
    /// <param name="report">Where to.</param>
    public static void Print(TrackVerdict verdict, string typed, Report report)
    {
        report.Line();
        if (verdict.IsStill)
        {
            report.Line("position: it did not change, so this tracker sends at most where the head is turned.");
            report.Line("That does not help here: the filters depend on the place of the ears, which 10 cm to the side change");
            report.Line("more than any turn of the head. Use a tracker with positions (6 degrees of freedom); in opentrack,");
            report.Line("see that the curves of X and Z are not flat.");
            return;
        }
        report.Figure("20 cm to the left", Move(verdict, verdict.Moved.Left, verdict.MovedLeft, PoseAxes.Left));
        report.Figure("20 cm nearer", Move(verdict, verdict.Moved.Nearer, verdict.MovedNearer, PoseAxes.Forward));
        report.Figure("back at the seat", Invariant($"{100 * verdict.DriftMetres:0.0} cm away{(verdict.DriftMetres > 2 * MuchMetres ? ": mind how you sat, or the tracker drifts" : "")}"));
        report.Figure("noise while still", Invariant($"{1000 * verdict.NoiseMetres:0.0} mm{(verdict.NoiseMetres > MuchMetres ? ": a lot; more light, or a camera that is nearer, helps" : "")}"));
        report.Line();
        foreach (string sentence in Sentences(verdict)) report.Line(sentence);
        if (verdict.Flat == PoseAxes.None) report.Line($"{(verdict.IsRight ? "use" : "then use")}: {typed}");
    }

    /// <summary>A number with the digits that such a measurement has.</summary>
    public static double TwoDigits(double value) => double.Parse(value.ToString("G2", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    static string Move(TrackVerdict verdict, double metres, PoseAxes moved, PoseAxes wanted)
    {
        if (verdict.Flat == wanted) return "it did not change";
        string size = metres >= 10 ? Invariant($"{metres:0} m") : Invariant($"{100 * metres:0.0#} cm");
        if (moved != wanted) return $"{size} along another coordinate: {Name(moved)}";
        return (verdict.Flipped & moved) != 0 ? $"{size} the other way" : $"{size} that way";
    }

    static IEnumerable<string> Sentences(TrackVerdict verdict)
    {
        if (verdict.IsRight) yield return "Signs and scale are right.";
        if (verdict.Flat != PoseAxes.None)
        {
            string curve = verdict.Flat == PoseAxes.Left ? "X" : "Z";
            yield return $"{char.ToUpperInvariant(Name(verdict.Flat)[0])}{Name(verdict.Flat)[1..]} does not change: in opentrack, the curve of {curve} is flat, or has no input; for osc, it is named wrong or not at all. Make it move, then check again.";
            yield break;
        }
        if (verdict.MovedLeft != PoseAxes.Left || verdict.MovedNearer != PoseAxes.Forward) yield return "Coordinates are exchanged: in opentrack, set 'Output remap' in its options so that X is X and Z is Z; for osc, name them with --track-osc. Then check again.";
        if (verdict.Flipped != PoseAxes.None) yield return $"The sign of {string.Join(" and ", new[] { PoseAxes.Left, PoseAxes.Forward }.Where(axis => (verdict.Flipped & axis) != 0).Select(Name))} is wrong.";
        if (verdict.ScaleFactor != 1) yield return Invariant($"The scale is wrong: positions are {(verdict.ScaleFactor < 1 ? "too large" : "too small")} by a factor of {Factor(Math.Max(verdict.ScaleFactor, 1 / verdict.ScaleFactor))}.");
        if (verdict.IsUneven) yield return "Left and nearer are on different scales: in opentrack, make the curves of X and Z straight with the same slope; then check again.";
    }

    static string Factor(double factor) => factor < 10 ? Invariant($"{factor:0.0}") : Invariant($"{factor:0}");

    static string Name(PoseAxes axis) => axis.ToString().ToLowerInvariant();
}
