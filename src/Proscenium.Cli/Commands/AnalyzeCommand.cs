using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Proscenium.Acoustics;
using Proscenium.Cli.Output;
using Proscenium.Design;
using Proscenium.Filters;
using Proscenium.Listening;
using Proscenium.Storage;

namespace Proscenium.Cli.Commands;

/// <summary><c>proscenium analyze</c>: what reaches the ears.</summary>
static class AnalyzeCommand
{
    static readonly JsonSerializerOptions _indented = new() { WriteIndented = true };

    static readonly (double Low, double High)[] _beamBands = [(250, 400), (400, 700), (700, 1400), (1400, 3000)];

    public static Command Create()
    {
        Option<string?> plan = new("--plan") { Description = "A plan folder; without it a plan is designed by the other options." }, head = Options.Head();
        Option<string?> json = new("--json") { Description = "Write the figures to a JSON file, or - for standard output." };
        Option<string?> plot = new("--plot") { Description = "Draw before and after into a PNG file." };
        Option<bool> quiet = Options.Quiet();
        DesignOptions design = new();
        Command command = new("analyze", "Run a plan on impulses and tell what reaches the ears.\n\nExample: proscenium analyze --device laptop --head KEMAR.sofa --json figures.json") { plan, head, json, plot, quiet };
        design.AddTo(command);
        command.SetAction(parsed =>
        {
            SpatialDesign subject = parsed.GetValue(plan) is { } folder ? PlanFile.Read(folder) : SpatialDesigner.Design(design.Read(parsed));
            return Run(subject, parsed.GetValue(head), parsed.GetValue(json), parsed.GetValue(plot), new Report(parsed.GetValue(quiet), parsed.GetValue(json)));
        });
        return command;
    }

    static int Run(SpatialDesign design, string? headPath, string? json, string? plot, Report report)
    {
        DesignRequest request = design.Request;
        Head head = Options.OpenHead(headPath);
        StageAnalysis heard = StageAnalysis.Measure(design.Plan, UntreatedPlan.Of(design.Plan, request.Device), request.Device, request.Distance, head, request.AngleDegrees);
        BeamPattern? beam = design.Plan.Inputs.Count > 2 ? new BeamPattern(new EarRig(design.Plan), 2, request.Device, request.Distance) : null;
        DesignCommand.Describe(design, report);
        report.Line();
        Print(design, heard, beam, headPath, report);
        if (json is not null) WriteJson(json, Figures(design, heard, beam, headPath));
        if (plot is not null) StagePlot.Save(plot, design, heard);
        return 0;
    }

    /// <summary>The figures in words.</summary>
    public static void Print(SpatialDesign design, StageAnalysis heard, BeamPattern? beam, string? headPath, Report report)
    {
        report.Line($"heard by {(headPath is null ? "a rigid sphere" : Path.GetFileName(headPath))}, through the running filters:");
        bool alone = design.Request.AngleDegrees is null;
        report.Figure(alone ? "cancellation at the other ear" : "left is louder at the left ear by", $"{heard.SeatDb:0.0} dB at the seat (untreated {heard.UntreatedDb:0.0} dB), 300 Hz to 8 kHz");
        report.Figure("  moved 5 cm, 10 cm to the side", $"{heard.FiveCentimetresDb:0.0} dB, {heard.TenCentimetresDb:0.0} dB; worst of nine poses {heard.WorstPoseDb:0.0} dB");
        if (heard.Image is { } image && heard.UntreatedImage is { } plain)
        {
            report.Figure($"image at {design.Request.AngleDegrees:0.#} degrees, level error", $"{image.LevelErrorDb:0.0} dB (untreated {plain.LevelErrorDb:0.0} dB), 300 Hz to 8 kHz");
            report.Figure("  time error", $"{image.TimeErrorSeconds * 1e6:0} us (untreated {plain.TimeErrorSeconds * 1e6:0} us), 500 to 1500 Hz");
        }
        report.Figure("tone at the near ear", $"{heard.Ipsilateral.DeviationDb:0.00} dB rms, {heard.Ipsilateral.LargestDb:0.00} dB at most, against untreated");
        report.Figure("canceller: planned = asked", PlannedMeetsAsked(design));
        if (alone) report.Figure("  achieved - planned at most", $"{LargestMiss(design):0.00} dB, 400 Hz to 8 kHz");
        report.Figure("largest effort of the drivers", string.Join(", ", design.Plan.Inputs.Zip(heard.Effort, (input, effort) => $"{input} {effort.Decibels:0.0} dB ({effort.Hertz:0} Hz)")));
        if (!alone) report.Figure("  the gain limit", $"{design.Request.GainLimitDb:0.#} dB for each canceller and the beam; a virtual pair is two cancellers together");
        report.Figure("more sound into the room, left", string.Join(", ", StageAnalysis.RoomBands.Zip(heard.RoomPowerDb, (band, more) => $"{more:0.0} dB ({band.Centre:0} Hz)")));
        if (heard.Alignment is { } alignment)
            report.Figure("centre against sides at the ear", $"{alignment.DelaySeconds * 1e6:0.0} us; phase left over {alignment.OffsetRadians:0.00} rad and {alignment.ResidualRadians:0.00} rad rms");
        if (beam is null) return;
        report.Figure("centre beam, front to +-90 degrees", $"at least {beam.LeastFrontToSideDb(350, 3000):0.0} dB, 350 Hz to 3 kHz");
        report.Figure("  lowest level within +-45 degrees", $"{beam.LowestInFrontLobeDb(350, 3000):0.0} dB");
        report.Figure("  directivity index", string.Join(", ", _beamBands.Select(band => $"{beam.DirectivityIndexDb(band.Low, band.High):0.0} dB ({band.Low:0}-{band.High:0} Hz)")));
        report.Figure("  250 to 600 Hz, where it costs most", $"{beam.DirectivityIndexDb(250, 600):0.0} dB, one driver alone {beam.DirectivityIndexDb(250, 600) + beam.DirectivityCostDb(250, 600):0.0} dB; the lower, the more goes to the room");
    }

