using System.CommandLine;
using System.Globalization;
using Proscenium.Cli.Json;
using Proscenium.Cli.Text;
using Proscenium.Design;
using Proscenium.Files.Projects;
using Proscenium.Integrations.Export;
using Proscenium.Integrations.Export.Formats;
using Proscenium.Integrations.Race;

namespace Proscenium.Cli.Commands;

/// <summary><c>proscenium export --plan DIR --format F -o OUT</c>: a plan for another convolver.</summary>
static class ExportCommand
{
    const string AllFormats = "all", AllRates = "all", Race = "race";

    public static Command Create()
    {
        Option<string> plan = new("--plan") { Description = "The plan folder.", Required = true }, output = new("--output", "-o") { Description = "Folder for the files.", Required = true };
        Option<string> format = new("--format") { Description = $"The program to write for: {ExportFormats.Names}; or all, each into a folder of its own.", Required = true };
        Option<bool> stereoOnly = new("--stereo-only") { Description = "Left and right alone; what is in the middle goes through the canceller. Without it a plan with an upmix becomes a convolver of three inputs." };
        Option<string?> rates = new("--rates") { Description = $"Sample rates in Hz with commas, or all ({string.Join(", ", MultiRatePlan.UsualRates)}), each designed anew. By default all where the program picks among them, else the plan's." };
        Option<double?> gain = Options.Gain("Gain in dB; by default minus the headroom, so that nothing can clip.");
        Option<bool> verify = new("--verify") { Description = "Run the files in the real program, where it is installed, against direct convolution in double precision." }, quiet = Options.Quiet();
        Option<string?> race = new("--as") { Description = $"race: as settings of the recursive canceller that the program has built in ({RaceFormats.Names}), with what that does less than the plan." };
        Option<string?> json = new("--json") { Description = "Write the figures to a JSON file, or - for standard output (keys: docs/exports)." };
        Command command = new("export", "Write a plan for another convolver.\n\nExample: proscenium export --plan plan --format pipewire -o pipewire --stereo-only --verify") { plan, format, output, stereoOnly, rates, gain, verify, race, json, quiet };
        command.Validators.Add(result =>
        {
            if (result.GetResult(race) is null) return;
            if (result.GetValue(race) != Race) result.AddError($"--as '{result.GetValue(race)}' is none: race.");
            else if (result.GetResult(rates) is not null) result.AddError("--as race is for the plan's own rate: leave --rates out, or design the plan at another one.");
            else if (result.GetValue(verify)) result.AddError("--as race is for programs that this command cannot run: leave --verify out.");
        });
        command.SetAction(parsed =>
        {
            (string name, string folder, string? figures, double? gainDb) = (parsed.GetValue(format)!, parsed.GetValue(output)!, parsed.GetValue(json), parsed.GetValue(gain));
            Report report = new(parsed.GetValue(quiet), figures);
            if (parsed.GetValue(race) is not null) return RunRace(PlanFile.Read(parsed.GetValue(plan)!), RaceFormats.Named(name), folder, gainDb, figures, report);
            IExportFormat? only = name == AllFormats ? null : ExportFormats.Named(name);
            ExportSettings wish = new(Rates(parsed.GetValue(rates)), parsed.GetValue(stereoOnly), gainDb, parsed.GetValue(verify), figures);
            return Run(PlanFile.Read(parsed.GetValue(plan)!), only, folder, wish, report, parsed.GetValue(quiet));
        });
        return command;
    }

    static int Run(SpatialDesign design, IExportFormat? format, string output, ExportSettings wish, Report report, bool quiet)
    {
        if (design.Plan.Upmix is not null && !wish.StereoOnly)
            Report.Warn("the centre of this plan is split off by an upmix, which no convolver can do: the export takes left, right and centre, as 'proscenium upmix' gives them; for plain stereo add --stereo-only.");
        if (wish.StereoOnly && !design.Request.Layout.IsStereo)
            throw new ArgumentException($"--stereo-only would leave out {string.Join(", ", design.Plan.Inputs.Skip(2))} of a plan for {design.Request.Layout.Name}: design a plan for stereo, or leave it out.");
        using Interruption interruption = new();
        ExportRun run = new(design, wish, report, quiet, interruption.Token);
        try
        {
            if (format is null) run.All(output);
            else run.One(format, output);
            return run.Finish();
        }
        catch (OperationCanceledException) when (run.Folders.Any())
        {
            Report.Complain($"interrupted: written are {string.Join(", ", run.Folders)}.");
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
            ? hertz : throw new ArgumentException($"--rates '{text}' needs sample rates in Hz from 8000 to 192000 with commas, as in 44100,48000, or all.")).Distinct()];
    }
}
