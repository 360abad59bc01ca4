using System.CommandLine;
using Proscenium.Cli.Json;
using Proscenium.Cli.Page;
using Proscenium.Cli.Pictures;
using Proscenium.Cli.Text;
using Proscenium.Design;
using Proscenium.Files;
using Proscenium.Files.Projects;
using Proscenium.Heads;
using Proscenium.Judging.Hearing;
using Proscenium.Judging.Rooms;
using Proscenium.Rooms;

namespace Proscenium.Cli.Commands;

/// <summary><c>proscenium analyze</c>: what reaches the ears.</summary>
static class AnalyzeCommand
{
    const int DefaultMonteCarloRuns = 40;

    public static Command Create()
    {
        Option<string?> plan = new("--plan") { Description = "A plan folder; without it a plan is designed by the other options." }, head = Options.Head();
        Option<string?> json = new("--json") { Description = "Write all figures and curves to a JSON file, or - for standard output (keys: docs/analyze.md)." };
        Option<string?> page = new("--report") { Description = "Write a page with pictures to an HTML file." };
        Option<string?> plot = new("--plot") { Description = "Draw before and after into a PNG file." };
        Option<int?> draws = new("--draws") { Description = $"Draw so many sets of driver errors and tell what is left, 0 to 1000; by default {DefaultMonteCarloRuns} with --json or --report, else none." };
        Option<string> tolerance = new("--draw-tolerance") { Description = "Standard deviation of each driver's level in dB and phase in degrees.", DefaultValueFactory = _ => "0.5,3" };
        Option<string?> room = RoomOptions.Room("Judge in a room as well; the design takes the listener's distance there, or --distance moves the listener");
        Option<bool> swapEars = Options.SwapEars(), quiet = Options.Quiet();
        DesignOptions design = new();
        Command command = new("analyze", "Run a plan on impulses and tell what reaches the ears, beside the untreated device and other known treatments.\n\n"
            + "Example: proscenium analyze --device laptop --head KEMAR.sofa --report laptop.html") { plan, head, swapEars, room, json, page, plot, draws, tolerance, quiet };
        design.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetResult(plan) is not null && design.All.FirstOrDefault(option => result.GetResult(option) is { Implicit: false }) is { } extra)
                result.AddError($"--plan holds its own design: leave {extra.Name} out.");
        });
        command.SetAction(parsed =>
        {
            (string? jsonFile, string? pageFile) = (parsed.GetValue(json), parsed.GetValue(page));
            if ((jsonFile, pageFile) is ("-", "-")) throw new ArgumentException("--json - and --report - cannot share standard output: give one of them a file.");
            AnalysisRun run = Draws(parsed.GetValue(draws) ?? (jsonFile is null && pageFile is null ? 0 : DefaultMonteCarloRuns), parsed.GetValue(tolerance)!);
            Head hearing = Options.OpenHead(parsed.GetValue(head), parsed.GetValue(swapEars));
            DesignRequest wishes = design.Read(parsed);
            Room? where = parsed.GetValue(room) is { } name ? RoomOptions.WithListenerAt(RoomFile.Open(name), wishes.DistanceMetres) : null;
            SpatialDesign subject = parsed.GetValue(plan) is { } folder ? PlanFile.Read(folder) : SpatialDesigner.Design(wishes with { DistanceMetres = wishes.DistanceMetres ?? (where is null ? null : RoomSetup.DistanceIn(where)) });
            if (where is not null) LocalisationTemplate.RequireRate(subject.Plan.SampleRate);
            string commandLine = string.Join(' ', parsed.Tokens.Select(token => token.Value.Contains(' ') ? $"\"{token.Value}\"" : token.Value));
            Analysis analysis = run.Of(subject, hearing, Path.GetFileName(parsed.GetValue(head)), where is null ? null : RoomOptions.Setup(where, subject, hearing), commandLine, parsed.GetValue(quiet));
            Tell(analysis, jsonFile, pageFile, parsed.GetValue(plot), new Report(parsed.GetValue(quiet), jsonFile, pageFile));
            return 0;
        });
        return command;
    }

    static void Tell(Analysis analysis, string? json, string? page, string? plot, Report report)
    {
        DesignCommand.Describe(analysis.Design, report);
        report.Line();
        AnalysisText.Print(analysis, report);
        (string? figures, string? html) = (json is null ? null : ReadableJson.Of(AnalysisJson.Of(analysis)), page is null ? null : ReportPage.Of(analysis));
        if (figures is not null) TextOutput.Write(json!, figures);
        if (html is not null) TextOutput.Write(page!, html);
        if (plot is not null) StagePlot.Save(plot, analysis.Design, analysis.Heard);
    }

    static AnalysisRun Draws(int draws, string tolerance)
    {
        if (draws is < 0 or > 1000) throw new ArgumentException($"--draws {draws} cannot be made: 0 to 1000.");
        (double level, double phase) = Options.Pair("--draw-tolerance", tolerance);
        if (level is < 0 or > 20 || phase is < 0 or > 180) throw new ArgumentException($"--draw-tolerance {tolerance} is out of range: 0 to 20 dB, 0 to 180 degrees.");
        return new(draws, level, phase);
    }
}
