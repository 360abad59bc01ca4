using System.Numerics;
using MathNet.Numerics.LinearAlgebra;
using Proscenium.Engine.Dsp;

namespace Proscenium.Filters;

/// <summary>A matrix of <c>blocks x blocks</c> circulant blocks, which Fourier transforms turn into one small matrix per bin.</summary>
sealed class BlockCirculant
{
    readonly int _blocks, _size;
    readonly Fft<double> _fft;
    readonly double[] _re, _im;                  // [(bin x blocks + row) x blocks + column]
    readonly double[][] _vectorRe, _vectorIm;    // [block][bin]
    readonly double[] _padded, _sumRe, _sumIm;

    /// <summary>Builds it from its kernels, lags from -length/2 to length/2 - 1.</summary>
    /// <param name="blocks">Blocks to a side.</param>
    /// <param name="size">How much of each block vectors fill, at most length.</param>
    /// <param name="length">Size of a block, a power of two.</param>
    /// <param name="kernel">Value by row block, column block and lag.</param>
    public BlockCirculant(int blocks, int size, int length, Func<int, int, int, double> kernel) : this(blocks, size, new Fft<double>(length))
    {
        double[] time = new double[length];
        for (int i = 0; i < blocks; i++)
        {
            for (int j = 0; j < blocks; j++)
            {
                for (int n = 0; n < length; n++) time[n] = kernel(i, j, n < length / 2 ? n : n - length);
                _fft.Forward(time, _sumRe, _sumIm);
                for (int bin = 0; bin < _fft.BinCount; bin++) (_re[Index(bin, i, j)], _im[Index(bin, i, j)]) = (_sumRe[bin], _sumIm[bin]);
            }
        }
    }

    BlockCirculant(int blocks, int size, Fft<double> fft)
    {
        (_blocks, _size, _fft) = (blocks, size, fft);
        (_re, _im) = (new double[blocks * blocks * fft.BinCount], new double[blocks * blocks * fft.BinCount]);
        (_vectorRe, _vectorIm) = ([.. Enumerable.Range(0, blocks).Select(_ => new double[fft.BinCount])], [.. Enumerable.Range(0, blocks).Select(_ => new double[fft.BinCount])]);
        (_padded, _sumRe, _sumIm) = (new double[fft.Length], new double[fft.BinCount], new double[fft.BinCount]);
    }

    /// <summary>Its inverse; rounding's departure from symmetry is taken out first.</summary>
    public BlockCirculant Inverse()
    {
        BlockCirculant inverse = new(_blocks, _size, _fft);
        for (int bin = 0; bin < _fft.BinCount; bin++)
        {
            Complex At(int i, int j) => new(_re[Index(bin, i, j)], _im[Index(bin, i, j)]);
            var inverted = Matrix<Complex>.Build.Dense(_blocks, _blocks, (i, j) => (At(i, j) + Complex.Conjugate(At(j, i))) / 2).Inverse();
            for (int i = 0; i < _blocks; i++)
                for (int j = 0; j < _blocks; j++) (inverse._re[Index(bin, i, j)], inverse._im[Index(bin, i, j)]) = (inverted[i, j].Real, inverted[i, j].Imaginary);
        }
        return inverse;
    }

    /// <summary>The product with a vector of <c>blocks x size</c>. Not for two threads at once.</summary>
    public double[][] Multiply(double[][] vector)
    {
        for (int j = 0; j < _blocks; j++)
        {
            Array.Clear(_padded);
            vector[j].CopyTo(_padded, 0);
            _fft.Forward(_padded, _vectorRe[j], _vectorIm[j]);
        }
        double[][] product = new double[_blocks][];
        for (int i = 0; i < _blocks; i++)
        {
            for (int bin = 0; bin < _sumRe.Length; bin++)
            {
                (double re, double im) = (0, 0);
                for (int j = 0, at = Index(bin, i, 0); j < _blocks; j++, at++)
                {
                    (double a, double b) = (_vectorRe[j][bin], _vectorIm[j][bin]);
                    re += _re[at] * a - _im[at] * b;
                    im += _re[at] * b + _im[at] * a;
                }
                (_sumRe[bin], _sumIm[bin]) = (re, im);
            }
            _fft.Inverse(_sumRe, _sumIm, _padded);
            product[i] = _padded[.._size];
        }
        return product;
    }

    int Index(int bin, int row, int column) => (bin * _blocks + row) * _blocks + column;
}
