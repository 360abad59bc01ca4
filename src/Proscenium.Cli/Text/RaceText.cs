using Proscenium.Cli.Terminal;
using Proscenium.Integrations.Race;

namespace Proscenium.Cli.Text;

/// <summary>The settings of a recursive canceller in a few lines: what they are, and what the plan does that they do not.</summary>
static class RaceText
{
    public static void Print(IRaceFormat format, RaceExport export, string place, Report report)
    {
        RaceFit fit = export.Fit;
        report.Line($"settings for {format.Programs}: {place}");
        report.Figure("delay, attenuation", $"{1e6 * fit.DelaySeconds:0.#} us, {fit.AttenuationDb:0.0} dB, from {fit.LowHz:0} to {fit.HighHz:0} Hz");
        report.Figure("cancellation of excess crosstalk", Figures(fit, figures => figures.CancellationDb));
        report.Figure("fitting loss", $"{fit.GapDb:0.0} dB; mean from 300 Hz to 8 kHz, each frequency counted up to the plan's target");
        report.Figure("  5 cm to the side", Figures(fit, figures => figures.OffAxis5CmDb));
        report.Figure("separation, not capped at the target", Figures(fit, figures => figures.SeparationDb));
        report.Figure("tone at the ipsilateral ear", $"{fit.IpsilateralEar.DeviationDb:0.0} dB rms, {fit.IpsilateralEar.LargestDb:0.0} dB maximum, relative to the two drivers without processing");
        report.Figure("level", $"{fit.GainDb:0.0} dB, {format.GainPosition}");
        report.Figure("headroom", ExportText.Headroom(fit.HeadroomDb, fit.GainDb));
        int delay = format.ProgramDelaySamples(fit.Plan.SampleRate);
        report.Figure("latency", $"{1000.0 * delay / fit.Plan.SampleRate:0.0} ms ({delay} samples at {fit.Plan.SampleRate} Hz{(delay > 0 ? ", all of it from the program" : "")})");
        ExportText.PrintSteps(export.Steps, report);
        foreach (string note in fit.Notes) report.Line($"  note: {note}.");
    }

    static string Figures(RaceFit fit, Func<AimFigures, double> of) => $"{of(fit.Race):0.0} dB (plan {of(fit.Designed):0.0}, the two drivers without processing {of(fit.Untreated):0.0})";
}
