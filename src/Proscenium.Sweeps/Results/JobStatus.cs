using Proscenium.Sweeps.Jobs;

namespace Proscenium.Sweeps.Results;

/// <summary>How far a job is, by its results.</summary>
/// <param name="Items">Its items.</param>
/// <param name="Done">Those that have a result.</param>
/// <param name="Errors">Those whose result is an error.</param>
/// <param name="Shards">Its shards.</param>
/// <param name="ShardsDone">Those that are done.</param>
/// <param name="ShardsBegun">Those of which something is done.</param>
sealed record JobStatus(int Items, int Done, int Errors, int Shards, int ShardsDone, int ShardsBegun)
{
    /// <summary>Looks at the results.</summary>
    public static JobStatus Of(Job job)
    {
        int done = 0, errors = 0, shardsDone = 0, begun = 0;
        for (int shard = 0; shard < job.Shards; shard++)
        {
            ShardResults results = new(job, shard);
            (int from, int to) = job.Range(shard);
            if (results.IsDone(out int bad))
            {
                (done, errors, shardsDone) = (done + to - from, errors + bad, shardsDone + 1);
                continue;
            }
            (HashSet<int> found, bad) = results.Found();
            (done, errors) = (done + found.Count, errors + bad);
            if (found.Count == to - from) shardsDone++;
            else if (found.Count > 0) begun++;
        }
        return new(job.Items, done, errors, job.Shards, shardsDone, begun);
    }
}
