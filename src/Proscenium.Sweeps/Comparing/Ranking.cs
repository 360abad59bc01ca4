using Proscenium.Sweeps.Jobs;

namespace Proscenium.Sweeps.Comparing;

/// <summary>Rows by a figure, the best first.</summary>
sealed class Ranking
{
    /// <summary>Figures that are the better the smaller they are, by what their names contain.</summary>
    static readonly string[] _smaller = ["Coloration", "Error", "largestEffort", "highestGain", "latency", "headroom", "Uncertainty", "standardDeviation", "Reduction", "secondsAbove"];

    readonly int _column;

    /// <summary>Orders by a figure.</summary>
    /// <param name="job">The job.</param>
    /// <param name="figure">The column.</param>
    /// <param name="smallest">True where small is good in any case.</param>
    /// <exception cref="SettingException">There is no such column of numbers.</exception>
    public Ranking(Job job, string figure, bool smallest = false)
    {
        List<Column> columns = [.. job.Columns];
        _column = columns.FindIndex(column => column.Name == figure && column.Kind == CellKind.Number);
        string[] names = [.. columns.Where(column => column.Kind == CellKind.Number).Select(column => column.Name)];
        if (_column < 0) throw new SettingException($"the job has no column of numbers '{figure}': {NearestName.Question(figure, names)}use one of {string.Join(", ", names)}.");
        IsSmallBetter = smallest || IsSmall(figure);
    }

    /// <summary>True where small values are good.</summary>
    public bool IsSmallBetter { get; }

    /// <summary>True for figures that are the better the smaller they are.</summary>
    public static bool IsSmall(string figure) => _smaller.Any(part => figure.Contains(part, StringComparison.Ordinal));

    /// <summary>A row's value, or null.</summary>
    public double? Value(ResultRow row) => (double?)row.Cells[_column];

    /// <summary>A row's value, larger for the better.</summary>
    public double Worth(ResultRow row) => Value(row) is not { } value ? double.NegativeInfinity : IsSmallBetter ? -value : value;

    /// <summary>The best rows; of equal ones that of the smaller item first.</summary>
    public IEnumerable<ResultRow> Best(IEnumerable<ResultRow> rows, int count)
    {
        PriorityQueue<ResultRow, (double, int)> best = new(Comparer<(double Worth, int Item)>.Create((a, b) => a.Worth != b.Worth ? a.Worth.CompareTo(b.Worth) : b.Item.CompareTo(a.Item))); // the worst of them first
        foreach (ResultRow row in rows.Where(row => Value(row) is not null))
        {
            best.Enqueue(row, (Worth(row), row.Item));
            if (best.Count > count) best.Dequeue();
        }
        return best.UnorderedItems.Select(entry => entry.Element).OrderByDescending(Worth).ThenBy(row => row.Item);
    }
}
