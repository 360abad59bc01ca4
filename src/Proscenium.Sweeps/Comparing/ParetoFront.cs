using Proscenium.Sweeps.Jobs;

namespace Proscenium.Sweeps.Comparing;

/// <summary>The best compromises between two figures: rows than which no other is better in one and at least as good in the other.</summary>
static class ParetoFront
{
    /// <summary>The rows of the front, the best of the first figure first. Of rows alike in both, that of the smallest item is told.</summary>
    /// <param name="rows">All rows.</param>
    /// <param name="first">One figure.</param>
    /// <param name="second">The other.</param>
    public static IReadOnlyList<ResultRow> Of(IEnumerable<ResultRow> rows, Ranking first, Ranking second)
    {
        List<ResultRow> front = [];
        double best = double.NegativeInfinity;
        foreach (ResultRow row in rows.Where(row => first.Value(row) is not null && second.Value(row) is not null).OrderByDescending(first.Worth).ThenByDescending(second.Worth).ThenBy(row => row.Item))
        {
            if (second.Worth(row) <= best) continue;
            best = second.Worth(row);
            front.Add(row);
        }
        return front;
    }
}
