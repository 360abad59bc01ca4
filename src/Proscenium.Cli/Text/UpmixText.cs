using Proscenium.Judging.Upmix;

namespace Proscenium.Cli.Text;

/// <summary>What an upmix did, in words.</summary>
static class UpmixText
{
    /// <summary>Below this SI-SDR the extracted centre has next to nothing of the true one.</summary>
    const double UnrelatedDb = -20;

    /// <summary>The figures, one a line.</summary>
    public static void Print(UpmixFigures figures, Report report)
    {
        report.Figure("centre's power against (L+R)/2", Figure(figures.CentreShareDb, "dB", "none of it"));
        report.Figure("centre's likeness to left - right", Figure(figures.SideCorrelation, "correlation"));
        report.Figure("left or right + centre - input", Figure(figures.ReconstructionErrorDb, "dB", "exactly nothing"));
        if (figures.Against is not { } against) return;
        report.Figure("centre against the true one", Figure(against.DistortionDb, "dB SI-SDR", "nothing in common", "the same"));
        report.Figure("the rest in it is quieter by", Figure(against.InterferenceDb, "dB SIR", highest: "nothing of the rest"));
        report.Figure("the centre itself is intact to", Figure(against.ArtefactsDb, "dB SAR", "nothing in common", "the same"));
        report.Figure("musical noise of the rest", Figure(against.MusicalNoise, "(log kurtosis ratio; 0: none)"));
    }

    /// <summary>Says what is odd about a mix and its true centre.</summary>
    public static void Warn(UpmixFigures figures, string mix, string? centre)
    {
        if (figures.SilencedSamples > 0) Report.Warn($"{mix}: {figures.SilencedSamples} samples were no numbers or beyond all levels and were taken for silence{(centre is null ? "" : $", those of {centre} among them")}.");
        if (figures.Against is not { } against) return;
        if (against.Frames < figures.Frames) Report.Warn($"{centre}: ends after {against.Frames} of the {figures.Frames} frames of {mix}: compared up to there.");
        if (figures.CentreRunsOn) Report.Warn($"{centre}: is longer than {mix}: compared up to the end of the mix.");
        if (against.DistortionDb < UnrelatedDb) Report.Warn($"{centre}: next to nothing of it is in the centre of {mix}: is it the centre of this mix, and does it begin at the same sample?");
    }

    /// <summary>A value and its unit, or what its absence means.</summary>
    static string Figure(double value, string unit, string lowest = "", string highest = "") => value switch
    {
        double.NaN => "none: silence",
        double.NegativeInfinity => lowest,
        double.PositiveInfinity => highest,
        _ => $"{value:0.00} {unit}",
    };
}
