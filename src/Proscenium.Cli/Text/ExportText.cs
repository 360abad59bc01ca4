using Proscenium.Cli.Terminal;
using Proscenium.Engine.Plan;
using Proscenium.Integrations.Export;
using Proscenium.Integrations.Verification;

namespace Proscenium.Cli.Text;

/// <summary>An export in a few lines: what it is, its level and latency, the steps to use it, and what its programs made of it.</summary>
static class ExportText
{
    public static void Print(ExportResult export, Report report)
    {
        MultiRatePlan multiRatePlan = export.MultiRatePlan;
        report.Line($"exported for {export.Format.Programs}: {export.Folder}");
        report.Figure("paths", $"{multiRatePlan.Inputs.Count} inputs ({string.Join(", ", multiRatePlan.Inputs)}) to {multiRatePlan.Drivers.Count} drivers ({string.Join(", ", multiRatePlan.Drivers)})");
        report.Figure("filters", string.Join(", ", multiRatePlan.Plans.GroupBy(plan => plan.Filters.Taps).Select(plans => $"{plans.Key} taps at {string.Join(" and ", plans.Select(plan => plan.SampleRate))} Hz")));
        report.Figure("level", Level(export));
        report.Figure("limiter", export.Format.Limits ? $"{export.Format.Limiter}, at -1 dB of full scale" : "none; by default 6 dB softer than untreated, at which music stays below full scale");
        report.Figure("headroom", Headroom(multiRatePlan.HeadroomDb, multiRatePlan.GainDb));
        report.Figure("latency", Latency(export));
        PrintSteps(export.Steps, report);
    }

    /// <summary>How far input must be turned down, and what a gain leaves of that.</summary>
    public static string Headroom(double headroomDb, double gainDb) =>
        $"{headroomDb:0.00} dB{(gainDb > -headroomDb ? $": the worst input at full scale exceeds full scale by {gainDb + headroomDb:0.00} dB" : "")}";

    /// <summary>What a listener does with the files, numbered.</summary>
    public static void PrintSteps(IReadOnlyList<string> steps, Report report)
    {
        for (int step = 0; step < steps.Count; step++) report.Line($"  {step + 1}. {steps[step]}");
    }

    static string Level(ExportResult export) => export.Format.GainPosition is { } position
        ? $"{export.MultiRatePlan.GainDb:0.00} dB, {position}"
        : $"as designed; the files contain no attenuation: set {DecibelText.RoundedDown(export.MultiRatePlan.GainDb)} dB (rounded down) in front of them";

    /// <summary>One figure: that of the rate at which it is longest.</summary>
    static string Latency(ExportResult export)
    {
        RenderPlan plan = export.MultiRatePlan.Plans.MaxBy(plan => (double)export.LatencySamples(plan) / plan.SampleRate)!;
        int samples = export.LatencySamples(plan), delay = export.Format.ProgramDelaySamples(plan.SampleRate);
        string own = delay > 0 ? $", of which the program adds {delay}" : "";
        return $"{(export.MultiRatePlan.Plans.Count > 1 ? "at most " : "")}{1000.0 * samples / plan.SampleRate:0.0} ms ({samples} samples at {plan.SampleRate} Hz{own})";
    }

    /// <summary>What programs made of it, each as soon as it is known; gives them all.</summary>
    public static IReadOnlyList<VerificationResult> Print(IEnumerable<VerificationResult> verifications, IExportFormat format, Report report)
    {
        List<VerificationResult> printed = [];
        foreach (VerificationResult result in verifications)
        {
            Print(result, first: printed.TrueForAll(before => before.Program != result.Program), report);
            printed.Add(result);
        }
        if (printed.Count == 0) report.Figure("not run", $"{format.Programs}: this command cannot run it; docs/exports describes what was checked instead");
        return printed;
    }

    static void Print(VerificationResult result, bool first, Report report)
    {
        if (first && result.NotVerified is { } notVerified) report.Figure("not run", notVerified);
        if (result.Residual is { } residual)
            report.Figure($"{result.Program} at {result.SampleRate} Hz", $"residual {residual.Decibels:0.0} dB (this engine: {result.EngineDb:0.0} dB){(residual.DelaySamples > 0 ? $"; the program's buffers add {residual.DelaySamples} samples" : "")}");
        if (result.Failed) Report.Complain($"{result.Program} at {result.SampleRate} Hz: {result.Fault}");
        else if (first && result.Fault is { } obstacle) report.Figure("not run", $"{result.Program}: {obstacle}");
    }
}
