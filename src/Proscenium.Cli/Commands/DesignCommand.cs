using System.CommandLine;
using Proscenium.Cli.Arguments;
using Proscenium.Cli.Terminal;
using Proscenium.Cli.Text;
using Proscenium.Cli.Text.Banks;
using Proscenium.Design;
using Proscenium.Files.Projects;
using Proscenium.Heads;
using Proscenium.Plants;

namespace Proscenium.Cli.Commands;

/// <summary><c>proscenium design -o DIR</c>: a plan.</summary>
static class DesignCommand
{
    public static Command Create()
    {
        Option<string> output = new("--output", "-o") { HelpName = "folder", Description = "Folder for the plan; a plan that is there is replaced.", Required = true };
        Option<string?> head = new("--head") { HelpName = "file", Description = "Design for a measured head (a SOFA file), best the listener's own; by default for a rigid sphere." };
        Option<string?> plant = PlantOption.Create("Design for the responses from the device's drivers to the listener's ears that were measured");
        HeadCorrections corrections = new();
        Option<bool> quiet = Options.Quiet();
        DesignOptions design = new(hasBank: true);
        Verb command = new("design", "Design a plan: filters for a device and a listener.\n\nExample: proscenium design -o plan --device laptop --distance 0.5")
        {
            { Heading.Listener, head, corrections.SwapEars, corrections.Turn, corrections.Low, plant },
            { Heading.Output, output, quiet },
        };
        design.AddTo(command);
        DesignRoom room = new();
        room.AddTo(command);
        command.SetAction(parsed =>
        {
            using Interruption interruption = new();
            Report report = new(parsed.GetValue(quiet));
            PlanFile.Require(parsed.GetValue(output)!);
            DesignRequest request = design.Read(parsed, corrections.Open(parsed, parsed.GetValue(head)), PlantOption.Open(parsed.GetValue(plant)));
            PlanFile.Require(parsed.GetValue(output)!, request.Bank is not null);
            return Run(room.Applied(request, parsed, report, interruption.Token), parsed.GetValue(output)!, report, interruption.Token);
        });
        return command;
    }

    static int Run(DesignRequest request, string folder, Report report, CancellationToken cancel)
    {
        if (request.Bank is not null) report.Line(BankText.Ahead(request));
        SpatialDesign design = LongRun.Of("designing", report.IsQuiet, (progress, ended) => SpatialDesigner.DesignUnlessCancelled(request, ended, request.Bank is null ? null : progress), cancel);
        cancel.ThrowIfCancellationRequested();
        PlanFile.Write(design, folder);
        report.Line($"plan: {folder}");
        Describe(design, report);
        report.Line($"  next: proscenium render SONG feeds.wav --plan {ShellWord.Of(folder)}   (with --monitor: what you would hear, for headphones)");
        if (report.IsQuiet)
            foreach (string warning in design.Warnings) Report.Warn(warning);
        return 0;
    }

    /// <summary>What a design is, in a few lines.</summary>
    public static void Describe(SpatialDesign design, Report report)
    {
        DesignRequest request = design.Request;
        report.Figure("device", $"{request.Device.Name}, {request.Device.Drivers.Count} drivers, {request.Distance:0.##} m from the listener");
        report.Figure("target, limits", $"{request.Target.Description}{(request.AngleDegrees is null ? "" : $", {CrosstalkCanceller.VirtualPairDb:0} dB more for virtual loudspeakers")}; gain limit {request.GainLimit.Description}, boost limit {request.BoostLimitDb:0.#} dB, room budget {request.Budget.Description}");
        report.Figure("tone and balance for", request.Tone.Description);
        if (request.SparedDirections.Count > 0) report.Figure("spared directions", $"{request.SparedDirections.Count}, of the room it was designed for: their reflections pull the sides away from their places");
        if (request.Head is MeasuredListener { Origin: { } measured }) report.Figure("responses at the ears", measured.Path);
        report.Figure("design head", request.Head.Model is MeasuredHead { Origin: { } origin } ? origin.Path + origin.Corrections : "rigid sphere");
        if (request.Head.Model is MeasuredHead head) report.Figure($"  between its {head.DirectionCount} directions", AnalysisText.Between(head));
        report.Figure("target evaluated at", request.Poses.Count == 1 ? "the seat" : $"contralateral ear: {(request.Poses.All(pose => pose.Weight == request.Poses[0].Weight) ? "" : "weighted ")}mean power over {request.Poses.Count} head poses; ipsilateral ear: the seat");
        if (request.DriverUncertainty > 0) report.Figure("driver tolerance", $"{request.ToleranceDb:0.##} dB, {request.ToleranceDegrees:0.##} degrees");
        if (!request.Layout.IsStereo) report.Figure("layout", $"{request.Layout.Name}: {string.Join(", ", design.Plan.Channels)}");
        report.Figure("image", PerceivedDirectionsText.Image(request));
        report.Figure("filters", $"{design.Plan.Filters.Inputs} inputs x {design.Plan.Filters.Outputs} drivers, {design.Plan.Filters.Taps} taps at {design.Plan.SampleRate} Hz{(request.Form == FilterForm.Rtf ? ", left and right relative to their reference drivers" : "")}");
        if (design.Plan.Bank is { } bank) BankText.Describe(bank, design.BankCheck, report);
        report.Figure("latency", Latency(design));
        report.Figure("level", $"as loud as the untreated device at {Level.Of(design.Plan.PlaybackGainDb)} dB; headroom {design.Plan.HeadroomDb:0.0} dB (--headroom safe)");
        foreach (string warning in design.Warnings) report.Line($"  note: {warning}");
    }

    public static string Latency(SpatialDesign design) =>
        $"{design.Plan.PlaybackLatencySamples} samples = {1000.0 * design.Plan.PlaybackLatencySamples / design.Plan.SampleRate:0.0} ms "
        + $"(upmix {design.Plan.UpmixLatencySamples}, filters {design.Plan.FilterLatencySamples}, limiter {design.Plan.PlaybackLatencySamples - design.Plan.LatencySamples})";
}
