using System.CommandLine;
using Proscenium.Cli.Arguments;
using Proscenium.Sweeps.Jobs;
using Proscenium.Sweeps.Planning;
using Proscenium.Sweeps.Running;

namespace Proscenium.Cli.Commands.Sweep;

/// <summary><c>proscenium sweep work</c>: one shard of a job, as a task of an engine.</summary>
static class SweepWorkCommand
{
    public static Command Create()
    {
        Argument<string> folder = SweepOptions.Job();
        Option<int?> shard = NumberOption.Whole("--shard", "number", "The shard, from 0; by default the one that the engine's variable names (SLURM_ARRAY_TASK_ID, JOB_COMPLETION_INDEX and others).", 0, Job.MaxShards - 1);
        Option<string> nats = SweepOptions.Nats();
        Option<string?> queue = new("--queue") { HelpName = "name", Description = "NATS: the queue of a job that is not on this machine: it is fetched into the folder, and its results go back." };
        Option<int?> threads = SweepOptions.Threads();
        Option<bool> quiet = Options.Quiet();
        Verb command = new("work", "Work on one shard of a job, as a task of a cluster's engine, or with --nats on shards from a queue until it is empty. Exit code 0: done; 75: stopped by a signal, to be continued.\n\nExample: proscenium sweep work job --shard 3")
        {
            folder,
            { Heading.Job, shard, threads, nats, queue },
            { Heading.Output, quiet },
        };
        command.SetAction(parsed =>
        {
            if (parsed.GetResult(nats) is { Implicit: false } || parsed.GetValue(queue) is not null) return NatsWorker.Run(parsed.GetValue(folder)!, parsed.GetValue(nats)!, parsed.GetValue(queue), parsed.GetValue(threads), parsed.GetValue(quiet));
            Job job = JobFile.Open(parsed.GetValue(folder)!);
            int number = parsed.GetValue(shard) ?? ShardNumber.Of(Environment.GetEnvironmentVariable) ?? throw new SettingException("no engine says which shard is to be done here: name it with --shard, or run the whole job with 'proscenium sweep run'.");
            if (number >= job.Shards) throw new SettingException($"{job.Folder}: has {job.Shards} shards, 0 to {job.Shards - 1}, and no shard {number}: name one of them.");
            return SweepProcess.Run(job, [number], parsed.GetValue(threads), parsed.GetValue(quiet));
        });
        return command;
    }
}
