namespace Proscenium.Mathematics;

/// <summary>
/// Values measured in some directions, joined by a smooth function on the sphere: in every direction a sum over the nearest measurements, so that any grid will do, rings, spirals, caps and
/// those with gaps, and each is followed as finely as it is dense where it is dense.
/// </summary>
/// <remarks>
/// Splines on the sphere are spherical harmonics of all degrees, the high ones the less likely (Wahba, SIAM J. Sci. Stat. Comput. 2, 1981, eq. 2.3). The covariance is Matern's of smoothness
/// 5/2 about an unknown mean (kriging), which stays within the measurements' range where it runs out of them; its scale goes by the distance of the neighbours. A neighbour that comes in does
/// so with an uncertainty that falls from infinity, so that the function has no steps (Rivoirard and Romary, Math. Geosci. 43, 2011, eq. 9).
/// </remarks>
sealed class DirectionSpline(Position[] directions)
{
    /// <summary>How many measurements count, those at the edge less than those nearby: half of them, as a rule, count for 1 together.</summary>
    const double Neighbours = 24;

    /// <summary>The scale of the covariance by the reach of the neighbours; and the largest, in radii.</summary>
    const double ScaleByReach = 1.4, LargestScale = 1.5;

    const double Uncertainty = 1e-7;

    /// <summary>How much each measurement counts in the direction of a unit vector; the weights sum to 1.</summary>
    /// <param name="direction">The direction.</param>
    /// <param name="mean">The share of a mean, whose weights are positive: beyond the edge of what was measured a spline goes on as steeply as it ends.</param>
    public (int Index, double Weight)[] Weights(Position direction, double mean = 0)
    {
        (int[] near, double[] squares, double reach) = Near(direction);
        int count = near.Length;
        double scale = Math.Min(ScaleByReach * Math.Sqrt(reach), LargestScale);
        RealMatrix system = RealMatrix.Build.Dense(count + 1, count + 1);
        RealVector right = RealVector.Build.Dense(count + 1, 1);
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j < i; j++) system[i, j] = system[j, i] = Covariance((directions[near[i]] - directions[near[j]]).Length / scale);
            double certainty = 1 - squares[i] / reach;
            system[i, i] = 1 + Uncertainty / (certainty * certainty);
            system[i, count] = system[count, i] = 1;
            right[i] = Covariance(Math.Sqrt(squares[i]) / scale);
        }
        RealVector weights = system.Solve(right);
        double[] certainties = Array.ConvertAll(squares, square => 1 - square / reach);
        double all = certainties.Sum();
        return [.. near.Select((index, i) => (index, weights[i] + mean * (certainties[i] / all - weights[i])))];
    }

    /// <summary>Measurements within the distance at which they count for as many as wanted, their squared distances, and the square of that distance.</summary>
    (int[] Near, double[] Squares, double Reach) Near(Position direction)
    {
        double[] squares = Array.ConvertAll(directions, d => Math.Max(0, 2 - 2 * d.Dot(direction)));
        int[] order = [.. Enumerable.Range(0, directions.Length)];
        Array.Sort(squares, order);
        // the sum of 1 - square / reach over n of them is as wanted at this reach; it holds where no other one lies within
        double sum = 0, reach = double.PositiveInfinity;
        int count = 0;
        while (count < order.Length && squares[count] < reach)
        {
            sum += squares[count++];
            if (count > Neighbours) reach = Math.Max(sum / (count - Neighbours), double.Epsilon);
        }
        return (order[..count], squares[..count], reach);
    }

    static double Covariance(double distance)
    {
        double x = Math.Sqrt(5) * distance;
        return (1 + x + x * x / 3) * Math.Exp(-x);
    }
}
