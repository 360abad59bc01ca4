using System.Numerics;
using System.Runtime.InteropServices;

namespace Proscenium.Filters;

/// <summary>
/// A symmetric positive system of <c>blocks x blocks</c> Toeplitz blocks, solved by conjugate gradients; products and the
/// block-circulant preconditioner run by Fourier transform. Not for two threads at once.
/// </summary>
/// <remarks>
/// Preconditioner: the circulant whose spectrum is that of the kernels, sampled (Chan and Ng, SIAM Review 1996, section 3): lags beyond a block are wrapped, not cut or faded,
/// since a null between blocks would be lost with them. Its inverse is taken bin by bin.
/// </remarks>
sealed class BlockToeplitz
{
    /// <summary>How much of what is added to the diagonal at most the preconditioner adds everywhere: found by counting iterations on all built-in devices.</summary>
    const double ShareOfMore = 0.1;

    readonly int _blocks, _size;
    readonly BlockCirculant _embedding, _preconditioner;
    readonly double[]? _more;

    /// <summary>Builds the system from its kernels: <c>kernel(i, j)[l]</c> stands at row m, column n of block (i, j) where l = m - n,
    /// negative lags from the end of the array; <c>kernel(j, i)</c> is <c>kernel(i, j)</c> back to front.</summary>
    /// <param name="blocks">Blocks to a side.</param>
    /// <param name="size">Rows of a block.</param>
    /// <param name="kernel">By row and column of blocks, column at most row; a power of two of lags, at least twice the rows. It may be overwritten by the next.</param>
    /// <param name="more">What is added to the diagonal of every diagonal block, by row; null: nothing.</param>
    public BlockToeplitz(int blocks, int size, Func<int, int, double[]> kernel, double[]? more = null)
    {
        int length = (int)BitOperations.RoundUpToPowerOf2((uint)size);
        (_blocks, _size, _more) = (blocks, size, more);
        (_embedding, _preconditioner) = (new(blocks, size, 2 * length), new(blocks, size, length));
        double[] near = new double[2 * length], wrapped = new double[length];
        for (int i = 0; i < blocks; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double[] lags = kernel(i, j);
                lags.AsSpan(0, size).CopyTo(near);
                lags.AsSpan(lags.Length - size + 1).CopyTo(near.AsSpan(near.Length - size + 1));
                _embedding.Set(i, j, near);
                Array.Clear(wrapped);
                for (int n = 0; n < lags.Length; n++) wrapped[n % length] += lags[n];
                if (i == j && more is not null) wrapped[0] += ShareOfMore * more.Max();
                _preconditioner.Set(i, j, wrapped);
            }
        }
        _preconditioner.Invert();
    }

    /// <summary>Solves for a right side of <c>blocks x size</c>.</summary>
    /// <param name="right">Right side.</param>
    /// <param name="start">Where to start from: the nearer, the sooner it is done.</param>
    /// <param name="tolerance">Stops where the preconditioned residual is this small beside the right side.</param>
    /// <param name="maxIterations">Stops here at the latest.</param>
    public double[] Solve(double[] right, double[] start, double tolerance, int maxIterations)
    {
        double[] solution = [.. start], residual = [.. right], conditioned = new double[right.Length], product = new double[right.Length];
        _preconditioner.Multiply(right, conditioned);
        double stop = Dot(right, conditioned) * tolerance * tolerance;
        Multiply(start, product);
        Add(residual, -1, product);
        _preconditioner.Multiply(residual, conditioned);
        double[] direction = [.. conditioned];
        double power = Dot(residual, conditioned);
        for (int iteration = 0; iteration < maxIterations && power > stop; iteration++)
        {
            Multiply(direction, product);
            double step = power / Dot(direction, product);
            Add(solution, step, direction);
            Add(residual, -step, product);
            _preconditioner.Multiply(residual, conditioned);
            double next = Dot(residual, conditioned);
            Scale(direction, next / power);
            Add(direction, 1, conditioned);
            power = next;
        }
        return solution;
    }

    /// <summary>The product with a vector of <c>blocks x size</c>.</summary>
    public void Multiply(ReadOnlySpan<double> vector, Span<double> product)
    {
        _embedding.Multiply(vector, product);
        if (_more is null) return;
        for (int i = 0; i < _blocks; i++)
            for (int n = 0; n < _size; n++) product[i * _size + n] += _more[n] * vector[i * _size + n];
    }

    static void Scale(double[] vector, double scale)
    {
        Span<Vector<double>> wide = MemoryMarshal.Cast<double, Vector<double>>(vector.AsSpan());
        for (int n = 0; n < wide.Length; n++) wide[n] *= scale;
        for (int n = wide.Length * Vector<double>.Count; n < vector.Length; n++) vector[n] *= scale;
    }

    static void Add(double[] sum, double scale, double[] term)
    {
        Span<Vector<double>> wide = MemoryMarshal.Cast<double, Vector<double>>(sum.AsSpan()), terms = MemoryMarshal.Cast<double, Vector<double>>(term.AsSpan());
        for (int n = 0; n < wide.Length; n++) wide[n] += scale * terms[n];
        for (int n = wide.Length * Vector<double>.Count; n < sum.Length; n++) sum[n] += scale * term[n];
    }

    static double Dot(double[] a, double[] b)
    {
        Span<Vector<double>> left = MemoryMarshal.Cast<double, Vector<double>>(a.AsSpan()), right = MemoryMarshal.Cast<double, Vector<double>>(b.AsSpan());
        Vector<double> sums = Vector<double>.Zero;
        for (int n = 0; n < left.Length; n++) sums += left[n] * right[n];
        double sum = Vector.Sum(sums);
        for (int n = left.Length * Vector<double>.Count; n < a.Length; n++) sum += a[n] * b[n];
        return sum;
    }
}
