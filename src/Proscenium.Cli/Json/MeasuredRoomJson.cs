using System.Text.Json.Nodes;
using Proscenium.Analysis;
using Proscenium.Judging.FreeField;
using Proscenium.Judging.Rooms;
using static Proscenium.Cli.Json.JsonText;

namespace Proscenium.Cli.Json;

/// <summary>What was found in a measured room as JSON; every key is described in docs/rooms.md.</summary>
static class MeasuredRoomJson
{
    /// <summary>Everything.</summary>
    public static JsonObject Of(MeasuredRoomFindings findings) => new()
    {
        ["file"] = Path.GetFileName(findings.Room.Name),
        ["sources"] = findings.Room.Sources,
        ["seconds"] = Number(findings.Room.Seconds),
        ["octavesHz"] = Numbers(FreeFieldAnalysis.RoomBands.Select(band => Math.Round(band.Centre))),
        ["measured"] = Comparison(findings.Measured),
        ["predictedBy"] = findings.Like?.Name,
        ["predicted"] = findings.Predicted is { } predicted ? Comparison(predicted) : null,
        ["notes"] = Texts(findings.Room.Notes),
    };

    static JsonObject Comparison(MeasuredRoomComparison comparison) => new()
    {
        ["plan"] = Figures(comparison.Plan),
        ["untreated"] = Figures(comparison.Untreated),
        ["leftToneDb"] = Tone(comparison.LeftTone),
        ["centreToneDb"] = Tone(comparison.CentreTone),
        ["t20Seconds"] = Numbers(comparison.DecaySeconds),
    };

    static JsonObject Figures(MeasuredRoomFigures figures) => new()
    {
        ["separationDb"] = new JsonObject { ["direct"] = Number(figures.Separation.DirectDb), ["fiveMilliseconds"] = Number(figures.Separation.FiveMillisecondsDb), ["tenMilliseconds"] = Number(figures.Separation.TenMillisecondsDb), ["all"] = Number(figures.Separation.AllDb) },
        ["directToReverberantDb"] = new JsonObject { ["left"] = Numbers(figures.LeftDirectDb), ["centre"] = Numbers(figures.CentreDirectDb) },
        ["balanceLu"] = BalanceJson.Of(figures.Balance),
    };

    static JsonObject Tone(Coloration tone) => new() { ["deviation"] = Number(tone.DeviationDb), ["largest"] = Number(tone.LargestDb) };
}
