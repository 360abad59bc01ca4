using System.Globalization;
using System.Text;
using Proscenium.Files;
using Proscenium.Sweeps.Jobs;

namespace Proscenium.Sweeps.Results;

/// <summary>All results of a job in one table, by item. However they came about, the same results make the same file.</summary>
/// <param name="job">The job.</param>
sealed class MergedTable(Job job)
{
    const int GroupRows = 1 << 16;

    /// <summary>The name of the table beside a job.</summary>
    public const string FileName = "results.parquet";

    /// <summary>Writes it as Parquet; returns the number of rows.</summary>
    public int Write(string path)
    {
        int rows = 0;
        using AtomicFile file = new(path);
        new RowTable(job.Columns).Write(file.Open(), Groups().Select(group =>
        {
            rows += group.Count;
            return group;
        }));
        file.Complete();
        return rows;
    }

    /// <summary>Writes it as CSV (RFC 4180); returns the number of rows.</summary>
    public int WriteCsv(TextWriter output)
    {
        int rows = 0;
        output.Write(string.Join(',', new RowTable(job.Columns).Names.Select(Cell)) + "\n");
        StringBuilder line = new();
        foreach (ResultRow row in Rows())
        {
            line.Clear().Append(CultureInfo.InvariantCulture, $"{row.Item},{row.Id}");
            foreach (object? cell in row.Cells) line.Append(',').Append(Cell(cell));
            output.Write(line.Append(',').Append(Cell(row.Error)).Append(',').Append(Cell(row.InstructionSet)).Append('\n'));
            rows++;
        }
        return rows;
    }

    /// <summary>All rows, by item.</summary>
    public IEnumerable<ResultRow> Rows() => Enumerable.Range(0, job.Shards).SelectMany(shard => new ShardResults(job, shard).Rows());

    /// <summary>Groups of rows whose sizes depend on the job alone, once it is done.</summary>
    IEnumerable<IReadOnlyList<ResultRow>> Groups()
    {
        List<ResultRow> group = [];
        foreach (ResultRow row in Rows())
        {
            group.Add(row);
            if (group.Count < GroupRows) continue;
            yield return group;
            group = [];
        }
        if (group.Count > 0) yield return group;
    }

    static string Cell(object? value) => value switch
    {
        null => "",
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        string text when text.AsSpan().IndexOfAny(",\"\r\n") >= 0 => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"",
        _ => value.ToString()!,
    };
}
