using Proscenium.Sweeps.Jobs;
using Proscenium.Sweeps.Planning;
using Proscenium.Sweeps.Results;
using Proscenium.Tests.Cli;
using Proscenium.Tests.Live;

namespace Proscenium.Sweeps.Tests;

/// <summary>Real Slurm with three nodes.</summary>
[Collection("console")]
[Trait(Traits.Category, Traits.Slow)]
[Trait(Traits.Needs, Traits.Program)]
public class SlurmTests
{
    const string Study = """
        { "name": "array", "set": { "device": "laptop" }, "grid": [ { "setting": "distanceMetres", "from": 0.5, "to": 0.8, "steps": 16 }, { "setting": "gainLimitDb", "from": 6, "to": 18, "steps": 6 } ], "measure": "planned" }
        """;

    const double LongestSeconds = 300;

    [Fact]
    public void ThreeNodes_OneOfThemKilled_MakeTheTableOfAnUndisturbedRun()
    {
        using SlurmCluster cluster = new();
        using TemporaryFolder folder = new();
        Job job = SomeStudies.Plan(folder, Study, 8, "a job of 100%"); // whose name needs care in scripts
        Assert.Contains("8 tasks", Command.Succeed("sweep", "submit", job.Folder, "--on", "slurm", "--program", CommandProcess.Command, "--memory", "1000"));
        Waiting.For(() => JobStatus.Of(job).Done > 0, "the array does not get on", LongestSeconds);
        cluster.KillNode(1);
        Assert.NotEmpty(Directory.GetFiles(job.Folder, "slurm-*.log"));
        Waiting.For(() => !cluster.IsBusy(), "the array does not get on", LongestSeconds);
        Assert.Equal(new(96, 96, 0, 8, 8, 0), JobStatus.Of(job));
        Assert.Equal(SomeStudies.Undisturbed(Study), SomeStudies.Table(job));
    }

    [Fact]
    public void ATaskWhoseTimeEnds_IsQueuedAgain_AndGoesOn()
    {
        using SlurmCluster cluster = new();
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["study.json"], Study);
        Job job = JobFile.Plan(folder["study.json"], folder["job"], new(1, null, []));
        Command.Succeed("sweep", "submit", job.Folder, "--on", "slurm", "--program", CommandProcess.Command, "--memory", "1000");
        string Running() => SlurmCluster.Ask("squeue", "--noheader", "--states=RUNNING", "--format=%A").Trim();
        Waiting.For(() => Running().Length > 0 && File.Exists(Path.Combine(job.Folder, "slurm-0.log")) && new FileInfo(Path.Combine(job.Folder, "slurm-0.log")).Length > 0, "the array does not get on", LongestSeconds);
        SlurmCluster.Ask("scancel", "--batch", "--signal=USR1", Running()); // as two minutes before the end
        Waiting.For(() => !cluster.IsBusy(), "the array does not get on", LongestSeconds);
        Assert.Equal(new(96, 96, 0, 1, 1, 0), JobStatus.Of(job));
        Assert.Equal(SomeStudies.Undisturbed(Study), SomeStudies.Table(job));
    }
}
