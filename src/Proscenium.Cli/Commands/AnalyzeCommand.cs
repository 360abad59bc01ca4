using System.CommandLine;
using System.Text.Json.Nodes;
using Proscenium.Analysis;
using Proscenium.Cli.Arguments;
using Proscenium.Cli.Json;
using Proscenium.Cli.Page;
using Proscenium.Cli.Pictures;
using Proscenium.Cli.Terminal;
using Proscenium.Cli.Text;
using Proscenium.Design;
using Proscenium.Files.Projects;
using Proscenium.Heads;
using Proscenium.Judging.Motion;
using Proscenium.Judging.Rooms;
using Proscenium.Measuring;
using Proscenium.Rooms;
using Proscenium.Rooms.Measured;
using Proscenium.Tracking;

namespace Proscenium.Cli.Commands;

/// <summary><c>proscenium analyze</c>: what reaches the ears.</summary>
static class AnalyzeCommand
{
    const int DefaultMonteCarloRuns = 40, MaxMonteCarloRuns = 1000;

    public static Command Create()
    {
        Option<string?> plan = new("--plan") { HelpName = "folder", Description = "Plan folder to analyze; without it, a plan is designed with the design options." }, head = Options.Head();
        Option<string?> json = new("--json") { HelpName = "file", Description = "Write all figures and curves to a JSON file, or - for standard output (keys: docs/analyze.md)." };
        Option<string?> page = new("--report") { HelpName = "file", Description = "Write an illustrated page to an HTML file." };
        Option<string?> plot = new("--plot") { HelpName = "file", Description = "Draw the sound at the ears, untreated and treated, into a PNG file." };
        Option<int?> runs = NumberOption.Whole("--monte-carlo", "runs", $"Number of Monte Carlo runs with random driver errors, 0 to {MaxMonteCarloRuns}; by default {DefaultMonteCarloRuns} with --json or --report, otherwise 0.", 0, MaxMonteCarloRuns);
        Option<string> tolerance = new("--monte-carlo-tolerance") { HelpName = "dB,degrees", Description = "Driver errors of the Monte Carlo runs: standard deviation of level in dB and phase in degrees.", DefaultValueFactory = _ => "0.5,3" };
        Option<string?> require = new("--require") { HelpName = "limits", Description = "End with exit code 3 unless figures lie in ranges: NAME=15.. (at least 15), NAME=..3 (at most 3) or NAME=-1..1, separated by commas. Names are keys of --json with points between, as in canceller.separationDb.seat; a key ends with its unit (docs/analyze.md)." };
        Option<string?> room = RoomOptions.Room("Also analyze in a room. The design is then for the listener's distance there, unless --distance moves the listener. The room", MeasuredRoomOptions.OrAFile);
        Option<string?> predict = new("--predict") { HelpName = "name|file", Description = "With a measured room: also predict its figures by simulating this room, with the listener at the plan's distance." }, sources = MeasuredRoomOptions.Sources();
        Option<double?> microphones = NumberOption.Real("--microphones", "cm", "With --predict: the responses were measured by two open microphones this far apart, not at the ears of a head.");
        Option<string?> plant = PlantOption.Create("Analyze at the listener's ears as they were measured; without --plan, design for them, too");
        MotionOptions motion = new();
        HeadCorrections corrections = new();
        Option<bool> quiet = Options.Quiet();
        DesignOptions design = new(hasBank: true);
        Verb command = new("analyze", "Analyze the sound at the ears: of a plan, of the untreated device, and of other methods (RACE, Kirkeby and others).\n\n"
            + "Example: proscenium analyze --device laptop --head KEMAR.sofa --report laptop.html")
        {
            { Heading.Plan, plan },
            { Heading.Listener, head, corrections.SwapEars, corrections.Turn, corrections.Low, plant, room, sources, predict, microphones },
            { Heading.Analysis, runs, tolerance, require },
            { Heading.Output, json, page, plot, quiet },
        };
        motion.AddTo(command);
        design.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetResult(plan) is not null && design.All.FirstOrDefault(option => result.GetResult(option) is { Implicit: false }) is { } extra)
                result.AddError($"--plan contains its own design: leave {extra.Name} out.");
            if (result.GetResult(tolerance) is { Implicit: false } && NumberOption.IsValid(result, runs) && Runs(result.GetValue(runs), result.GetValue(json), result.GetValue(page)) == 0)
                result.AddError($"--monte-carlo-tolerance sets the errors of Monte Carlo runs, and none are made: {(result.GetValue(runs) is null ? "add --monte-carlo with their number, --json or --report" : "give --monte-carlo a number above 0, or leave one of them out")}.");
            if (result.GetValue(plot) is { Length: > 0 } picture && !picture.EndsWith(".png", StringComparison.OrdinalIgnoreCase)) result.AddError($"--plot draws a PNG file, not '{picture}': use .png.");
            if (result.GetValue(page) is { Length: > 0 } html && Path.GetExtension(html).ToLowerInvariant() is not ("" or ".html" or ".htm")) result.AddError($"--report writes a page in HTML, not '{html}': use .html.");
        });
        command.SetAction(parsed =>
        {
            using Interruption interruption = new();
            (string? jsonFile, string? pageFile) = (parsed.GetValue(json), parsed.GetValue(page));
            if ((jsonFile, pageFile) is ("-", "-")) throw new SettingException("--json - and --report - cannot share standard output: give one of them a file.");
            TextOutput.Require(jsonFile, pageFile, parsed.GetValue(plot));
            IReadOnlyList<RequiredFigure> required = RequiredFigure.Parse(parsed.GetValue(require));
            PlanAnalyzer analyzer = MonteCarlo(Runs(parsed.GetValue(runs), jsonFile, pageFile), parsed.GetValue(tolerance)!);
            (PoseTrack? track, SimulatedTracker tracker) = motion.Read(parsed);
            Head hearing = corrections.Open(parsed, parsed.GetValue(head));
            MeasuredPlant? ears = PlantOption.Open(parsed.GetValue(plant));
            DesignRequest request = parsed.GetValue(plan) is null ? design.Read(parsed, plant: ears) : design.Read(parsed);
            MeasuredRoom? measured = MeasuredRoomOptions.Open(parsed.GetValue(room), parsed.GetValue(sources));
            (Room? like, Head? between) = Prediction(measured, parsed.GetValue(predict), parsed.GetValue(microphones));
            Room? where = measured is null && parsed.GetValue(room) is { } name ? RoomOptions.WithListenerAt(RoomOptions.Open(name), request.DistanceMetres) : null;
            Steps steps = new((parsed.GetValue(plan) is null ? 2 : 1) + (pageFile is null ? 0 : 1), parsed.GetValue(quiet), interruption.Token);
            SpatialDesign subject = parsed.GetValue(plan) is { } folder ? PlanFile.Read(folder) : steps.Next("designing", (_, cancel) => SpatialDesigner.DesignUnlessCancelled(InRoom(request, where), cancel));
            if (ears is not null) hearing = ears.Listener(subject.Request.Device, subject.Request.Distance, hearing);
            TextOutput.Require(jsonFile, pageFile, parsed.GetValue(plot));
            string commandLine = Options.CommandLine(parsed);
            PlanAnalysis analysis = steps.Next("analysing", (progress, cancel) => (analyzer with { Head = hearing, Room = where, MeasuredRoom = measured, LikeRoom = like, LikeHead = between, Track = track, Tracker = tracker }).Measure(subject, progress, cancel));
            if (where is not null) RoomOptions.WarnOfDistance(where, subject);
            if (where is not null && request.DistanceMetres is null && parsed.GetValue(plan) is null) RoomOptions.NoteMove(subject.Request, where);
            string? html = pageFile is null ? null : steps.Next("drawing the report", (_, _) => ReportPage.Of(analysis, commandLine));
            return Print(analysis, required, html, jsonFile, pageFile, parsed.GetValue(plot), new Report(parsed.GetValue(quiet), jsonFile, pageFile), interruption.Token);
        });
        return command;
    }

    /// <summary>The same request, at the distance of the listener in a room unless it names one.</summary>
    static DesignRequest InRoom(DesignRequest request, Room? room) => room is null ? request : request with { DistanceMetres = request.DistanceMetres ?? RoomSetup.DistanceIn(room) };

    /// <summary>The room that predicts a measured one, and what its sound arrives at: the head of the analysis, null, or microphones.</summary>
    static (Room? Room, Head? Head) Prediction(MeasuredRoom? measured, string? name, double? centimetres)
    {
        if (name is null) return centimetres is null ? (null, null) : throw new SettingException("--microphones tells how a measured room is to be predicted: name a room like it with --predict.");
        if (measured is null) throw new SettingException("--predict predicts a measured room: name its file with --room.");
        return (RoomOptions.Open(name), centimetres is { } apart ? new OpenMicrophones(apart / 100) : null);
    }

    static int Print(PlanAnalysis analysis, IReadOnlyList<RequiredFigure> required, string? html, string? json, string? page, string? plot, Report report, CancellationToken cancel)
    {
        JsonObject? figures = json is null && required.Count == 0 ? null : AnalysisJson.Of(analysis);
        Requirement[] reached = [.. required.Select(one => new Requirement(one, one.In(figures!)))];
        if (figures is not null) figures["required"] = required.Count == 0 ? null : JsonText.Objects(reached.Select(one => one.Json));
        DesignCommand.Describe(analysis.Design, report);
        report.Line();
        AnalysisText.Print(analysis, report);
        cancel.ThrowIfCancellationRequested();
        if (json is not null) TextOutput.WriteJson(json, figures!);
        if (html is not null) TextOutput.Write(page!, html);
        if (plot is not null) StagePlot.Save(plot, analysis.Design, analysis.Heard);
        return Requirement.Print(reached, report);
    }

    /// <summary>How many Monte Carlo runs are made: those that were asked for, or enough for figures and pages.</summary>
    static int Runs(int? wanted, string? json, string? page) => wanted ?? (json is null && page is null ? 0 : DefaultMonteCarloRuns);

    static PlanAnalyzer MonteCarlo(int runs, string tolerance)
    {
        (double level, double phase) = Options.Pair("--monte-carlo-tolerance", tolerance);
        if (level is < 0 or > 20 || phase is < 0 or > 180) throw new SettingException($"--monte-carlo-tolerance {tolerance} is out of range: choose 0 to 20 dB, 0 to 180 degrees.");
        return new() { MonteCarloRuns = runs, DriverLevelDeviationDb = level, DriverPhaseDeviationDegrees = phase };
    }
}
