using System.Reflection;
using System.Text;
using Proscenium.Engine.Plan;

namespace Proscenium.Sweeps.Jobs;

/// <summary>A job: many items, in shards that workers take one at a time. It never changes; what was found stands beside it.</summary>
sealed class Job
{
    /// <summary>The most shards of a job: what clusters allow for an array of tasks, mostly.</summary>
    public const int MaxShards = 1000;

    /// <summary>The name of a job's file in its folder.</summary>
    public const string FileName = "job.json";

    /// <summary>The job's folder.</summary>
    public required string Folder { get; init; }

    /// <summary>What it is called.</summary>
    public required string Name { get; init; }

    /// <summary>Fingerprint of the job's file.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>What its items are.</summary>
    public required IJobWork Work { get; init; }

    /// <summary>Number of shards.</summary>
    public required int Shards { get; init; }

    /// <summary>Width in bits that vectors are pinned to, or null for what the machine has.</summary>
    public int? SimdBits { get; init; }

    /// <summary>Two columns between which the best compromises are told, or none.</summary>
    public IReadOnlyList<string> Pareto { get; init; } = [];

    /// <summary>Number of items.</summary>
    public int Items => Work.Count;

    /// <summary>The version of this program, on which results depend.</summary>
    public static string Version { get; } = typeof(Job).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>The columns of the table of results, in their order.</summary>
    public IReadOnlyList<Column> Columns => [.. Work.Settings, .. Work.Figures];

    /// <summary>The items of a shard, from one up to another that belongs to the next.</summary>
    public (int From, int To) Range(int shard) => ((int)((long)Items * shard / Shards), (int)((long)Items * (shard + 1) / Shards));

    /// <summary>The folder with the results of a shard.</summary>
    public string ResultsOf(int shard) => Path.Combine(Folder, "results", FormattableString.Invariant($"{shard}"));

    /// <summary>Refuses to write over what the job consists of.</summary>
    /// <param name="outputs">Files that are to be written, or null.</param>
    /// <exception cref="SettingException">One of them is the job's own.</exception>
    public void RequireApart(params IEnumerable<string?> outputs)
    {
        foreach (string output in outputs.OfType<string>().Where(output => output != "-"))
        {
            string[] within = Path.GetRelativePath(Path.GetFullPath(Folder), Path.GetFullPath(output)).Split(Path.DirectorySeparatorChar);
            if (within[0] is "results" or "inputs" || (within.Length == 1 && within[0] is FileName or Catalogues.CatalogueFile.Name)) throw new SettingException($"{output}: is where the job keeps its own files, which would be lost: name another place.");
        }
    }

    /// <summary>An item's fingerprint: of its settings, the content of what it reads, and this program's version.</summary>
    public string IdOf(int item) => Sha256.Of(Encoding.UTF8.GetBytes($"{Version}\n{Work.Describe(item)}"));

    /// <summary>The number of shards that makes each a good half hour of one core at most, and as few as that allows.</summary>
    public static int ShardsFor(int items, double secondsPerItem)
    {
        const double minutes = 20;
        return Math.Clamp((int)Math.Ceiling(items * secondsPerItem / (60 * minutes)), 1, Math.Min(MaxShards, items));
    }
}
