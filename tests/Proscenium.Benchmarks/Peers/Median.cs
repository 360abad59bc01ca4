namespace Proscenium.Benchmarks.Peers;

/// <summary>The middle of values: what a busy moment of the machine changes least.</summary>
static class Median
{
    public static double Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }
}
