using System.CommandLine;
using System.Text.Json.Nodes;
using Proscenium.Cli.Arguments;
using Proscenium.Cli.Terminal;
using Proscenium.Sweeps.Engines;
using Proscenium.Sweeps.Jobs;
using Proscenium.Sweeps.Planning;
using Proscenium.Sweeps.Results;

namespace Proscenium.Cli.Commands.Sweep;

/// <summary><c>proscenium sweep status</c>: how far a job is.</summary>
static class SweepStatusCommand
{
    const int MostErrors = 5;

    public static Command Create()
    {
        Argument<string> folder = SweepOptions.Job();
        Option<string?> json = new("--json") { HelpName = "file", Description = "Write the counts to a JSON file, or - for standard output." };
        Option<string?> nats = new("--nats") { HelpName = "address", Description = "First fetch the results of workers that share no folder, from this NATS server." };
        Verb command = new("status", "Say how far a job is, by its results alone, wherever it runs.\n\nExample: proscenium sweep status job")
        {
            folder,
            { Heading.Job, nats },
            { Heading.Output, json },
        };
        command.SetAction(parsed =>
        {
            Job job = JobFile.Open(parsed.GetValue(folder)!);
            if (parsed.GetValue(nats) is { } address) CollectAsync(job, address).GetAwaiter().GetResult();
            JobStatus status = JobStatus.Of(job);
            if (parsed.GetValue(json) is { } file)
            {
                job.RequireApart(file);
                TextOutput.Require(file);
                TextOutput.WriteJson(file, new JsonObject { ["items"] = status.Items, ["done"] = status.Done, ["errors"] = status.Errors, ["shards"] = status.Shards, ["shardsDone"] = status.ShardsDone, ["shardsBegun"] = status.ShardsBegun });
            }
            Report report = new(false, parsed.GetValue(json));
            report.Line($"{job.Name}: {job.Folder}");
            report.Figure("items with a result", $"{status.Done} of {status.Items}");
            report.Figure("shards done", $"{status.ShardsDone} of {status.Shards}{(status.ShardsBegun > 0 ? $", {status.ShardsBegun} begun" : "")}");
            if (status.Errors == 0) return 0;
            report.Figure("items with an error", $"{status.Errors}; 'proscenium sweep retry {ShellWord.Of(job.Folder)}' has them done again. The first:");
            foreach (ResultRow row in new MergedTable(job).Rows().Where(row => row.Error is not null).Take(MostErrors)) report.Line($"    {row.Item}: {row.Error}");
            return 0;
        });
        return command;
    }

    static async Task CollectAsync(Job job, string address)
    {
        NatsQueue nats = new(address, NatsQueue.NameOf(job), NatsQueue.ShortAbsence);
        await using (nats.ConfigureAwait(false)) await nats.CollectAsync(job).ConfigureAwait(false);
    }
}
