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
        report.Figure("20 cm to the left", Move(verdict.Moved.Left, verdict.MovedLeft, PoseAxes.Left, verdict.Flipped));
        report.Figure("20 cm nearer", Move(verdict.Moved.Nearer, verdict.MovedNearer, PoseAxes.Forward, verdict.Flipped));
        report.Figure("back at the seat", Invariant($"{100 * verdict.DriftMetres:0.0} cm away{(verdict.DriftMetres > 2 * MuchMetres ? ": mind how you sat, or the tracker drifts" : "")}"));
        report.Figure("noise while still", Invariant($"{1000 * verdict.NoiseMetres:0.0} mm{(verdict.NoiseMetres > MuchMetres ? ": a lot; more light, or a camera that is nearer, helps" : "")}"));
        report.Line();
        foreach (string sentence in Sentences(verdict)) report.Line(sentence);
        report.Line($"{(verdict.IsRight ? "use" : "then use")}: {typed}");
    }

    /// <summary>A number with the digits that such a measurement has.</summary>
    public static double TwoDigits(double value) => double.Parse(value.ToString("G2", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    static string Move(double metres, PoseAxes moved, PoseAxes wanted, PoseAxes flipped)
    {
        string size = Invariant($"{100 * metres:0.0} cm");
        if (moved != wanted) return $"{size} along another coordinate: {Name(moved)}";
        return (flipped & moved) != 0 ? $"{size} the other way" : $"{size} that way";
    }

    static IEnumerable<string> Sentences(TrackVerdict verdict)
    {
        if (verdict.IsRight) yield return "Signs and scale are right.";
        if (verdict.MovedLeft != PoseAxes.Left || verdict.MovedNearer != PoseAxes.Forward) yield return "Coordinates are exchanged: in opentrack, set 'Output remap' in its options so that X is X and Z is Z; for osc, name them with --track-osc. Then check again.";
        if (verdict.Flipped != PoseAxes.None) yield return $"The sign of {string.Join(" and ", new[] { PoseAxes.Left, PoseAxes.Forward }.Where(axis => (verdict.Flipped & axis) != 0).Select(Name))} is wrong.";
        if (verdict.ScaleFactor != 1) yield return Invariant($"The scale is wrong: positions are {(verdict.ScaleFactor < 1 ? "too large" : "too small")} by a factor of {Math.Max(verdict.ScaleFactor, 1 / verdict.ScaleFactor):0.0}.");
        if (verdict.IsUneven) yield return "Left and nearer are on different scales: in opentrack, make the curves of X and Z straight with the same slope; then check again.";
    }

    static string Name(PoseAxes axis) => axis.ToString().ToLowerInvariant();
}
