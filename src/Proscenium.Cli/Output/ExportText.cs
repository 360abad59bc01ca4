using Proscenium.Engine.Plan;
using Proscenium.Export;
using Proscenium.Verification;

namespace Proscenium.Cli.Output;

/// <summary>An export in a few lines: what it is, its level and latency, the steps to use it, and what its programs made of it.</summary>
static class ExportText
{
    public static void Print(Exported export, Report report)
    {
        PlanFamily family = export.Family;
        report.Line($"exported for {export.Format.Programs}: {export.Place}");
        report.Figure("paths", $"{family.Inputs.Count} inputs ({string.Join(", ", family.Inputs)}) to {family.Drivers.Count} drivers ({string.Join(", ", family.Drivers)})");
        report.Figure("filters", string.Join(", ", family.Plans.GroupBy(plan => plan.Filters.Taps).Select(plans => $"{plans.Key} taps at {string.Join(" and ", plans.Select(plan => plan.SampleRate))} Hz")));
        report.Figure("level", Level(export));
        report.Figure("headroom", $"{family.HeadroomDb:0.0} dB{(family.GainDb > -family.HeadroomDb ? $": full-scale input may exceed full scale by {family.GainDb + family.HeadroomDb:0.0} dB" : "")}");
        report.Figure("latency", Latency(export));
        for (int step = 0; step < export.Steps.Count; step++) report.Line($"  {step + 1}. {export.Steps[step]}");
        Print(export.Proofs, export.Format, report);
    }

    static string Level(Exported export) => export.Format.GainPlace is { } place
        ? $"{export.Family.GainDb:0.0} dB, {place}"
        : $"as designed; nothing in the files turns it down: set {export.Family.GainDb:0.0} dB before them";

    /// <summary>One figure: that of the rate at which it is longest.</summary>
    static string Latency(Exported export)
    {
        RenderPlan plan = export.Family.Plans.MaxBy(plan => (double)export.LatencySamples(plan) / plan.SampleRate)!;
        int samples = export.LatencySamples(plan);
        string own = export.Format.ProgramDelaySamples > 0 ? $", the program's own {export.Format.ProgramDelaySamples} included" : "";
        return $"{(export.Family.Plans.Count > 1 ? "at most " : "")}{1000.0 * samples / plan.SampleRate:0.0} ms ({samples} samples at {plan.SampleRate} Hz{own})";
    }

    static void Print(IReadOnlyList<ProgramProof>? proofs, IExportFormat format, Report report)
    {
        if (proofs is null) return;
        if (proofs.Count == 0) report.Figure("not run", $"this command cannot run {format.Programs}");
        foreach (ProgramProof proof in proofs.Where(proof => proof.Fault is null))
            report.Figure($"{proof.Program} at {proof.SampleRate} Hz", $"residual {proof.Residual!.Value.Decibels:0.0} dB, this engine's {proof.EngineDb:0.0} dB{(proof.Residual.Value.DelaySamples > 0 ? $"; its buffers add {proof.Residual.Value.DelaySamples} samples" : "")}");
        foreach (IGrouping<string, ProgramProof> program in proofs.Where(proof => proof.Fault is not null && !proof.Failed).GroupBy(proof => proof.Program))
            report.Figure("not run", $"{program.Key}: {program.First().Fault}");
        foreach (ProgramProof proof in proofs.Where(proof => proof.Failed)) Report.Complain($"{proof.Program} at {proof.SampleRate} Hz: {proof.Fault}");
    }
}
