namespace Proscenium.Judging.Hearing;

/// <summary>
/// The mean of the middle half of what counts: a quarter of the weight on either side is left out. Outliers cannot pull it, as they cannot pull the median, but where
/// two groups of bands disagree it lies between them instead of with the larger one.
/// </summary>
static class MiddleHalf
{
    const double LeftOut = 0.25;

    /// <summary>The mean.</summary>
    /// <param name="places">Places and their weights, in any order; some weight is above 0.</param>
    public static double Mean(IEnumerable<(double Place, double Weight)> places)
    {
        (double Place, double Weight)[] inOrder = [.. places.OrderBy(place => place.Place)];
        double total = inOrder.Sum(place => place.Weight), before = 0, sum = 0;
        foreach ((double place, double weight) in inOrder)
        {
            double after = before + weight / total;
            sum += place * Math.Max(0, Math.Min(after, 1 - LeftOut) - Math.Max(before, LeftOut));
            before = after;
        }
        return sum / (1 - 2 * LeftOut);
    }
}
