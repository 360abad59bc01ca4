using System.Text.Json.Nodes;
using Proscenium.Sweeps.Jobs;

namespace Proscenium.Sweeps.Engines;

/// <summary>A job as an Indexed Job of Kubernetes (batch/v1), one index for each shard; the job's folder is in a volume that all pods share.</summary>
static class KubernetesJob
{
    const string Folder = "/job", Container = "worker";
    const int GraceSeconds = 120, Retries = 3, GoesOn = 75;

    /// <summary>The manifest, in JSON's subset of YAML laid out as YAML.</summary>
    /// <param name="job">The job.</param>
    /// <param name="settings">What each pod gets.</param>
    /// <param name="image">The image that holds this program.</param>
    /// <param name="claim">The claim of the volume that holds the job's folder as its root.</param>
    /// <param name="parallel">Pods at the same time.</param>
    public static string Of(Job job, EngineSettings settings, string image, string claim, int parallel) => Yaml.Of(new JsonObject
    {
        ["apiVersion"] = "batch/v1",
        ["kind"] = "Job",
        ["metadata"] = new JsonObject { ["name"] = $"proscenium-{job.Fingerprint[..8]}" },
        ["spec"] = new JsonObject
        {
            ["completionMode"] = "Indexed",
            ["completions"] = job.Shards,
            ["parallelism"] = Math.Min(parallel, job.Shards),
            ["backoffLimitPerIndex"] = Retries,
            ["podFailurePolicy"] = new JsonObject
            {
                ["rules"] = new JsonArray(
                    new JsonObject { ["action"] = "Ignore", ["onExitCodes"] = new JsonObject { ["containerName"] = Container, ["operator"] = "In", ["values"] = new JsonArray(GoesOn) } }, // stopped in time: that is no failure
                    new JsonObject { ["action"] = "Ignore", ["onPodConditions"] = new JsonArray(new JsonObject { ["type"] = "DisruptionTarget", ["status"] = "True" }) }),
            },
            ["template"] = new JsonObject
            {
                ["spec"] = new JsonObject
                {
                    ["restartPolicy"] = "Never",
                    ["terminationGracePeriodSeconds"] = GraceSeconds,
                    ["containers"] = new JsonArray(new JsonObject
                    {
                        ["name"] = Container,
                        ["image"] = image,
                        ["command"] = new JsonArray([.. settings.Program.Concat(["sweep", "work", Folder, "--quiet"]).Select(word => JsonValue.Create(word))]),
                        ["env"] = new JsonArray(Variable("DOTNET_PROCESSOR_COUNT", FormattableString.Invariant($"{settings.Cores}")), Variable("DOTNET_GCHeapHardLimit", settings.HeapLimit)),
                        ["resources"] = new JsonObject { ["requests"] = Resources(settings), ["limits"] = new JsonObject { ["memory"] = Memory(settings) } },
                        ["volumeMounts"] = new JsonArray(new JsonObject { ["name"] = "job", ["mountPath"] = Folder }),
                    }),
                    ["volumes"] = new JsonArray(new JsonObject { ["name"] = "job", ["persistentVolumeClaim"] = new JsonObject { ["claimName"] = claim } }),
                },
            },
        },
    });

    static JsonObject Variable(string name, string value) => new() { ["name"] = name, ["value"] = value };

    static JsonObject Resources(EngineSettings settings) => new() { ["cpu"] = FormattableString.Invariant($"{settings.Cores}"), ["memory"] = Memory(settings) };

    static string Memory(EngineSettings settings) => FormattableString.Invariant($"{settings.MemoryMegabytes}Mi");
}
