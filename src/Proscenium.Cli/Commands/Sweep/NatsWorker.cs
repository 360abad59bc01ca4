using Proscenium.Cli.Terminal;
using Proscenium.Sweeps.Engines;
using Proscenium.Sweeps.Jobs;
using Proscenium.Sweeps.Planning;
using Proscenium.Sweeps.Running;

namespace Proscenium.Cli.Commands.Sweep;

/// <summary>A worker that takes shards from a queue of NATS.</summary>
static class NatsWorker
{
    /// <summary>Works until the queue is empty; the exit code.</summary>
    /// <param name="folder">The job's folder, or where a job is to be fetched to.</param>
    /// <param name="address">The server.</param>
    /// <param name="queue">The queue whose job is fetched, and to which results go back; null where the folder holds the job and is shared.</param>
    /// <param name="threads">Items at the same time, or null.</param>
    /// <param name="quiet">No progress.</param>
    public static int Run(string folder, string address, string? queue, int? threads, bool quiet) => RunAsync(folder, address, queue, threads, quiet).GetAwaiter().GetResult();

    static async Task<int> RunAsync(string folder, string address, string? queue, int? threads, bool quiet)
    {
        NatsQueue nats = new(address, queue ?? NatsQueue.NameOf(JobFile.Open(folder)));
        await using (nats.ConfigureAwait(false))
        {
            if (queue is not null && !File.Exists(Path.Combine(folder, Job.FileName))) await nats.FetchAsync(folder).ConfigureAwait(false);
            Job job = JobFile.Open(folder);
            if (SweepProcess.Pinned(job) is { } code) return code;
            using StopRequest stop = new();
            int shards = 0;
            bool isEmpty = await nats.WorkAsync(shard =>
            {
                SweepOutcome outcome = new SweepRun(job, threads ?? Environment.ProcessorCount).Run([shard], stop.Token);
                if (queue is not null) nats.UploadAsync(job, shard).GetAwaiter().GetResult();
                if (outcome.IsComplete) shards++;
                return outcome.IsComplete;
            }, stop.Token).ConfigureAwait(false);
            new Report(quiet).Line($"{shards} shard{(shards == 1 ? "" : "s")} done; the queue {(isEmpty ? "is empty" : "goes on with other workers")}");
            return isEmpty ? 0 : SweepOptions.GoesOn;
        }
    }
}