    static string PlannedMeetsAsked(SpatialDesign design)
    {
        RatioCurves asked = design.Asked, planned = design.Planned;
        int last = Enumerable.Range(0, asked.Hertz.Count).LastOrDefault(i => asked.Hertz[i] <= 8000 && asked.Decibels["left"][i] - planned.Decibels["left"][i] > 0.1, -1);
        return last < 0 ? "everywhere up to 8 kHz" : $"from {asked.Hertz[last]:0} Hz to 8 kHz";
    }

    /// <summary>The largest difference between the achieved and the planned curve, left and right, where no more was asked.</summary>
    public static double LargestMiss(SpatialDesign design) => Enumerable.Range(0, design.Planned.Hertz.Count)
        .Where(i => design.Planned.Hertz[i] is >= 400 and <= 8000)
        .Max(i => Math.Max(Miss(design, "left", i), Miss(design, "right", i)));

    static double Miss(SpatialDesign design, string side, int i)
    {
        double planned = Math.Min(design.Planned.Decibels[side][i], design.Asked.Decibels[side][i]), achieved = design.Achieved.Decibels[side][i];
        return design.Planned.Decibels[side][i] > design.Asked.Decibels[side][i] + 0.1 ? Math.Max(0, planned - achieved) : Math.Abs(achieved - planned);
    }

    static JsonObject Figures(SpatialDesign design, StageAnalysis heard, BeamPattern? beam, string? headPath)
    {
        JsonObject figures = new()
        {
            ["device"] = design.Request.Device.Name,
            ["distanceMetres"] = design.Request.Distance,
            ["head"] = headPath is null ? "sphere" : Path.GetFileName(headPath),
            ["sampleRate"] = design.Plan.SampleRate,
            ["latencySamples"] = design.Plan.LatencySamples,
            ["headroomDb"] = Round(design.Plan.HeadroomDb),
            ["separationDb"] = new JsonObject
            {
                ["seat"] = Round(heard.SeatDb),
                ["fiveCentimetres"] = Round(heard.FiveCentimetresDb),
                ["tenCentimetres"] = Round(heard.TenCentimetresDb),
                ["worstPose"] = Round(heard.WorstPoseDb),
                ["untreated"] = Round(heard.UntreatedDb),
            },
            ["ipsilateralColorationDb"] = new JsonObject { ["deviation"] = Round(heard.Ipsilateral.DeviationDb), ["largest"] = Round(heard.Ipsilateral.LargestDb) },
            ["largestEffortDb"] = new JsonObject(design.Plan.Inputs.Zip(heard.Effort, (input, effort) => KeyValuePair.Create<string, JsonNode?>(input, Round(effort.Decibels)))),
            ["roomPowerDb"] = new JsonObject(StageAnalysis.RoomBands.Zip(heard.RoomPowerDb, (band, more) => KeyValuePair.Create<string, JsonNode?>($"{band.Centre:0}", Round(more)))),
            ["achievedMinusPlannedDb"] = design.Request.AngleDegrees is null ? Round(LargestMiss(design)) : null,
            ["image"] = heard.Image is { } image ? Image(image) : null,
            ["untreatedImage"] = heard.UntreatedImage is { } plain ? Image(plain) : null,
            ["alignment"] = heard.Alignment is not { } alignment ? null : new JsonObject
            {
                ["delayMicroseconds"] = Round(alignment.DelaySeconds * 1e6),
                ["offsetRadians"] = Round(alignment.OffsetRadians),
                ["residualRadians"] = Round(alignment.ResidualRadians),
            },
            ["warnings"] = new JsonArray([.. design.Warnings.Select(w => JsonValue.Create(w))]),
        };
        if (beam is not null) figures["centreBeam"] = Beam(beam);
        return figures;
    }

    static JsonObject Image(VirtualImage image) => new() { ["levelErrorDb"] = Round(image.LevelErrorDb), ["timeErrorMicroseconds"] = Round(image.TimeErrorSeconds * 1e6) };

    static JsonObject Beam(BeamPattern beam) => new()
    {
        ["leastFrontToSideDb"] = Round(beam.LeastFrontToSideDb(350, 3000)),
        ["lowestInFrontLobeDb"] = Round(beam.LowestInFrontLobeDb(350, 3000)),
        ["directivityCostBelow600HzDb"] = Round(beam.DirectivityCostDb(250, 600)),
        ["directivityIndexDb"] = new JsonArray([.. _beamBands.Select(band => new JsonObject
        {
            ["lowHz"] = band.Low,
            ["highHz"] = band.High,
            ["decibels"] = Round(beam.DirectivityIndexDb(band.Low, band.High)),
        })]),
    };

    static double Round(double value) => Math.Round(value, 3);

    static void WriteJson(string path, JsonObject figures)
    {
        string text = figures.ToJsonString(_indented);
        if (path == "-") Console.Out.WriteLine(text);
        else WholeFile.WriteAllText(path, text + "\n");
    }
}
