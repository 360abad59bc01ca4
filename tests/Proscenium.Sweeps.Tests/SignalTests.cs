using System.Diagnostics;
using Proscenium.Sweeps.Jobs;
using Proscenium.Sweeps.Results;
using Proscenium.Tests.Live;

namespace Proscenium.Sweeps.Tests;

/// <summary>The real command in processes of its own, which are told to stop, or killed.</summary>
[Trait(Traits.Category, Traits.Slow)]
[Trait(Traits.Needs, Traits.Linux)]
public class SignalTests
{
    const int Kill = 9, User1 = 10;

    /// <summary>A study that takes some seconds.</summary>
    const string Longer = """
        { "name": "some seconds", "set": { "device": "laptop" }, "grid": [ { "setting": "distanceMetres", "from": 0.5, "to": 0.8, "steps": 16 }, { "setting": "gainLimitDb", "from": 6, "to": 18, "steps": 6 } ], "measure": "planned" }
        """;

    static Process Start(Job job) => Process.Start(CommandProcess.Start("sweep", "run", job.Folder, "--quiet"))!;

    static byte[] Undisturbed { get; } = SomeStudies.Undisturbed(Longer);

    [Theory]
    [InlineData(Signal.Terminate)]
    [InlineData(User1)]
    [InlineData(Signal.Interrupt)]
    public void ASignal_EndsWithCode75_AndNothingOfWhatWasDoneIsLost(int signal)
    {
        LinuxSystem.Require();
        using TemporaryFolder folder = new();
        Job job = SomeStudies.Plan(folder, Longer, 8);
        using Process run = Start(job);
        while (JobStatus.Of(job).Done == 0 && !run.HasExited) run.WaitForExit(20);
        Assert.Equal(0, Signal.Send(run.Id, signal));
        Assert.True(run.WaitForExit(20000));
        Assert.Equal(75, run.ExitCode);
        JobStatus between = JobStatus.Of(job);
        Assert.InRange(between.Done, 1, job.Items - 1);
        using Process rest = Start(job);
        rest.WaitForExit();
        Assert.Equal(0, rest.ExitCode);
        Assert.Equal(Undisturbed, SomeStudies.Table(job));
    }

    [Fact]
    public void KilledFiveTimes_TheTableIsThatOfAnUndisturbedRun()
    {
        LinuxSystem.Require();
        using TemporaryFolder folder = new();
        Job job = SomeStudies.Plan(folder, Longer, 24);
        Random random = new(5);
        for (int kill = 0; kill < 5; kill++)
        {
            int done = JobStatus.Of(job).Done, until = done + random.Next(1, 15);
            using Process run = Start(job);
            while (JobStatus.Of(job).Done < until && !run.HasExited) run.WaitForExit(10);
            _ = Signal.Send(run.Id, Kill);
            run.WaitForExit();
        }
        using Process rest = Start(job);
        rest.WaitForExit();
        Assert.Equal(0, rest.ExitCode);
        Assert.Equal(Undisturbed, SomeStudies.Table(job));
        Assert.Equal(96, new MergedTable(job).Rows().Select(row => row.Id).Distinct().Count());
    }
}
