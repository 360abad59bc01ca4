using System.Diagnostics;
using DuckDB.NET.Data;
using Proscenium.Sweeps.Jobs;
using Proscenium.Sweeps.Results;

namespace Proscenium.Sweeps.Tests;

/// <summary>Times of large tables, for results-sweeps.md: <c>-explicit only -diagnostics -class '*SweepFigures'</c>.</summary>
public class SweepFigures
{
    const int Rows = 1_000_000;

    static readonly string _study = $$"""
        { "name": "a million", "set": { "device": "laptop" }, "grid": [ { "setting": "distanceMetres", "from": 0.4, "to": 1.4, "steps": 100 }, { "setting": "gainLimitDb", "from": 3, "to": 18, "steps": 100 }, { "setting": "target", "from": 10, "to": 30, "steps": {{Rows / 10000}} } ], "measure": "planned" }
        """;

    /// <summary>Figures at random, in the parts of a job as workers write them.</summary>
    [Fact(Explicit = true)]
    public void AMillionRows_AreMergedAndAsked()
    {
        using TemporaryFolder folder = new();
        Job job = SomeStudies.Plan(folder, _study, 100);
        Assert.Equal(Rows, job.Items);
        Parallel.For(0, job.Shards, shard =>
        {
            Random random = new(shard);
            (int from, int to) = job.Range(shard);
            ShardResults results = new(job, shard);
            results.Add([.. Enumerable.Range(from, to - from).Select(item => new ResultRow(item, job.IdOf(item), [.. job.Work.SettingsOf(item), .. job.Work.Figures.Select(_ => (object?)(40 * random.NextDouble()))], null, "x64-256"))]);
            results.MarkWhereDone();
        });
        Stopwatch clock = Stopwatch.StartNew();
        string path = folder["table.parquet"];
        Assert.Equal(Rows, new MergedTable(job).Write(path));
        double merge = clock.Elapsed.TotalSeconds;
        using DuckDBConnection connection = new("DataSource=:memory:");
        connection.Open();
        int Ask(string query)
        {
            using DuckDBCommand command = connection.CreateCommand();
            command.CommandText = query;
            using DuckDBDataReader reader = command.ExecuteReader();
            int found = 0;
            while (reader.Read()) found++;
            return found;
        }
        clock.Restart();
        Assert.Equal(10, Ask($"select item, cancellationDb_mean from '{path}' order by cancellationDb_mean desc limit 10"));
        double top = clock.Elapsed.TotalSeconds;
        clock.Restart();
        Assert.Equal(100, Ask($"select gainLimitDb, avg(cancellationDb_mean), max(largestEffortDb_left) from '{path}' group by gainLimitDb"));
        double groups = clock.Elapsed.TotalSeconds;
        clock.Restart();
        Assert.Equal(Rows, JobStatus.Of(job).Done);
        TestContext.Current.SendDiagnosticMessage(FormattableString.Invariant($"{Rows} rows, {new FileInfo(path).Length / 1e6:0} MB: merge {merge:0.0} s, top 10 {top:0.00} s, group by {groups:0.00} s, status {clock.Elapsed.TotalSeconds:0.0} s"));
    }
}
