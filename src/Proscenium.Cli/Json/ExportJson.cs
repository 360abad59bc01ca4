using System.Text.Json.Nodes;
using Proscenium.Cli.Terminal;
using Proscenium.Cli.Text;
using Proscenium.Engine.Plan;
using Proscenium.Integrations.Verification;
using static Proscenium.Cli.Json.JsonText;

namespace Proscenium.Cli.Json;

/// <summary>Exports as JSON; every key is described in docs/exports/README.md.</summary>
static class ExportJson
{
    const int Version = 1;

    /// <summary>Writes what was exported, and for which formats a plan did not fit.</summary>
    public static void Write(string path, IEnumerable<ExportResult> exports, IEnumerable<(string Format, string Refusal)> refusals) => TextOutput.WriteJson(path, new JsonObject
    {
        ["version"] = Version,
        ["exports"] = Objects([.. exports.Select(Of), .. refusals.Select(refusal => new JsonObject { ["format"] = refusal.Format, ["refusal"] = refusal.Refusal })]),
    });

    static JsonObject Of(ExportResult export) => new()
    {
        ["format"] = export.Format.Name,
        ["programs"] = export.Format.Programs,
        ["folder"] = export.Folder,
        ["inputs"] = Texts(export.MultiRatePlan.Inputs),
        ["drivers"] = Texts(export.MultiRatePlan.Drivers),
        ["gainDb"] = Number(export.MultiRatePlan.GainDb),
        ["gainPlace"] = export.Format.GainPosition,
        ["limiter"] = export.Format.Limits,
        ["headroomDb"] = Number(export.MultiRatePlan.HeadroomDb),
        ["rates"] = Objects(export.MultiRatePlan.Plans.Select(plan => Rate(export, plan))),
        ["steps"] = Texts(export.Steps),
    };

    static JsonObject Rate(ExportResult export, RenderPlan plan) => new()
    {
        ["sampleRate"] = plan.SampleRate,
        ["taps"] = plan.Filters.Taps,
        ["latencySamples"] = export.LatencySamples(plan),
        ["latencyMilliseconds"] = Number(1000.0 * export.LatencySamples(plan) / plan.SampleRate),
        ["proofs"] = export.Verifications is { } verifications ? Objects(verifications.Where(result => result.SampleRate == plan.SampleRate).Select(Verification)) : null,
    };

    static JsonObject Verification(VerificationResult result) => new()
    {
        ["program"] = result.Program,
        ["residualDb"] = Number(result.Residual?.Decibels),
        ["delaySamples"] = result.Residual?.DelaySamples,
        ["engineDb"] = Number(result.EngineDb),
        ["leftOut"] = result.NotVerified,
        ["fault"] = result.Fault,
        ["failed"] = result.Failed,
    };
}
