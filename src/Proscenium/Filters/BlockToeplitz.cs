using System.Numerics;

namespace Proscenium.Filters;

/// <summary>
/// A symmetric positive system of <c>blocks x blocks</c> Toeplitz blocks, solved by conjugate gradients; products and the
/// block-circulant preconditioner run by Fourier transform.
/// </summary>
/// <remarks>Preconditioner: the nearest circulant to each block (T. Chan, SIAM J. Sci. Stat. Comput. 1988), inverted bin by bin.</remarks>
sealed class BlockToeplitz
{
    readonly int _blocks, _size;
    readonly BlockCirculant _embedding, _preconditioner;
    readonly double[]? _more;

    /// <summary>Builds the system from its kernels: <c>kernel(i, j)[l]</c> stands at row m, column n of block (i, j) where l = m - n,
    /// negative lags from the end of the array.</summary>
    /// <param name="blocks">Blocks a side.</param>
    /// <param name="size">Rows of a block.</param>
    /// <param name="kernel">By row and column of blocks.</param>
    /// <param name="more">What is added to the diagonal of every diagonal block, by row; null: nothing.</param>
    public BlockToeplitz(int blocks, int size, Func<int, int, double[]> kernel, double[]? more = null)
    {
        (_blocks, _size, _more) = (blocks, size, more);
        int length = (int)BitOperations.RoundUpToPowerOf2((uint)size);
        double[,][] lags = new double[blocks, blocks][];
        for (int i = 0; i < blocks; i++)
            for (int j = 0; j < blocks; j++) lags[i, j] = kernel(i, j);
        _embedding = new(blocks, size, 2 * length, (i, j, lag) => Math.Abs(lag) < size ? At(lags[i, j], lag) : 0);
        _preconditioner = new BlockCirculant(blocks, size, length, (i, j, lag) => NearestCirculant(lags[i, j], (lag + length) % length, length)).Inverse();
    }

    /// <summary>Solves for a right side of <c>blocks x size</c>.</summary>
    /// <param name="right">Right side.</param>
    /// <param name="start">Where to start from: the nearer, the sooner it is done.</param>
    /// <param name="tolerance">Stops where the preconditioned residual is this small beside the right side.</param>
    /// <param name="maxIterations">Stops here at the latest.</param>
    public double[][] Solve(double[][] right, double[][] start, double tolerance, int maxIterations)
    {
        double[][] solution = Copy(start), residual = Copy(right), conditionedRight = _preconditioner.Multiply(right);
        Add(residual, -1, Multiply(start));
        double[][] conditioned = _preconditioner.Multiply(residual), direction = Copy(conditioned);
        double power = Dot(residual, conditioned), stop = Dot(right, conditionedRight) * tolerance * tolerance;
        for (int iteration = 0; iteration < maxIterations && power > stop; iteration++)
        {
            double[][] product = Multiply(direction);
            double step = power / Dot(direction, product);
            Add(solution, step, direction);
            Add(residual, -step, product);
            conditioned = _preconditioner.Multiply(residual);
            double next = Dot(residual, conditioned);
            for (int i = 0; i < _blocks; i++)
                for (int n = 0; n < _size; n++) direction[i][n] = conditioned[i][n] + next / power * direction[i][n];
            power = next;
        }
        return solution;
    }

    /// <summary>The product with a vector of <c>blocks x size</c>.</summary>
    public double[][] Multiply(double[][] vector)
    {
        double[][] product = _embedding.Multiply(vector);
        if (_more is null) return product;
        for (int i = 0; i < product.Length; i++)
            for (int n = 0; n < _size; n++) product[i][n] += _more[n] * vector[i][n];
        return product;
    }

    static double At(double[] lags, int lag) => lags[lag >= 0 ? lag : lags.Length + lag];

    static double NearestCirculant(double[] lags, int lag, int length) =>
        ((length - lag) * At(lags, lag) + lag * At(lags, lag - length)) / length;

    static double[][] Copy(double[][] rows) => [.. rows.Select(row => (double[])row.Clone())];

    static void Add(double[][] sum, double scale, double[][] term)
    {
        for (int i = 0; i < sum.Length; i++)
            for (int n = 0; n < sum[i].Length; n++) sum[i][n] += scale * term[i][n];
    }

    static double Dot(double[][] a, double[][] b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
            for (int n = 0; n < a[i].Length; n++) sum += a[i][n] * b[i][n];
        return sum;
    }
}
