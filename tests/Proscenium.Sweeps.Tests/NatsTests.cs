using System.Diagnostics;
using Proscenium.Engine.Plan;
using Proscenium.Sweeps.Engines;
using Proscenium.Sweeps.Jobs;
using Proscenium.Sweeps.Results;
using Proscenium.Tests.Live;

namespace Proscenium.Sweeps.Tests;

/// <summary>A real server of NATS, and workers in processes of their own.</summary>
[Trait(Traits.Category, Traits.Slow)]
[Trait(Traits.Needs, Traits.Program)]
public class NatsTests
{
    const int Kill = 9;

    const string Study = """
        { "name": "queued", "set": { "device": "laptop" }, "grid": [ { "setting": "distanceMetres", "from": 0.5, "to": 0.8, "steps": 16 }, { "setting": "gainLimitDb", "from": 6, "to": 18, "steps": 6 } ], "measure": "planned" }
        """;

    static Process Worker(string folder, NatsServer server, string? queue = null) =>
        Process.Start(CommandProcess.Start(["sweep", "work", folder, "--quiet", "--nats", server.Address, .. queue is null ? Array.Empty<string>() : ["--queue", queue]]))!;

    [Fact]
    public async Task ThreeWorkers_KilledAndAServerStartedAgain_MakeTheTableOfAnUndisturbedRun()
    {
        using NatsServer server = new();
        using TemporaryFolder folder = new();
        Job job = SomeStudies.Plan(folder, Study, 12);
        string queue = NatsQueue.NameOf(job);
        NatsQueue nats = new(server.Address, queue);
        await using (nats)
        {
            Assert.Equal(12, await nats.SubmitAsync(job, TimeSpan.FromSeconds(3)));
            Assert.Equal(0, await nats.SubmitAsync(job, TimeSpan.FromSeconds(3))); // once more adds nothing
            List<Process> workers = [Worker(job.Folder, server), Worker(folder["b"], server, queue), Worker(folder["c"], server, queue)]; // one shares the folder, two have fetched the job
            Waiting.For(() => JobStatus.Of(job).Done > 0, "no shard was done");
            _ = Signal.Send(workers[1].Id, Kill);
            workers.Add(Worker(folder["b"], server, queue));
            server.Restart();
            _ = Signal.Send(workers[0].Id, Kill);
            workers.Add(Worker(job.Folder, server));
            foreach (Process worker in workers)
            {
                await worker.WaitForExitAsync(TestContext.Current.CancellationToken);
                Assert.True(worker.ExitCode is 0 or 128 + Kill, $"{worker.ExitCode}");
                worker.Dispose();
            }
            await nats.CollectAsync(job);
        }
        Assert.Equal(new(96, 96, 0, 12, 12, 0), JobStatus.Of(job));
        Assert.Equal(SomeStudies.Undisturbed(Study), SomeStudies.Table(job));
    }

    [Fact]
    public async Task AWorkerThatIsToldToStop_GivesItsShardBack()
    {
        using NatsServer server = new();
        using TemporaryFolder folder = new();
        Job job = SomeStudies.Plan(folder, Study, 3);
        NatsQueue nats = new(server.Address, NatsQueue.NameOf(job));
        await using (nats)
        {
            await nats.SubmitAsync(job);
            List<int> done = [];
            Assert.False(await nats.WorkAsync(_ => false, TestContext.Current.CancellationToken)); // what was stopped
            Assert.True(await nats.WorkAsync(shard =>
            {
                done.Add(shard);
                return true;
            }, TestContext.Current.CancellationToken));
            Assert.Equal([0, 1, 2], done.Order());
        }
    }

    [Fact]
    public async Task AQueueThatIsNotThere_IsSaid()
    {
        using NatsServer server = new();
        NatsQueue nats = new(server.Address, "0123456789abcdef");
        await using (nats) Assert.Contains("has no queue", (await Assert.ThrowsAsync<FileFormatException>(() => nats.WorkAsync(_ => true, TestContext.Current.CancellationToken))).Message);
        Assert.Contains("is no queue", Assert.Throws<SettingException>(() => new NatsQueue(server.Address, "../x")).Message);
    }
}
