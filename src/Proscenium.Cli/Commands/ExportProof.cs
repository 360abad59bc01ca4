using Proscenium.Cli.Output;
using Proscenium.Engine.Plan;
using Proscenium.Export;
using Proscenium.Verification;

namespace Proscenium.Cli.Commands;

/// <summary>Exported files in the programs they are for.</summary>
static class ExportProof
{
    /// <summary>Runs what can be run and prints the residuals; gives the number of runs that failed.</summary>
    public static int Print(IExportFormat format, PlanFamily family, string place, Report report)
    {
        IProgramRun[] programs = [.. ExportVerification.Programs.Where(program => program.Format == format.Name)];
        if (programs.Length == 0) report.Line($"  verified: no. {format.Programs} cannot be run by this command; compare by ear or by a measurement.");
        int failures = 0;
        foreach (IProgramRun program in programs)
        {
            if (program.Obstacle is { } obstacle)
            {
                report.Line($"  verified in {program.Program}: no. {obstacle}.");
                continue;
            }
            foreach (RenderPlan plan in family.Plans) failures += Print(program, family, plan, place, report);
        }
        return failures;
    }

    static int Print(IProgramRun program, PlanFamily family, RenderPlan plan, string place, Report report)
    {
        try
        {
            ProvenExport proven = ExportVerification.Verify(program, family, plan, place);
            report.Figure($"{program.Program} at {plan.SampleRate} Hz", $"residual {proven.Program.Decibels:0.0} dB (this project's engine {proven.EngineDb:0.0} dB){(proven.Program.DelaySamples > 0 ? $", {proven.Program.DelaySamples} samples later" : "")}");
            return 0;
        }
        catch (ProgramException e)
        {
            Report.Complain($"{program.Program} at {plan.SampleRate} Hz: {e.Message}");
            return 1;
        }
    }
}
