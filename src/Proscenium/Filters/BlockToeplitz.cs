using System.Numerics;
using MathNet.Numerics.LinearAlgebra;
using Proscenium.Engine.Dsp;

namespace Proscenium.Filters;

/// <summary>
/// A symmetric positive system of <c>blocks x blocks</c> Toeplitz blocks, solved by conjugate gradients; products and the
/// block-circulant preconditioner run by Fourier transform.
/// </summary>
/// <remarks>Preconditioner: the nearest circulant to each block (T. Chan, SIAM J. Sci. Stat. Comput. 1988), inverted bin by bin.</remarks>
sealed class BlockToeplitz
{
    readonly int _blocks, _size;
    readonly Fft<double> _product, _circulant;
    readonly Complex[,][] _kernel;             // [i, j][bin] of the embedding of twice the size
    readonly Complex[][,] _inverse;            // [bin][i, j] of the preconditioner

    /// <summary>Builds the system from its kernels: <c>kernel(i, j)[l]</c> stands at row m, column n of block (i, j) where l = m - n,
    /// negative lags from the end of the array.</summary>
    public BlockToeplitz(int blocks, int size, Func<int, int, double[]> kernel)
    {
        (_blocks, _size) = (blocks, size);
        int length = (int)BitOperations.RoundUpToPowerOf2((uint)size);
        _product = new Fft<double>(2 * length);
        _circulant = new Fft<double>(length);
        _kernel = new Complex[blocks, blocks][];
        var preconditioner = new Complex[blocks, blocks][];
        for (int i = 0; i < blocks; i++)
        {
            for (int j = 0; j < blocks; j++)
            {
                double[] lags = kernel(i, j);
                _kernel[i, j] = Transform(_product, l => Math.Abs(l) < size ? At(lags, l) : 0);
                preconditioner[i, j] = Transform(_circulant, l => NearestCirculant(lags, (l + length) % length, length));
            }
        }
        _inverse = new Complex[_circulant.BinCount][,];
        for (int bin = 0; bin < _inverse.Length; bin++) _inverse[bin] = Inverse(preconditioner, bin);
    }

    /// <summary>Solves for a right side of <c>blocks x size</c>.</summary>
    /// <param name="right">Right side.</param>
    /// <param name="tolerance">Stops where the preconditioned residual has fallen by this factor.</param>
    /// <param name="mostIterations">Stops here at the latest.</param>
    public double[][] Solve(double[][] right, double tolerance, int mostIterations)
    {
        double[][] solution = Zero(), residual = [.. right.Select(row => (double[])row.Clone())];
        double[][] conditioned = Precondition(residual), direction = [.. conditioned.Select(row => (double[])row.Clone())];
        double power = Dot(residual, conditioned), stop = power * tolerance * tolerance;
        for (int iteration = 0; iteration < mostIterations && power > stop; iteration++)
        {
            double[][] product = Multiply(direction);
            double step = power / Dot(direction, product);
            Add(solution, step, direction);
            Add(residual, -step, product);
            conditioned = Precondition(residual);
            double next = Dot(residual, conditioned);
            for (int i = 0; i < _blocks; i++)
                for (int n = 0; n < _size; n++) direction[i][n] = conditioned[i][n] + next / power * direction[i][n];
            power = next;
        }
        return solution;
    }

    /// <summary>The product with a vector of <c>blocks x size</c>.</summary>
    public double[][] Multiply(double[][] vector) => ByBin(_product, vector, (i, j, bin) => _kernel[i, j][bin]);

    double[][] Precondition(double[][] vector) => ByBin(_circulant, vector, (i, j, bin) => _inverse[bin][i, j]);

    double[][] ByBin(Fft<double> fft, double[][] vector, Func<int, int, int, Complex> factor)
    {
        double[] padded = new double[fft.Length];
        double[][] re = new double[_blocks][], im = new double[_blocks][];
        for (int j = 0; j < _blocks; j++)
        {
            (re[j], im[j]) = (new double[fft.BinCount], new double[fft.BinCount]);
            Array.Clear(padded);
            vector[j].CopyTo(padded, 0);
            fft.Forward(padded, re[j], im[j]);
        }
        double[] sumRe = new double[fft.BinCount], sumIm = new double[fft.BinCount];
        double[][] product = new double[_blocks][];
        for (int i = 0; i < _blocks; i++)
        {
            for (int bin = 0; bin < fft.BinCount; bin++)
            {
                Complex sum = Complex.Zero;
                for (int j = 0; j < _blocks; j++) sum += factor(i, j, bin) * new Complex(re[j][bin], im[j][bin]);
                (sumRe[bin], sumIm[bin]) = (sum.Real, sum.Imaginary);
            }
            fft.Inverse(sumRe, sumIm, padded);
            product[i] = padded[.._size];
        }
        return product;
    }

    static double At(double[] lags, int lag) => lags[lag >= 0 ? lag : lags.Length + lag];

    static double NearestCirculant(double[] lags, int lag, int length) =>
        ((length - lag) * At(lags, lag) + lag * At(lags, lag - length)) / length;

    static Complex[] Transform(Fft<double> fft, Func<int, double> lag)
    {
        double[] time = new double[fft.Length], re = new double[fft.BinCount], im = new double[fft.BinCount];
        for (int l = 0; l < fft.Length; l++) time[l] = lag(l < fft.Length / 2 ? l : l - fft.Length);
        fft.Forward(time, re, im);
        return [.. re.Zip(im, (a, b) => new Complex(a, b))];
    }

    Complex[,] Inverse(Complex[,][] blocks, int bin)
    {
        var matrix = Matrix<Complex>.Build.Dense(_blocks, _blocks, (i, j) => (blocks[i, j][bin] + Complex.Conjugate(blocks[j, i][bin])) / 2);
        return matrix.Inverse().ToArray();
    }

    double[][] Zero() => [.. Enumerable.Range(0, _blocks).Select(_ => new double[_size])];

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
