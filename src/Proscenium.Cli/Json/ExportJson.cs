using System.Text.Json.Nodes;
using Proscenium.Cli.Text;
using Proscenium.Engine.Plan;
using Proscenium.Files;
using Proscenium.Integrations.Verification;
using static Proscenium.Cli.Json.JsonText;

namespace Proscenium.Cli.Json;

/// <summary>Exports as JSON; every key is described in docs/exports/README.md.</summary>
static class ExportJson
{
    const int Version = 1;

    /// <summary>Writes what was exported, and for which formats a plan did not fit.</summary>
    public static void Write(string path, IEnumerable<Exported> exports, IEnumerable<(string Format, string Refusal)> refusals) => TextOutput.Write(path, ReadableJson.Of(new JsonObject
    {
        ["version"] = Version,
        ["exports"] = Objects([.. exports.Select(Of), .. refusals.Select(refusal => new JsonObject { ["format"] = refusal.Format, ["refusal"] = refusal.Refusal })]),
    }));

    static JsonObject Of(Exported export) => new()
    {
        ["format"] = export.Format.Name,
        ["programs"] = export.Format.Programs,
        ["folder"] = export.Place,
        ["inputs"] = Texts(export.Family.Inputs),
        ["drivers"] = Texts(export.Family.Drivers),
        ["gainDb"] = Number(export.Family.GainDb),
        ["gainPlace"] = export.Format.GainPosition,
        ["headroomDb"] = Number(export.Family.HeadroomDb),
        ["rates"] = Objects(export.Family.Plans.Select(plan => Rate(export, plan))),
        ["steps"] = Texts(export.Steps),
    };

    static JsonObject Rate(Exported export, RenderPlan plan) => new()
    {
        ["sampleRate"] = plan.SampleRate,
        ["taps"] = plan.Filters.Taps,
        ["latencySamples"] = export.LatencySamples(plan),
        ["latencyMilliseconds"] = Number(1000.0 * export.LatencySamples(plan) / plan.SampleRate),
        ["proofs"] = export.Proofs is { } proofs ? Objects(proofs.Where(proof => proof.SampleRate == plan.SampleRate).Select(Proof)) : null,
    };

    static JsonObject Proof(VerificationResult proof) => new()
    {
        ["program"] = proof.Program,
        ["residualDb"] = Number(proof.Residual?.Decibels),
        ["delaySamples"] = proof.Residual?.DelaySamples,
        ["engineDb"] = Number(proof.EngineDb),
        ["leftOut"] = proof.LeftOut,
        ["fault"] = proof.Fault,
        ["failed"] = proof.Failed,
    };
}
