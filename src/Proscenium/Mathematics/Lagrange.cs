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

    /// <summary>The same of nodes at -1, 0, 1 and 2.</summary>
    public static void Cubic(double place, Span<double> weights)
    {
        double before = place + 1, after = place - 1, beyond = place - 2;
        weights[0] = -place * after * beyond / 6;
        weights[1] = before * after * beyond / 2;
        weights[2] = -before * place * beyond / 2;
        weights[3] = before * place * after / 6;
    }
}
