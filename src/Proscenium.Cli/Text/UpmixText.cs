using Proscenium.Cli.Terminal;
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
        report.Figure("centre power relative to (L+R)/2", Figure(figures.CentreShareDb, "dB", "no centre"));
        report.Figure("correlation of the centre with left - right", Figure(figures.SideCorrelation, "(0: none)"));
        report.Figure("reconstruction error", Figure(figures.ReconstructionErrorDb, "dB, relative to the input", "none"));
        if (figures.Against is not { } against) return;
        report.Figure("similarity to the true centre", Figure(against.DistortionDb, "dB SI-SDR", "nothing in common", "identical"));
        report.Figure("true centre over interference", Figure(against.InterferenceDb, "dB SIR", highest: "no interference"));
        report.Figure("true centre over artefacts", Figure(against.ArtefactsDb, "dB SAR", "nothing in common", "no artefacts"));
        report.Figure("musical noise of the interference", Figure(against.MusicalNoise, "(log kurtosis ratio; 0: none)"));
    }

    /// <summary>Says what is odd about a mix and its true centre.</summary>
    public static void Warn(UpmixFigures figures, string mix, string? centre)
    {
        if (figures.Against is not { } against) return;
        if (against.Frames < figures.Frames) Report.Warn($"{centre}: ends after {against.Frames} of the {figures.Frames} frames of {mix}: compared up to there.");
        if (figures.CentreRunsOn) Report.Warn($"{centre}: is longer than {mix}: compared up to the end of the mix.");
        if (against.DistortionDb < UnrelatedDb) Report.Warn($"{centre}: the extracted centre of {mix} contains almost nothing of it: is it the centre of this mix, and does it begin at the same sample?");
    }

    /// <summary>A value and its unit, or what its absence means.</summary>
    static string Figure(double value, string unit, string lowest = "", string highest = "") => value switch
    {
        double.NaN => "none: silence",
        double.NegativeInfinity => lowest,
        double.PositiveInfinity => highest,
        _ => $"{value:0.00;-0.00;0.00} {unit}",
    };
}
