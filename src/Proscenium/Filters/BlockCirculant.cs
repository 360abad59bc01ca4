using System.Numerics;
using System.Runtime.InteropServices;
using Proscenium.Engine.Dsp;
using Proscenium.Mathematics;

namespace Proscenium.Filters;

/// <summary>A symmetric matrix of <c>blocks x blocks</c> circulant blocks, which Fourier transforms turn into one small Hermitian matrix per bin. Not for two threads at once.</summary>
sealed class BlockCirculant
{
    const int WidestVector = 8;

    readonly int _blocks, _size, _bins; // bins of whole vectors
    readonly Fft<double> _fft;
    readonly double[] _re, _im;             // [(row x blocks + column) x bins + bin]
    readonly double[] _vectorRe, _vectorIm; // [block x bins + bin]
    readonly double[] _time, _sumRe, _sumIm;

    /// <summary>A matrix of zeros.</summary>
    /// <param name="blocks">Blocks to a side.</param>
    /// <param name="size">How much of each block vectors fill, at most length.</param>
    /// <param name="length">Size of a block, a power of two.</param>
    public BlockCirculant(int blocks, int size, int length)
    {
        (_blocks, _size, _fft) = (blocks, size, new(length));
        _bins = (_fft.BinCount + WidestVector - 1) / WidestVector * WidestVector;
        (_re, _im) = (new double[blocks * blocks * _bins], new double[blocks * blocks * _bins]);
        (_vectorRe, _vectorIm) = (new double[blocks * _bins], new double[blocks * _bins]);
        (_time, _sumRe, _sumIm) = (new double[length], new double[_bins], new double[_bins]);
    }

    /// <summary>Sets a block and the one that mirrors it.</summary>
    /// <param name="row">Row of blocks.</param>
    /// <param name="column">Column of blocks.</param>
    /// <param name="lags">Value by lag, negative lags from the end; as long as a block.</param>
    public void Set(int row, int column, ReadOnlySpan<double> lags)
    {
        _fft.Forward(lags, _sumRe, _sumIm);
        _sumRe.CopyTo(Block(_re, row, column));
        _sumIm.CopyTo(Block(_im, row, column));
        if (row == column) return;
        _sumRe.CopyTo(Block(_re, column, row));
        for (int bin = 0; bin < _bins; bin++) Block(_im, column, row)[bin] = -_sumIm[bin];
    }

    /// <summary>Becomes its inverse; where it is not positive definite, that of the nearest multiple of the identity more that is.</summary>
    public void Invert()
    {
        HermitianSystem matrix = new(_blocks);
        Complex[] unit = new Complex[_blocks], column = new Complex[_blocks];
        for (int bin = 0; bin < _fft.BinCount; bin++)
        {
            matrix.Clear();
            for (int i = 0; i < _blocks; i++)
                for (int j = 0; j <= i; j++) matrix[i, j] = new(Block(_re, i, j)[bin], Block(_im, i, j)[bin]);
            matrix.FactorLoaded();
            for (int j = 0; j < _blocks; j++)
            {
                unit[j] = Complex.One;
                matrix.SolveConjugate(unit, column);
                for (int i = 0; i < _blocks; i++) (Block(_re, i, j)[bin], Block(_im, i, j)[bin]) = (column[i].Real, column[i].Imaginary);
                unit[j] = Complex.Zero;
            }
        }
    }

    /// <summary>The product with a vector of <c>blocks x size</c>.</summary>
    public void Multiply(ReadOnlySpan<double> vector, Span<double> product)
    {
        for (int j = 0; j < _blocks; j++)
        {
            vector.Slice(j * _size, _size).CopyTo(_time);
            _time.AsSpan(_size).Clear();
            _fft.Forward(_time, _vectorRe.AsSpan(j * _bins, _bins), _vectorIm.AsSpan(j * _bins, _bins));
        }
        for (int i = 0; i < _blocks; i++)
        {
            SumOfRow(i);
            _fft.Inverse(_sumRe, _sumIm, _time);
            _time.AsSpan(0, _size).CopyTo(product[(i * _size)..]);
        }
    }

    /// <summary>The spectrum of one block of the product.</summary>
    void SumOfRow(int row)
    {
        Span<Vector<double>> sumRe = MemoryMarshal.Cast<double, Vector<double>>(_sumRe.AsSpan()), sumIm = MemoryMarshal.Cast<double, Vector<double>>(_sumIm.AsSpan());
        sumRe.Clear();
        sumIm.Clear();
        for (int j = 0; j < _blocks; j++)
        {
            ReadOnlySpan<Vector<double>> re = MemoryMarshal.Cast<double, Vector<double>>(Block(_re, row, j)), im = MemoryMarshal.Cast<double, Vector<double>>(Block(_im, row, j));
            ReadOnlySpan<Vector<double>> a = MemoryMarshal.Cast<double, Vector<double>>(_vectorRe.AsSpan(j * _bins, _bins)), b = MemoryMarshal.Cast<double, Vector<double>>(_vectorIm.AsSpan(j * _bins, _bins));
            for (int n = 0; n < sumRe.Length; n++)
            {
                sumRe[n] += re[n] * a[n] - im[n] * b[n];
                sumIm[n] += re[n] * b[n] + im[n] * a[n];
            }
        }
    }

    Span<double> Block(double[] values, int row, int column) => values.AsSpan((row * _blocks + column) * _bins, _bins);
}
