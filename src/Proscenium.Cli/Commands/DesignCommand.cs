using System.CommandLine;
using Proscenium.Cli.Output;
using Proscenium.Design;
using Proscenium.Storage;

namespace Proscenium.Cli.Commands;

/// <summary><c>proscenium design -o DIR</c>: a plan.</summary>
static class DesignCommand
{
    public static Command Create()
    {
        Option<string> output = new("--output", "-o") { Description = "Folder for the plan.", Required = true };
        Option<bool> quiet = Options.Quiet();
        DesignOptions design = new();
        Command command = new("design", "Design a plan: filters for a device and a listener.\n\nExample: proscenium design -o plan --device laptop --distance 0.5") { output, quiet };
        design.AddTo(command);
        command.SetAction(parsed => Run(design.Read(parsed), parsed.GetValue(output)!, new Report(parsed.GetValue(quiet))));
        return command;
    }

    static int Run(DesignRequest request, string folder, Report report)
    {
        SpatialDesign design = SpatialDesigner.Design(request);
        PlanFile.Write(design, folder);
        report.Line($"plan: {folder}");
        Describe(design, report);
        return 0;
    }

    /// <summary>What a design is, in a few lines.</summary>
    public static void Describe(SpatialDesign design, Report report)
    {
        DesignRequest request = design.Request;
        report.Figure("device", $"{request.Device.Name}, {request.Device.Drivers.Count} drivers, {request.Distance:0.##} m away");
        report.Figure("target, gain limit", $"{request.Target.Description}, {request.GainLimit.Description}");
        report.Figure("image", request.AngleDegrees is { } angle ? $"virtual loudspeakers at +-{angle:0.#} degrees, centre beamed forward" : "canceller alone");
        report.Figure("filters", $"{design.Plan.Filters.Inputs} x {design.Plan.Filters.Outputs} of {design.Plan.Filters.Taps} taps at {design.Plan.SampleRate} Hz");
        report.Figure("latency", Latency(design));
        report.Figure("headroom", $"{design.Plan.HeadroomDb:0.0} dB");
        foreach (string warning in design.Warnings) report.Line($"  note: {warning}");
    }

    public static string Latency(SpatialDesign design) =>
        $"{design.Plan.LatencySamples} samples = {1000.0 * design.Plan.LatencySamples / design.Plan.SampleRate:0.0} ms "
        + $"(upmix {design.Plan.UpmixLatencySamples}, filters {design.Plan.FilterLatencySamples})";
}
