using System.CommandLine;
using System.Globalization;
using Proscenium.Cli.Arguments;
using Proscenium.Cli.Json;
using Proscenium.Cli.Terminal;
using Proscenium.Cli.Text;
using Proscenium.Design;
using Proscenium.Files;
using Proscenium.Files.Projects;
using Proscenium.Integrations.Export;
using Proscenium.Integrations.Export.Formats;
using Proscenium.Integrations.Race;

namespace Proscenium.Cli.Commands;

/// <summary><c>proscenium export --plan DIR --format F -o OUT</c>: a plan for another convolver.</summary>
static class ExportCommand
{
    const string AllFormats = "all", AllRates = "all", Race = "race", RaceSuffix = "-race";

    static readonly string[] _raceFormats = [.. RaceFormats.All.Select(format => format.Name + RaceSuffix)];

    public static Command Create()
    {
        Option<string> plan = new("--plan") { HelpName = "folder", Description = "Plan folder.", Required = true }, output = new("--output", "-o") { HelpName = "folder", Description = "Folder for the files. An export of the same device and format that is there is replaced; other files stay, and none is written over.", Required = true };
        Option<string> format = new("--format") { HelpName = "format", Description = $"Format: {ExportFormats.Names}; all, each in a folder of its own; or the settings of a program's built-in recursive canceller, with the fitting loss (by how much it cancels less than the plan): {string.Join(", ", _raceFormats)}.", Required = true };
        Option<bool> stereoOnly = new("--stereo-only") { Description = "Export left and right only; the centre then passes through the canceller. Without it, a plan with an upmix becomes a convolver with three inputs." };
        Option<string?> rates = new("--rates") { HelpName = "Hz,Hz|all", Description = $"Sample rates in Hz, separated by commas, or all ({string.Join(", ", MultiRatePlan.UsualRates)}); the plan is designed again for each. By default all if the program chooses among them, otherwise the plan's." };
        Option<double?> gain = Options.Gain("Gain in dB; by default, where the program has a limiter that turns all drivers down alike, as loud as the untreated device, and otherwise 6 dB softer, so that music stays below full scale.");
        Option<string?> headroom = Options.Headroom();
        Option<bool> verify = new("--verify") { Description = "Run the files in the real program, if it is installed, and compare the output with direct convolution in double precision." }, quiet = Options.Quiet();
        Option<string?> race = new("--as") { Hidden = true, Description = $"Former way to ask for {string.Join(" and ", _raceFormats)}: --format camilladsp --as race." };
        Option<string?> json = new("--json") { HelpName = "file", Description = "Write the figures to a JSON file, or - for standard output (keys: docs/exports)." };
        Verb command = new("export", "Write a plan in the format of another program.\n\nExample: proscenium export --plan plan --format pipewire -o pipewire --stereo-only --verify")
        {
            { Heading.Plan, plan },
            { Heading.Format, format, stereoOnly, rates, race },
            { Heading.Level, gain, headroom },
            { Heading.Output, output, verify, json, quiet },
        };
        command.Validators.Add(result =>
        {
            if (result.GetResult(gain) is not null && result.GetResult(headroom) is not null) result.AddError("--gain and --headroom both set the level: leave one of them out.");
            if (result.GetValue(race) is { } former && (former != Race || !_raceFormats.Contains(result.GetValue(format) + RaceSuffix)))
                result.AddError($"--as {former} cannot be combined with --format {result.GetValue(format)}: leave --as out, or name a recursive canceller with --format {string.Join(" or ", _raceFormats)}.");
            if (RaceProgram(result.GetValue(format), result.GetValue(race)) is null) return;
            if (result.GetResult(rates) is not null) result.AddError("a recursive canceller is fitted at the plan's own sample rate: leave --rates out, or design the plan at another rate.");
            else if (result.GetValue(verify)) result.AddError("this command cannot run the program of a recursive canceller: leave --verify out.");
        });
        command.SetAction(parsed =>
        {
            (string name, string folder, string? figures, double? gainDb) = (parsed.GetValue(format)!, parsed.GetValue(output)!, parsed.GetValue(json), parsed.GetValue(gain));
            Report report = new(parsed.GetValue(quiet), figures);
            TextOutput.Require(figures);
            if (RaceProgram(name, parsed.GetValue(race)) is { } program) return RunRace(PlanFile.Read(parsed.GetValue(plan)!), RaceFormats.Named(program), folder, gainDb, figures, report);
            IExportFormat? only = name == AllFormats ? null : Known(name);
            ExportRequest request = new(new(parsed.GetValue(stereoOnly), Rates(parsed.GetValue(rates)), gainDb, parsed.GetValue(headroom) is not null), parsed.GetValue(verify), figures);
            return Run(PlanFile.Read(parsed.GetValue(plan)!), only, folder, request, report, parsed.GetValue(quiet));
        });
        return command;
    }

