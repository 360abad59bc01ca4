using System.Text.Json.Nodes;
using Proscenium.Acoustics;
using Proscenium.Analysis;
using Proscenium.Cli.Text;
using Proscenium.Design;
using Proscenium.Judging.FreeField;
using static Proscenium.Cli.Json.JsonText;

namespace Proscenium.Cli.Json;

/// <summary>The figures of an analysis as JSON; every key is described in docs/analyze.md.</summary>
static class AnalysisJson
{
    const int Version = 3;

    /// <summary>Everything.</summary>
    public static JsonObject Of(PlanAnalysis analysis)
    {
        SpatialDesign design = analysis.Design;
        FreeFieldAnalysis heard = analysis.Heard;
        JsonObject json = new()
        {
            ["version"] = Version,
            ["device"] = design.Request.Device.Name,
            ["drivers"] = Texts(design.Plan.Drivers),
            ["distanceMetres"] = design.Request.Distance,
            ["head"] = analysis.HeadFile ?? "sphere",
            ["layout"] = design.Request.Layout.Name,
            ["angleDegrees"] = design.Request.AngleDegrees,
            ["sampleRate"] = design.Plan.SampleRate,
            ["latencySamples"] = design.Plan.LatencySamples,
            ["headroomDb"] = Number(design.Plan.HeadroomDb),
            ["playbackGainDb"] = Number(design.Plan.PlaybackGainDb),
        };
        Merge(json, Figures(heard, design.Plan.Inputs));
        json["roomPowerDb"] = new JsonObject(FreeFieldAnalysis.RoomBands.Zip(heard.RoomPowerDb, (band, more) => KeyValuePair.Create($"{band.Centre:0}", Number(more))));
        json["achievedMinusPlannedDb"] = Number(AnalysisText.LargestRealisationErrorDb(design));
        json["balanceLu"] = BalanceJson.Of(heard.Balances);
        json["assumedRoom"] = new JsonObject
        {
            ["criticalDistanceMetres"] = Number(AssumedRoom.CriticalMetres),
            ["balanceLu"] = BalanceJson.Of(heard.RoomBalances),
            ["leftTone"] = CurveJson.ToneInRoom(heard.LeftInRoom),
            ["centreTone"] = CurveJson.ToneInRoom(heard.CentreInRoom),
        };
        json["untreatedImage"] = heard.UntreatedImage is { } plain ? Image(plain) : null;
        json["trueSeparationDb"] = Number(analysis.RealLoudspeakerSeparationDb);
        json["heldOutSeparationDb"] = Number(analysis.OwnMeasurement?.SeatSeparationDb);
        json["alignment"] = heard.Alignment is not { } alignment ? null : new JsonObject
        {
            ["delayMicroseconds"] = Number(alignment.DelaySeconds * 1e6),
            ["offsetRadians"] = Number(alignment.OffsetRadians),
            ["residualRadians"] = Number(alignment.ResidualRadians),
        };
        json["earlyEnergyDb"] = new JsonObject(design.Plan.Inputs.Zip(heard.Early, (input, early) => KeyValuePair.Create<string, JsonNode?>(input,
            new JsonObject { ["atDrivers"] = Number(early.AtDriversDb), ["atEars"] = Number(early.AtEarsDb) })));
        json["warnings"] = Texts(design.Warnings);
        if (analysis.Beam is { } beam) json["centreBeam"] = BeamJson.Figures(beam);
        json["canceller"] = analysis.IsCancellerAlone ? null : Figures(analysis.CancellerHeard, analysis.Canceller.Plan.Inputs);
        json["baselines"] = Objects([Row("untreated", ToneText.Untreated, design.Plan.LatencySamples, analysis.Untreated), .. analysis.Baselines.Select(baseline => Row(baseline.Name, baseline.Description, baseline.LatencySamples, baseline.Heard))]);
        json["forms"] = FormJson.Of(analysis.Forms);
        json["tolerance"] = analysis.Tolerance is { } tolerance ? ToleranceJson.Of(tolerance, analysis.CancellerTolerance!) : null;
        json["places"] = design.Request.Layout.IsStereo ? null : PerceivedDirectionsJson.Of(analysis.Places);
        json["lfeLevelDb"] = analysis.Lfe is { } effects ? new JsonObject { ["least"] = Number(effects.MinDb), ["most"] = Number(effects.MaxDb) } : null;
        json["room"] = analysis.Room is { } room ? RoomJson.Of(room) : null;
        json["measuredRoom"] = analysis.MeasuredRoom is { } measured ? MeasuredRoomJson.Of(measured) : null;
        json["motion"] = analysis.Motion is { } motion ? MotionJson.Of(motion) : null;
        json["bank"] = analysis.Bank is { } bank ? BankJson.Of(bank) : null;
        json["curves"] = CurveJson.Ratios(analysis);
        json["poses"] = CurveJson.Poses(analysis.CancellerHeard, analysis);
        json["imageBands"] = heard.ImageBands is { } bands ? Objects(bands.Select(CurveJson.ImageBand)) : null;
        json["tone"] = CurveJson.Tone(heard);
        json["driverGains"] = CurveJson.DriverGains(analysis);
        json["highestLevels"] = CurveJson.HighestLevels(analysis.HighestLevels);
        json["spinorama"] = SpinoramaJson.Of(analysis.Spinoramas, analysis.Grid);
        json["beam"] = analysis.Beam is { } map ? BeamJson.Map(map, analysis.UntreatedBeam!) : null;
        return json;
    }

    /// <summary>The figures that every row of the comparison has.</summary>
    static JsonObject Figures(FreeFieldAnalysis heard, IReadOnlyList<string> inputs)
    {
        JsonObject json = [];
        foreach ((string name, double? value) in FreeFieldFigures.Of(heard, inputs))
        {
            string[] keys = name.Split('.', 2);
            if (json[keys[0]] is not JsonObject group) json[keys[0]] = group = [];
            group[keys[1]] = Number(value);
        }
        if (heard.Centre is null) json["centreColorationDb"] = null;
        if (heard.Image is null) json["image"] = null;
        return json;
    }

    static JsonObject Row(string name, string description, int latencySamples, FreeFieldAnalysis heard)
    {
        JsonObject row = new() { ["name"] = name, ["description"] = description, ["latencySamples"] = latencySamples };
        Merge(row, Figures(heard, ["left", "right"]));
        return row;
    }

    static JsonObject Image(VirtualImage image) => new()
    {
        ["levelErrorDb"] = Number(image.LevelErrorDb),
        ["largestLevelErrorDb"] = Number(image.LargestLevelErrorDb),
        ["timeErrorMicroseconds"] = Number(image.TimeErrorSeconds * 1e6),
        ["timeErrorFrom200HzMicroseconds"] = Number(image.TimeErrorFrom200HzSeconds * 1e6),
    };

    static void Merge(JsonObject into, JsonObject from)
    {
        foreach ((string key, JsonNode? value) in from) into[key] = value?.DeepClone();
    }
}
