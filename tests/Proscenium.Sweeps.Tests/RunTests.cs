using System.Globalization;
using DuckDB.NET.Data;
using Proscenium.Sweeps.Jobs;
using Proscenium.Sweeps.Results;
using Proscenium.Sweeps.Running;

namespace Proscenium.Sweeps.Tests;

/// <summary>Whole jobs in this process.</summary>
public class RunTests
{
    const string WithBadOnes = """
        { "name": "some bad", "set": { "device": "laptop" }, "grid": [ { "setting": "distanceMetres", "values": [0.6, 0.01, 0.7] }, { "setting": "gainLimitDb", "values": [6, 12] } ], "measure": "planned" }
        """;

    static SweepOutcome Run(Job job, int threads = 2) => new SweepRun(job, threads).Run(Enumerable.Range(0, job.Shards), TestContext.Current.CancellationToken);

    [Fact]
    public void TheSameTable_ComesOutOfOneShardAndFive_OneThreadAndThree()
    {
        using TemporaryFolder folder = new();
        Job one = SomeStudies.Plan(folder, SomeStudies.Planned, 1, "one"), five = SomeStudies.Plan(folder, SomeStudies.Planned, 5, "five");
        Assert.Equal(new(12, 0, 0, true), Run(one, 1));
        Assert.Equal(new(12, 0, 0, true), Run(five, 3));
        Assert.Equal(SomeStudies.Table(one), SomeStudies.Table(five));
        Assert.Equal(new(0, 0, 12, true), Run(five)); // nothing is done twice
        Assert.Equal(new(12, 12, 0, 5, 5, 0), JobStatus.Of(five));
    }

    [Fact]
    public void AnotherReader_FindsEveryRow_WithTheFiguresOfThePlan()
    {
        using TemporaryFolder folder = new();
        Job job = SomeStudies.Plan(folder, SomeStudies.Planned, 3);
        Run(job);
        SomeStudies.Table(job);
        using DuckDBConnection connection = new("DataSource=:memory:");
        connection.Open();
        using DuckDBCommand command = connection.CreateCommand();
        command.CommandText = $"select item, id, gainLimitDb, tone, cancellationDb_mean, largestEffortDb_left, error from '{Path.Combine(job.Folder, MergedTable.FileName)}' order by item";
        using DuckDBDataReader reader = command.ExecuteReader();
        int rows = 0;
        for (; reader.Read(); rows++)
        {
            object?[] cells = [.. job.Work.SettingsOf(rows), .. job.Work.Measure(rows, job.IdOf(rows))];
            object? Cell(string name) => cells[job.Columns.ToList().FindIndex(column => column.Name == name)];
            Assert.Equal((rows, job.IdOf(rows)), (reader.GetInt32(0), reader.GetString(1)));
            Assert.Equal((Cell("gainLimitDb"), Cell("tone"), Cell("cancellationDb_mean"), Cell("largestEffortDb_left")), (reader.GetDouble(2), reader.GetString(3), reader.GetDouble(4), (object)reader.GetDouble(5)));
            Assert.True(reader.IsDBNull(6));
        }
        Assert.Equal(12, rows);
    }

    [Fact]
    public void BadItems_AreRowsWithTheirError_AndAreDoneAgainWhenAskedFor()
    {
        using TemporaryFolder folder = new();
        Job job = SomeStudies.Plan(folder, WithBadOnes, 2);
        Assert.Equal(new(6, 2, 0, true), Run(job));
        ResultRow[] rows = [.. new MergedTable(job).Rows()];
        Assert.Equal([0.01, 0.01], rows.Where(row => row.Error is not null).Select(row => row.Cells[0]));
        Assert.All(rows, row => Assert.Equal(row.Error is null, row.Cells[^1] is double));
        Assert.Contains("distanceMetres", rows.First(row => row.Error is not null).Error);
        byte[] table = SomeStudies.Table(job);
        Assert.Equal(2, Enumerable.Range(0, job.Shards).Sum(shard => new ShardResults(job, shard).Forget()));
        Assert.Equal(new(6, 4, 0, 2, 0, 2), JobStatus.Of(job));
        Assert.Equal(new(2, 2, 4, true), Run(job));
        Assert.Equal(table, SomeStudies.Table(job));
    }

    [Fact]
    public void AStop_KeepsWhatIsDone_AndTheRestComesNextTime()
    {
        using TemporaryFolder folder = new();
        Job job = SomeStudies.Plan(folder, SomeStudies.Planned, 2), whole = SomeStudies.Plan(folder, SomeStudies.Planned, 2, "whole");
        using CancellationTokenSource stop = new();
        SweepOutcome first = new SweepRun(new Job { Folder = job.Folder, Name = job.Name, Fingerprint = job.Fingerprint, Work = new CountedWork(job.Work, 5, stop.Cancel), Shards = job.Shards }, 1).Run([0, 1], stop.Token);
        Assert.Equal(new(5, 0, 0, false), first);
        Assert.Equal(new(7, 0, 5, true), Run(job));
        Run(whole);
        Assert.Equal(SomeStudies.Table(whole), SomeStudies.Table(job));
    }

    [Fact]
    public void APart_ThatIsDamaged_CountsForNothing()
    {
        using TemporaryFolder folder = new();
        Job job = SomeStudies.Plan(folder, SomeStudies.Planned, 1);
        Run(job);
        byte[] table = SomeStudies.Table(job);
        string part = Directory.GetFiles(job.ResultsOf(0), "*.parquet").Single();
        byte[] content = File.ReadAllBytes(part);
        File.WriteAllBytes(part, content[..^1]);
        Assert.Equal(new(12, 0, 0, true), Run(job));
        Assert.Equal(table, SomeStudies.Table(job));
    }