    /// <summary>The program whose recursive canceller is asked for, or null for an export of the filters.</summary>
    static string? RaceProgram(string? format, string? race) => _raceFormats.Contains(format) ? format![..^RaceSuffix.Length] : race is null ? null : format;

    /// <summary>The format of a name; the sentence for an unknown one lists everything that --format takes.</summary>
    static IExportFormat Known(string name) => ExportFormats.All.FirstOrDefault(format => format.Name == name)
        ?? throw new SettingException($"there is no export format '{name}': use {ExportFormats.Names}, {string.Join(", ", _raceFormats)} or {AllFormats}.");

    static int Run(SpatialDesign design, IExportFormat? format, string output, ExportRequest request, Report report, bool quiet)
    {
        if (design.Plan.Upmix is not null && !request.Settings.StereoOnly)
            Report.Warn("this plan extracts the centre with an upmix, which no convolver can do: the export has the inputs left, right and centre, as 'proscenium upmix' writes them; for stereo input add --stereo-only.");
        if (request.Settings.StereoOnly && !design.Request.Layout.IsStereo)
            throw new SettingException($"--stereo-only would leave out {string.Join(", ", design.Plan.Inputs.Skip(2))} of a plan for {design.Request.Layout.Name}: design a plan for stereo, or leave --stereo-only out.");
        if (design.Plan.DriverLimits.Count > 0) Report.Warn("no export keeps to what the drivers bear ('limits' in the device's file): choose a gain at which they do, or play the plan with render, live or the plug-in.");
        using Interruption interruption = new();
        ExportRun run = new(design, request, report, quiet, interruption.Token);
        try
        {
            if (format is null) new AtomicFolder(output).Dispose(); // refuses what cannot be one
            using MadeFolder? made = format is null ? new(output) : null;
            if (format is null) run.All(output);
            else run.One(format, output);
            return run.Finish();
        }
        catch (OperationCanceledException) when (run.Folders.Any())
        {
            Report.Complain($"interrupted: complete are {string.Join(", ", run.Folders)}.");
            return 1;
        }
    }

    static int RunRace(SpatialDesign design, IRaceFormat format, string folder, double? gainDb, string? json, Report report)
    {
        RaceExport export = RaceExport.Write(design, format, folder, gainDb);
        RaceText.Print(format, export, folder, report);
        if (json is not null) RaceJson.Write(json, format, export, folder);
        return 0;
    }

    static IReadOnlyList<int>? Rates(string? text)
    {
        if (text is null) return null;
        if (text == AllRates) return MultiRatePlan.UsualRates;
        return [.. text.Split(',', StringSplitOptions.TrimEntries).Select(rate => int.TryParse(rate, NumberStyles.None, CultureInfo.InvariantCulture, out int hertz) && hertz is >= 8000 and <= 192000
            ? hertz : throw new SettingException($"--rates '{text}' needs sample rates in Hz from 8000 to 192000, separated by commas, as in 44100,48000, or all.")).Distinct()];
    }
}
