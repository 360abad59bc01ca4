using System.Globalization;
using System.Text.RegularExpressions;
using Proscenium.Engine.Plan;
using Proscenium.Files;
using Proscenium.Sweeps.Jobs;

namespace Proscenium.Sweeps.Results;

/// <summary>
/// The results of a shard: parts, each written beside, brought to the disk and renamed, under a name that tells its content. Several workers of one shard do no harm, only the same work twice: nothing is locked, and no part takes the place of another.
/// </summary>
/// <param name="job">The job.</param>
/// <param name="shard">The shard.</param>
sealed partial class ShardResults(Job job, int shard)
{
    const string Done = "done.json";
    const int NameDigits = 16;

    readonly string _folder = job.ResultsOf(shard);

    /// <summary>The names of the parts, in their order; those whose content is not what their name says are left out.</summary>
    public IReadOnlyList<string> Parts => [.. Names.Where(IsWhole)];

    IEnumerable<string> Names => !Directory.Exists(_folder) ? [] : Directory.EnumerateFiles(_folder).Select(path => Path.GetFileName(path)!).Where(name => Pattern().IsMatch(name)).OrderBy(Number).ThenBy(name => name, StringComparer.Ordinal);

    /// <summary>True where all items are done, as the mark beside the parts says, and its parts are there and whole.</summary>
    public bool IsDone(out int errors)
    {
        errors = 0;
        string path = Path.Combine(_folder, Done);
        if (!File.Exists(path)) return false;
        try
        {
            (int bad, Dictionary<string, double> parts) = StrictJson.Read(File.ReadAllText(path), path, json => (json.Whole("errors"), json.Object("parts", part => part.Keys.ToDictionary(key => key, key => part.Number(key)))));
            errors = bad;
            return parts.Count > 0 && parts.All(part => new FileInfo(Path.Combine(_folder, part.Key)) is { Exists: true } file && file.Length == (long)part.Value && IsWhole(part.Key));
        }
        catch (Exception e) when (e is FileFormatException or IOException)
        {
            return false;
        }
    }

    /// <summary>The items that have results, and how many of them an error.</summary>
    public (HashSet<int> Items, int Errors) Found()
    {
        HashSet<int> found = [];
        int errors = 0;
        foreach (string part in Parts)
        {
            using FileStream content = File.OpenRead(Path.Combine(_folder, part));
            foreach ((int item, bool isBad) in RowTable.Done(content))
                if (IsOwn(item) && found.Add(item) && isBad) errors++;
        }
        return (found, errors);
    }

    /// <summary>The rows, one of each item, by item.</summary>
    public IReadOnlyList<ResultRow> Rows()
    {
        RowTable table = new(job.Columns);
        SortedDictionary<int, ResultRow> rows = [];
        foreach (string part in Parts)
        {
            using FileStream content = File.OpenRead(Path.Combine(_folder, part));
            foreach (ResultRow row in table.Read(content))
                if (IsOwn(row.Item)) rows.TryAdd(row.Item, row);
        }
        return [.. rows.Values];
    }

    /// <summary>Adds a part.</summary>
    public void Add(IReadOnlyList<ResultRow> rows)
    {
        byte[] content = new RowTable(job.Columns).Bytes([.. rows.OrderBy(row => row.Item)]);
        int number = Names.Select(Number).DefaultIfEmpty(-1).Max() + 1;
        DurableFile.Write(Path.Combine(_folder, FormattableString.Invariant($"part-{number}-{Sha256.Of(content)[..NameDigits]}.parquet")), content);
    }

    /// <summary>Marks it as done, where all items are there.</summary>
    public void MarkWhereDone()
    {
        (HashSet<int> items, int errors) = Found();
        (int from, int to) = job.Range(shard);
        if (items.Count < to - from) return;
        System.Text.Json.Nodes.JsonObject parts = [];
        foreach (string part in Parts) parts[part] = new FileInfo(Path.Combine(_folder, part)).Length;
        DurableFile.Write(Path.Combine(_folder, Done), System.Text.Encoding.UTF8.GetBytes(ReadableJson.Of(new System.Text.Json.Nodes.JsonObject { ["errors"] = errors, ["parts"] = parts })));
    }

    /// <summary>Takes out the rows with errors, and those whose files are gone, so that their items are done again; returns how many.</summary>
    public int Forget()
    {
        HashSet<int> forgotten = [];
        RowTable table = new(job.Columns);
        foreach (string part in Parts)
        {
            string path = Path.Combine(_folder, part);
            IReadOnlyList<ResultRow> rows;
            using (FileStream content = File.OpenRead(path)) rows = table.Read(content);
            ResultRow[] good = [.. rows.Where(row => row.Error is null && !job.Work.IsLost(row.Item))];
            if (good.Length == rows.Count) continue;
            forgotten.UnionWith(rows.Except(good).Select(row => row.Item));
            File.Delete(Path.Combine(_folder, Done));
            if (good.Length > 0) Add(good);
            File.Delete(path);
        }
        return forgotten.Count;
    }

    bool IsOwn(int item) => job.Range(shard) is var (from, to) && item >= from && item < to;

    bool IsWhole(string name) => FileFingerprint.Of(Path.Combine(_folder, name))[..NameDigits] == Pattern().Match(name).Groups["content"].Value;

    static int Number(string name) => int.Parse(Pattern().Match(name).Groups["number"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^part-(?<number>\d{1,9})-(?<content>[0-9a-f]{16})\.parquet$")]
    private static partial Regex Pattern();
}
