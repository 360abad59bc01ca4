namespace Proscenium.Mathematics;

/// <summary>Interpolation by the polynomial through a few neighbours (Abramowitz and Stegun 1964, 25.2.1).</summary>
static class Lagrange
{
    /// <summary>How much each node's value counts at a place; the weights sum to 1.</summary>
    public static double[] Weights(ReadOnlySpan<double> nodes, double place)
    {
        double[] weights = new double[nodes.Length];
        for (int i = 0; i < nodes.Length; i++)
        {
            weights[i] = 1;
            for (int j = 0; j < nodes.Length; j++)
                if (j != i) weights[i] *= (place - nodes[j]) / (nodes[i] - nodes[j]);
        }
        return weights;
    }
}
