using Proscenium.Sweeps.Jobs;
using Proscenium.Sweeps.Planning;
using Proscenium.Sweeps.Results;
using Proscenium.Sweeps.Running;

namespace Proscenium.Sweeps.Tests;

/// <summary>Small studies, planned and run in this process.</summary>
static class SomeStudies
{
    /// <summary>Twelve plans of a laptop, in the order of their plants: drivers nearer and farther apart, then limits.</summary>
    public const string Planned = """
        {
          "name": "twelve laptops", // comments are allowed
          "set": { "device": "laptop", "angleDegrees": "none" },
          "grid": [
            { "setting": "gainLimitDb", "values": [6, 12, 18] },
            { "setting": "device.drivers.left.position.left", "mirrored": ["device.drivers.right.position.left"], "from": 0.06, "to": 0.12, "steps": 2 },
            { "setting": "tone", "values": ["room", "direct"] }
          ],
          "measure": "planned"
        }
        """;

    /// <summary>Plans a job of a study's text.</summary>
    public static Job Plan(TemporaryFolder folder, string study, int? shards = null, string name = "job", IReadOnlyList<string>? pareto = null, int? simdBits = null)
    {
        File.WriteAllText(folder["study.json"], study);
        return JobFile.Plan(folder["study.json"], folder[name], new(shards, simdBits, pareto ?? []));
    }

    /// <summary>The table of a study that runs in one go in this process.</summary>
    public static byte[] Undisturbed(string study)
    {
        using TemporaryFolder folder = new();
        Job job = Plan(folder, study, 1);
        Assert.True(new SweepRun(job, 2).Run([0], TestContext.Current.CancellationToken).IsComplete);
        return Table(job);
    }

    /// <summary>The merged table's bytes.</summary>
    public static byte[] Table(Job job)
    {
        string path = Path.Combine(job.Folder, MergedTable.FileName);
        new MergedTable(job).Write(path);
        return File.ReadAllBytes(path);
    }
}
