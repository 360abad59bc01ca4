using Proscenium.Files.Projects;
using Proscenium.Sweeps.Comparing;
using Proscenium.Sweeps.Jobs;
using Proscenium.Tests.Cli;

namespace Proscenium.Sweeps.Tests;

[Collection("console")]
public class ComparingTests
{
    static Job Job(TemporaryFolder folder) => SomeStudies.Plan(folder, SomeStudies.Planned);

    static ResultRow Row(Job job, int item, double cancellation, double effort)
    {
        object?[] cells = [.. job.Work.SettingsOf(item), .. new object?[job.Work.Figures.Count]];
        List<Column> columns = [.. job.Columns];
        cells[columns.FindIndex(column => column.Name == "cancellationDb_mean")] = cancellation;
        cells[columns.FindIndex(column => column.Name == "largestEffortDb_left")] = effort;
        return new(item, job.IdOf(item), cells, null, "x64-256");
    }

    [Fact]
    public void TheFront_HoldsWhatNothingDominates_AndNothingElse()
    {
        using TemporaryFolder folder = new();
        Job job = Job(folder);
        Random random = new(3);
        ResultRow[] rows = [.. Enumerable.Range(0, 12).Select(item => Row(job, item, random.Next(8), random.Next(8)))];
        Ranking cancellation = new(job, "cancellationDb_mean"), effort = new(job, "largestEffortDb_left");
        Assert.False(cancellation.IsSmallBetter);
        Assert.True(effort.IsSmallBetter);
        bool Dominates(ResultRow a, ResultRow b) => cancellation.Worth(a) >= cancellation.Worth(b) && effort.Worth(a) >= effort.Worth(b) && (cancellation.Worth(a) > cancellation.Worth(b) || effort.Worth(a) > effort.Worth(b));
        bool IsFirstOfItsKind(ResultRow row) => !rows.Any(other => other.Item < row.Item && cancellation.Worth(other) == cancellation.Worth(row) && effort.Worth(other) == effort.Worth(row));
        Assert.Equal(rows.Where(row => IsFirstOfItsKind(row) && !rows.Any(other => Dominates(other, row))).OrderByDescending(cancellation.Worth), ParetoFront.Of(rows, cancellation, effort));
    }

    [Fact]
    public void AnEffect_IsTheShareOfTheVariance_ThatASettingExplains()
    {
        using TemporaryFolder folder = new();
        Job job = Job(folder);
        ResultRow[] rows = [.. Enumerable.Range(0, 12).Select(item => Row(job, item, 3 * (double)job.Work.SettingsOf(item)[1]!, 0))]; // by the gain limit alone
        IReadOnlyList<MainEffect> effects = MainEffect.Of(job, rows, new(job, "cancellationDb_mean"));
        Assert.Equal("gainLimitDb", effects[0].Setting);
        Assert.Equal([18.0, 36, 54], effects[0].Levels.Select(level => level.Mean));
        Assert.Equal(1, effects[0].Share, 1e-12);
        Assert.Equal([0.0, 0], effects.Skip(1).Select(effect => Math.Round(effect.Share, 12)));
    }

    [Fact]
    [Trait(Traits.Category, Traits.Slow)]
    public void TheBar_IsSampled_AndItsBestDesignsAreFilesToGoOnWith()
    {
        using TemporaryFolder folder = new();
        string study = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "examples", "bar-study.json")).Replace("\"points\": 128", "\"points\": 12", StringComparison.Ordinal);
        File.WriteAllText(folder["study.json"], study);
        Command.Succeed("sweep", "plan", folder["study.json"], "-o", folder["job"], "--pareto", "cancellationDb_mean,largestEffortDb_left");
        Command.Succeed("sweep", "run", folder["job"]);
        string printed = Command.Succeed("sweep", "top", folder["job"], "--count", "2", "--report", folder["page.html"], "--save", folder["best"]);
        Assert.Contains("best compromises between cancellationDb_mean and largestEffortDb_left", printed);
        string[] saved = [.. Directory.EnumerateDirectories(folder["best"]).Order(StringComparer.Ordinal)];
        Assert.Equal(2, saved.Length);
        Assert.Equal("bar-40", PlanFile.Read(Path.Combine(saved[0], "plan")).Request.Device.Name);
        Assert.Equal(PlanFile.Read(Path.Combine(saved[0], "plan")).Request.Device.Drivers, DeviceFile.Open(Path.Combine(saved[0], "design.device.json")).Drivers);
        string page = File.ReadAllText(folder["page.html"]);
        foreach (string part in (string[])["Best compromises", "Settings and figures together", "Main effects", "bar of 40 cm", "alt=\""]) Assert.Contains(part, page);
        Assert.DoesNotContain("<script", page);
        if (Environment.GetEnvironmentVariable("PROSCENIUM_PICTURES") is { } pictures) File.Copy(folder["page.html"], Path.Combine(pictures, "sweep.html"), overwrite: true);
    }
}
