using k8s;
using k8s.Models;
using Proscenium.Engine.Plan;
using Proscenium.Sweeps.Engines;
using Proscenium.Sweeps.Jobs;
using Proscenium.Tests.Cli;

namespace Proscenium.Sweeps.Tests;

/// <summary>What is written for engines, read by others.</summary>
[Collection("console")]
public class EngineTextTests
{
    [Fact]
    public void TheManifest_IsAnIndexedJob_InKubernetesOwnModel()
    {
        using TemporaryFolder folder = new();
        Job job = SomeStudies.Plan(folder, SomeStudies.Planned, 5);
        string text = Command.Succeed("sweep", "submit", job.Folder, "--on", "kubernetes", "--print", "--image", "registry/proscenium:1", "--claim", "sweeps", "--parallel", "3", "--cores", "2", "--memory", "1500");
        V1Job manifest = KubernetesYaml.Deserialize<V1Job>(text, strict: true);
        Assert.Equal(("batch/v1", "Job", "Indexed", 5, 3, 3), (manifest.ApiVersion, manifest.Kind, manifest.Spec.CompletionMode, manifest.Spec.Completions, manifest.Spec.Parallelism, manifest.Spec.BackoffLimitPerIndex));
        V1PodSpec pod = manifest.Spec.Template.Spec;
        V1Container worker = Assert.Single(pod.Containers);
        Assert.Equal(["proscenium", "sweep", "work", "/job", "--quiet"], worker.Command);
        Assert.Equal("2", worker.Env.Single(variable => variable.Name == "DOTNET_PROCESSOR_COUNT").Value);
        Assert.Equal("0x4B000000", worker.Env.Single(variable => variable.Name == "DOTNET_GCHeapHardLimit").Value); // 1200 MiB
        Assert.Equal(("Never", "sweeps", "/job"), (pod.RestartPolicy, Assert.Single(pod.Volumes).PersistentVolumeClaim.ClaimName, Assert.Single(worker.VolumeMounts).MountPath));
        Assert.Equal("1500Mi", worker.Resources.Limits["memory"].ToString());
        Assert.Equal([75], manifest.Spec.PodFailurePolicy.Rules[0].OnExitCodes.Values);
        Assert.All(manifest.Spec.PodFailurePolicy.Rules, rule => Assert.Equal("Ignore", rule.Action));
    }

    [Fact]
    public void TheScript_IsRightForTheShell_AndHoldsTheArray()
    {
        using TemporaryFolder folder = new();
        Job job = SomeStudies.Plan(folder, SomeStudies.Planned, 5, "a job's 5% \"folder\"");
        string script = SlurmScript.Of(job, new(["/opt/my programs/proscenium"], 4, 4000, 90));
        File.WriteAllText(folder["script.sh"], script);
        using System.Diagnostics.Process shell = System.Diagnostics.Process.Start("bash", ["-n", folder["script.sh"]]);
        shell.WaitForExit();
        Assert.Equal(0, shell.ExitCode);
        Assert.Contains("#SBATCH --array=0-4\n", script);
        Assert.Contains("#SBATCH --signal=B:USR1@120\n", script);
        Assert.Contains("#SBATCH --time=90\n", script);
        Assert.Contains("'/opt/my programs/proscenium' sweep work ", script);
        Assert.Contains("a job'\\''s 5% \"folder\"'", script);
        Assert.Contains("a job's 5%% \\\"folder\\\"/slurm-%a.log\"\n", script);
    }

    [Theory]
    [InlineData("host:4222")]
    [InlineData("http://host:4222")]
    [InlineData("nats://host:many")]
    [InlineData("nats://one:4222,two")]
    public void AnAddressThatIsNone_IsAMistake(string address)
    {
        using TemporaryFolder folder = new();
        Job job = SomeStudies.Plan(folder, SomeStudies.Planned);
        Assert.Contains("is no address of a server", Command.Fail(2, "sweep", "status", job.Folder, "--nats", address));
        Assert.Contains("is no address of a server", Command.Fail(2, "sweep", "submit", job.Folder, "--on", "nats", "--nats", address));
    }

    [Fact]
    public async Task AServerThatIsNotThere_IsSaid()
    {
        using TemporaryFolder folder = new();
        Job job = SomeStudies.Plan(folder, SomeStudies.Planned);
        NatsQueue nats = new($"nats://127.0.0.1:{FreePort.Several(1)[0]}", NatsQueue.NameOf(job), TimeSpan.Zero);
        await using (nats) Assert.Contains("no NATS server with JetStream answers", (await Assert.ThrowsAsync<FileFormatException>(() => nats.SubmitAsync(job))).Message);
    }

    [Fact]
    public void AnUnknownEngine_IsRefused()
    {
        using TemporaryFolder folder = new();
        Job job = SomeStudies.Plan(folder, SomeStudies.Planned);
        Assert.Contains("use slurm, nats or kubernetes", Command.Fail(2, "sweep", "submit", job.Folder, "--on", "cloud"));
        Assert.Contains("proscenium sweep work FOLDER", Command.Succeed("sweep", "submit", job.Folder, "--on", "nats", "--print"));
    }
}
