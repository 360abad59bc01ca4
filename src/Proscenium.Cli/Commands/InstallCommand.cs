using System.CommandLine;
using Proscenium.Cli.Arguments;
using Proscenium.Cli.Terminal;
using Proscenium.Cli.Text;
using Proscenium.Design;
using Proscenium.Files.Projects;
using Proscenium.Integrations.Installation;

namespace Proscenium.Cli.Commands;

/// <summary><c>proscenium install --pipewire</c>: everything that plays goes through a plan.</summary>
static class InstallCommand
{
    public static Command Create()
    {
        Option<bool> pipewire = PipeWire("Install for PipeWire, the sound server of Linux desktops."), quiet = Options.Quiet();
        Option<string> plan = new("--plan") { HelpName = "folder", Description = "Plan folder, as written by 'proscenium design'.", Required = true };
        Option<string?> plugin = new("--plugin") { HelpName = "file", Description = $"LADSPA plug-in {LadspaSearch.FileName}, which includes the upmix; by default it is searched for in LADSPA_PATH and the usual folders." };
        Option<bool> convolvers = new("--convolvers") { Description = "Use PipeWire's own convolvers: left and right only, without the upmix, at all usual sample rates." };
        Option<string?> target = new("--target") { HelpName = "sink", Description = "Sink to whose channels the drivers are connected, by its name in 'pw-link -i'; by default the default sink." };
        Option<double?> gain = Options.Gain("Gain in dB; by default as loud as the untreated device with the plug-in, which limits, and 6 dB softer with PipeWire's convolvers, so that music stays below full scale.");
        Option<bool> replace = new("--replace") { Description = "Move aside a plan or filter chain that is in the way and was not written by this command." };
        Option<bool> print = new("--print") { Description = "Print what would be written, without writing it." };
        Verb command = new("install", "Process everything that plays on this machine with a plan, for this user.\n\nExample: proscenium install --pipewire --plan plan")
        {
            { Heading.Server, pipewire, target, plugin, convolvers },
            { Heading.Plan, plan },
            { Heading.Level, gain },
            { Heading.Output, replace, print, quiet },
        };
        RequireServer(command, pipewire);
        command.Validators.Add(result =>
        {
            if (result.GetValue(convolvers) && result.GetValue(plugin) is not null) result.AddError("--convolvers and --plugin cannot be combined: leave one of them out.");
        });
        command.SetAction(parsed =>
        {
            PipeWireSettings settings = new() { Plan = parsed.GetValue(plan)!, Plugin = parsed.GetValue(plugin), Target = parsed.GetValue(target), GainDb = parsed.GetValue(gain) };
            return Run(settings, parsed.GetValue(convolvers), parsed.GetValue(replace), parsed.GetValue(print), parsed.GetValue(quiet));
        });
        return command;
    }

    /// <summary>The option that says which sound server is meant.</summary>
    public static Option<bool> PipeWire(string description) => new("--pipewire") { Description = description, Required = true };

    /// <summary>A switch is never missing to the parser, required or not.</summary>
    public static void RequireServer(Command command, Option<bool> pipewire) => command.Validators.Add(result =>
    {
        if (!result.GetValue(pipewire)) result.AddError("--pipewire is missing: add it, since PipeWire is the only sound server that this is for.");
    });

    const double LipSyncSeconds = 0.045; // ITU-R BT.1359: later sound is noticed

    static int Run(PipeWireSettings settings, bool convolvers, bool replace, bool print, bool quiet)
    {
        PipeWirePaths paths = new(UserFolders.Of(Environment.GetEnvironmentVariable));
        SpatialDesign design = PlanFile.Read(settings.Plan);
        string? found = convolvers || settings.Plugin is not null ? null : LadspaSearch.Find(Environment.GetEnvironmentVariable, AppContext.BaseDirectory);
        string? refusal = found is null ? null : PipeWireDraft.PluginRefusal(design)?.Sentence;
        if (refusal is null) settings = settings with { Plugin = settings.Plugin ?? found };
        string through = settings.Plugin is { } plugin ? $"the plug-in {plugin}"
            : $"PipeWire's convolvers ({(convolvers ? "--convolvers" : refusal ?? $"no plug-in {LadspaSearch.FileName} was found in LADSPA_PATH, ~/.ladspa or /usr/lib/ladspa")})";
        Report report = new(quiet);
        PipeWireDraft draft = Draft(design, settings, paths, quiet);
        if (settings.Plugin is null && design.Plan.Upmix is not null) Report.Warn("the convolvers leave out the upmix of this plan: the centre passes through the canceller like everything else.");
        if (draft.LatencySeconds > LipSyncSeconds && design.Plan.Upmix is not null && settings.Plugin is not null)
            Report.Warn($"the sound of every video comes {1000 * draft.LatencySeconds:0} ms late, which is seen unless the player allows for it: design the plan with --upmix video (21 ms) for a desktop.");
        Report.Warn(draft.Note is { } note ? Cures.Sentence(note) : null);
        Report.Warn(PipeWireSinks.Now()?.Warning(settings.Target, draft.Drivers));
        if (print) return Print(draft, through);
        InstallOutcome outcome = new PipeWireInstallation(paths).Install(draft, replace);
        foreach (string backup in outcome.Backups) Report.Warn($"the files that were in the way are now in {backup}.");
        foreach (string left in outcome.Left) Report.Warn($"{left}: belongs to the previous installation and has been changed since: it was kept.");
        Print(draft, outcome, settings.Target, paths, through, report);
        return 0;
    }

    static PipeWireDraft Draft(SpatialDesign design, PipeWireSettings settings, PipeWirePaths paths, bool quiet)
    {
        using ProgressLine progress = new("designing", PipeWireDraft.RatesOf(design), quiet);
        using Interruption interruption = new();
        return PipeWireDraft.Of(design, settings, paths, done => progress.Report(done), interruption.Token);
    }

    static int Print(PipeWireDraft draft, string through)
    {
        Console.Out.WriteLine($"# would process the sound with {through}, and write:");
        foreach (string path in draft.Paths) Console.Out.WriteLine($"#   {PrintableText.Of(path)}");
        Console.Out.WriteLine("# the last of these files would contain:");
        Console.Out.Write(draft.Chain);
        return 0;
    }

    static void Print(PipeWireDraft draft, InstallOutcome outcome, string? target, PipeWirePaths paths, string through, Report report)
    {
        report.Line($"{(outcome.Replaced ? "installed in place of the previous installation" : "installed")}: {paths.Chain}");
        report.Figure("processed by", through);
        report.Figure("drivers", $"{draft.Drivers.Count} ({string.Join(", ", draft.Drivers)})");
        report.Figure("device", target is null ? $"the default output, whichever that is ({draft.Drivers.Count} channels are needed): --target pins the drivers to one device" : $"{target}, and silence while it is away");
        report.Figure("sample rates", $"{string.Join(", ", draft.Rates)} Hz");
        report.Figure("gain", $"{draft.GainDb:0.0} dB");
        report.Figure("headroom", ExportText.Headroom(draft.HeadroomDb, draft.GainDb));
        report.Figure("latency", $"{(draft.Rates.Count > 1 ? "at most " : "")}{1000 * draft.LatencySeconds:0.0} ms, plus one quantum of PipeWire");
        ExportText.PrintSteps(
        [
            "Restart PipeWire: systemctl --user restart pipewire",
            $"Choose '{draft.Title}' as the output in the sound settings, or by its number in 'wpctl status': wpctl set-default NUMBER",
            "Play something. To undo the installation: proscenium uninstall --pipewire",
        ], report);
    }
}
