using Proscenium.Files;
using Proscenium.Sweeps.Jobs;
using Proscenium.Sweeps.Results;

namespace Proscenium.Sweeps.Running;

/// <summary>Does the items of shards, one thread an item, and writes their rows every minute. What has results already is not done again.</summary>
/// <param name="job">The job.</param>
/// <param name="threads">Items that are done at the same time.</param>
sealed class SweepRun(Job job, int threads)
{
    static readonly TimeSpan _flush = TimeSpan.FromMinutes(1), _look = TimeSpan.FromMilliseconds(200);

    readonly Lock _gate = new();
    readonly List<OpenShard> _open = [];

    /// <summary>Does shards.</summary>
    /// <param name="shards">Their numbers, in the order in which they are done.</param>
    /// <param name="stop">Ends the work after the items that are being done.</param>
    /// <param name="progress">Told how far it is, several times a second; may be null.</param>
    /// <returns>Items done now and bad ones among them, and whether all shards are done.</returns>
    public SweepOutcome Run(IEnumerable<int> shards, CancellationToken stop, Action<SweepOutcome>? progress = null)
    {
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        SweepOutcome outcome = new(0, 0, 0, false);
        using IEnumerator<(OpenShard Shard, int Item)> items = Items(shards, skipped => outcome = outcome with { Skipped = outcome.Skipped + skipped }).GetEnumerator();
        void Work()
        {
            while (!end.IsCancellationRequested)
            {
                OpenShard shard;
                int item;
                lock (_gate)
                {
                    if (!items.MoveNext()) return;
                    (shard, item) = items.Current;
                }
                ResultRow row = RowOf(item);
                lock (_gate)
                {
                    outcome = outcome with { Done = outcome.Done + 1, Errors = outcome.Errors + (row.Error is null ? 0 : 1) };
                    shard.Rows.Add(row);
                    shard.Left--;
                    if (shard.Left > 0) continue;
                    _open.Remove(shard);
                }
                shard.Write(isLast: true);
            }
        }
        // threads of the pool, which all are at work then: what an item would do on several threads, it does on its own
        Task[] workers = [.. Enumerable.Range(0, threads).Select(_ => Task.Run(Work, CancellationToken.None))];
        foreach (Task worker in workers) worker.ContinueWith(_ => end.Cancel(), CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        long flushed = Environment.TickCount64;
        try
        {
            while (!Task.WhenAll(workers).Wait(_look, CancellationToken.None))
            {
                progress?.Invoke(Read(() => outcome));
                if (Environment.TickCount64 - flushed < _flush.TotalMilliseconds) continue;
                foreach (OpenShard shard in Read(() => _open.ToArray())) shard.Write(isLast: false);
                flushed = Environment.TickCount64;
            }
        }
        finally
        {
            // also where a fault of the machine ends the work
            foreach (OpenShard shard in _open) shard.Write(isLast: false);
        }
        return outcome with { IsComplete = _open.Count == 0 && !items.MoveNext() }; // also where a stop came after the last item
    }

    T Read<T>(Func<T> value)
    {
        lock (_gate) return value();
    }

    /// <summary>The items that have no result, shard by shard; a shard is looked at when its turn comes.</summary>
    IEnumerable<(OpenShard Shard, int Item)> Items(IEnumerable<int> shards, Action<int> skip)
    {
        foreach (int number in shards)
        {
            ShardResults results = new(job, number);
            (int from, int to) = job.Range(number);
            if (results.IsDone(out _))
            {
                skip(to - from);
                continue;
            }
            (HashSet<int> found, _) = results.Found();
            skip(found.Count);
            int[] left = [.. Enumerable.Range(from, to - from).Where(item => !found.Contains(item))];
            if (left.Length == 0)
            {
                results.MarkWhereDone();
                continue;
            }
            OpenShard shard = new(results, left.Length, _gate);
            _open.Add(shard);
            foreach (int item in left) yield return (shard, item);
        }
    }

    /// <summary>An item's row; a bad item's says what is wrong.</summary>
    ResultRow RowOf(int item)
    {
        string id = job.IdOf(item);
        object?[] settings = job.Work.SettingsOf(item);
        object?[] figures = new object?[job.Work.Figures.Count];
        string? error = null;
        try
        {
            figures = job.Work.Measure(item, id);
        }
        catch (Exception e) when (ErrorOf(e) is not null)
        {
            error = ErrorOf(e);
        }
        return new(item, id, [.. settings, .. figures], error, InstructionSet.Name);
    }

    /// <summary>The sentence for a table; null where not the item is at fault but the machine.</summary>
    static string? ErrorOf(Exception error) => error switch
    {
        _ when OutputFault.IsOfAFullDisk(error) => null,
        ProsceniumException known => known.Message,
        AggregateException several => several.Flatten().InnerExceptions.Select(ErrorOf).FirstOrDefault(sentence => sentence is not null),
        OutOfMemoryException or IOException or UnauthorizedAccessException or OperationCanceledException => null,
        _ => $"a fault of proscenium itself ({error.GetType().Name}: {error.Message}): please report it with the study.",
    };

    /// <summary>A shard of which items are being done.</summary>
    sealed class OpenShard(ShardResults results, int left, Lock gate)
    {
        readonly Lock _file = new();

        /// <summary>Rows that are not written yet.</summary>
        public List<ResultRow> Rows { get; private set; } = [];

        /// <summary>Items without a row.</summary>
        public int Left { get; set; } = left;

        /// <summary>Writes what there is.</summary>
        /// <param name="isLast">True where nothing comes after it.</param>
        public void Write(bool isLast)
        {
            lock (_file)
            {
                List<ResultRow> rows;
                lock (gate) (rows, Rows) = (Rows, []);
                if (rows.Count > 0) results.Add(rows);
                if (isLast) results.MarkWhereDone();
            }
        }
    }
}

/// <summary>What a run did.</summary>
/// <param name="Done">Items done by it.</param>
/// <param name="Errors">Bad ones among them.</param>
/// <param name="Skipped">Items that had a result before.</param>
/// <param name="IsComplete">True where nothing is left of its shards.</param>
readonly record struct SweepOutcome(int Done, int Errors, int Skipped, bool IsComplete);