    [Fact]
    public void APart_ThatIsDamagedAndAsLongAsBefore_IsDoneAgain()
    {
        using TemporaryFolder folder = new();
        Job job = SomeStudies.Plan(folder, SomeStudies.Planned, 2);
        Run(job);
        byte[] table = SomeStudies.Table(job);
        string part = Directory.GetFiles(job.ResultsOf(1), "*.parquet").Single();
        byte[] content = File.ReadAllBytes(part);
        content[content.Length / 2] ^= 1;
        File.WriteAllBytes(part, content);
        Assert.Equal(new(12, 6, 0, 2, 1, 0), JobStatus.Of(job));
        Assert.Equal(new(6, 0, 6, true), Run(job));
        Assert.Equal(table, SomeStudies.Table(job));
    }

    [Fact]
    public void AnItemInTwoParts_CountsOnce_AndSoDoesItsError()
    {
        using TemporaryFolder folder = new();
        Job job = SomeStudies.Plan(folder, WithBadOnes, 1);
        Run(job);
        ShardResults results = new(job, 0);
        results.Add([.. results.Rows().Where(row => row.Error is not null)]);
        File.Delete(Path.Combine(job.ResultsOf(0), "done.json"));
        Assert.Equal(new(6, 6, 2, 1, 1, 0), JobStatus.Of(job));
        Assert.Equal(2, results.Forget());
        Assert.Equal(new(6, 4, 0, 1, 0, 1), JobStatus.Of(job));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void AFaultOfTheMachine_EndsTheWork_IsNoRow_AndKeepsWhatIsDone(bool isDiskFull)
    {
        using TemporaryFolder folder = new();
        Job job = SomeStudies.Plan(folder, SomeStudies.Planned, 1);
        const int noSpace = 28; // ENOSPC
        Exception fault = isDiskFull ? Proscenium.Files.OutputFault.Of("song.wav", new IOException("no space", noSpace)) : new IOException("the disk is gone");
        SweepRun run = new(new Job { Folder = job.Folder, Name = job.Name, Fingerprint = job.Fingerprint, Work = new CountedWork(job.Work, 5, () => throw fault), Shards = job.Shards }, 1);
        Assert.Same(fault, Assert.Single(Assert.Throws<AggregateException>(() => run.Run([0], TestContext.Current.CancellationToken)).InnerExceptions));
        Assert.Equal(new(12, 4, 0, 1, 0, 1), JobStatus.Of(job));
        Assert.Equal(new(8, 0, 4, true), Run(job));
    }

    [Fact]
    public void AStop_AfterTheLastItem_IsNoStop()
    {
        using TemporaryFolder folder = new();
        Job job = SomeStudies.Plan(folder, SomeStudies.Planned, 2);
        using CancellationTokenSource stop = new();
        Assert.Equal(new(12, 0, 0, true), new SweepRun(new Job { Folder = job.Folder, Name = job.Name, Fingerprint = job.Fingerprint, Work = new CountedWork(job.Work, 12, stop.Cancel), Shards = job.Shards }, 1).Run([0, 1], stop.Token));
    }

    [Fact]
    public void TwoWorkersOfOneShard_DoNoHarm()
    {
        using TemporaryFolder folder = new();
        Job job = SomeStudies.Plan(folder, SomeStudies.Planned, 1), whole = SomeStudies.Plan(folder, SomeStudies.Planned, 1, "whole");
        Parallel.Invoke(() => Run(job, 1), () => Run(job, 1));
        Run(whole);
        Assert.Equal(SomeStudies.Table(whole), SomeStudies.Table(job));
    }

    [Fact]
    public void Csv_HasEveryNumber_ToItsLastDigit_AndTextsInQuotes()
    {
        using TemporaryFolder folder = new();
        Job job = SomeStudies.Plan(folder, WithBadOnes, 1);
        Run(job);
        using StringWriter text = new(CultureInfo.InvariantCulture);
        Assert.Equal(6, new MergedTable(job).WriteCsv(text));
        string path = folder["table.csv"];
        File.WriteAllText(path, text.ToString());
        using DuckDBConnection connection = new("DataSource=:memory:");
        connection.Open();
        using DuckDBCommand command = connection.CreateCommand();
        command.CommandText = $"select item, cancellationDb_mean, error from read_csv('{path}') order by item";
        using DuckDBDataReader reader = command.ExecuteReader();
        int column = job.Columns.ToList().FindIndex(one => one.Name == "cancellationDb_mean");
        foreach (ResultRow row in new MergedTable(job).Rows())
        {
            Assert.True(reader.Read());
            Assert.Equal(row.Cells[column], reader.IsDBNull(1) ? null : reader.GetDouble(1));
            Assert.Equal(row.Error, reader.IsDBNull(2) ? null : reader.GetString(2));
        }
    }

    /// <summary>Work of which one item does something of its own.</summary>
    sealed class CountedWork(IJobWork work, int number, Action act) : IJobWork
    {
        int _done;

        public int Count => work.Count;

        public IReadOnlyList<Column> Settings => work.Settings;

        public IReadOnlyList<Column> Figures => work.Figures;

        public string MainFigure => work.MainFigure;

        public double SecondsPerItem => work.SecondsPerItem;

        public string Describe(int item) => work.Describe(item);

        public object?[] SettingsOf(int item) => work.SettingsOf(item);

        public object?[] Measure(int item, string id)
        {
            if (++_done == number) act();
            return work.Measure(item, id);
        }
    }
}
