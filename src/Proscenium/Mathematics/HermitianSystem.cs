using System.Numerics;

namespace Proscenium.Mathematics;

/// <summary>A small Hermitian matrix, filled, factored by Cholesky and solved again and again in the same memory.</summary>
sealed class HermitianSystem(int size)
{
    const double SmallestLoad = 1e-15; // of the trace

    readonly Complex[] _matrix = new Complex[size * size], _factor = new Complex[size * size];
    readonly double[] _inverseDiagonal = new double[size];

    /// <summary>Sum of the diagonal.</summary>
    public double Trace
    {
        get
        {
            double sum = 0;
            for (int n = 0; n < size; n++) sum += _matrix[n * size + n].Real;
            return sum;
        }
    }

    /// <summary>An element on or below the diagonal.</summary>
    public Complex this[int row, int column]
    {
        get => _matrix[row * size + column];
        set => _matrix[row * size + column] = value;
    }

    /// <summary>Becomes zero.</summary>
    public void Clear() => Array.Clear(_matrix);

    /// <summary>Adds scale x row^H row.</summary>
    public void AddPower(ReadOnlySpan<Complex> row, double scale)
    {
        for (int i = 0; i < size; i++)
        {
            Complex left = scale * Complex.Conjugate(row[i]);
            for (int j = 0; j <= i; j++) _matrix[i * size + j] += left * row[j];
        }
    }

    /// <summary>Adds to one diagonal element.</summary>
    public void AddDiagonal(int n, double value) => _matrix[n * size + n] += value;

    /// <summary>Adds scale x some rows and columns of a larger one, in rising order.</summary>
    public void AddPart(HermitianSystem whole, ReadOnlySpan<int> rows, double scale)
    {
        for (int i = 0; i < size; i++)
            for (int j = 0; j <= i; j++) _matrix[i * size + j] += scale * whole[rows[i], rows[j]];
    }

    /// <summary>One row times a vector.</summary>
    public Complex RowTimes(int row, ReadOnlySpan<Complex> vector)
    {
        Complex sum = Complex.Zero;
        for (int j = 0; j <= row; j++) sum += _matrix[row * size + j] * vector[j];
        for (int j = row + 1; j < size; j++) sum += Complex.Conjugate(_matrix[j * size + row]) * vector[j];
        return sum;
    }

    /// <summary>Becomes equal to another.</summary>
    public void CopyFrom(HermitianSystem other) => other._matrix.CopyTo(_matrix, 0);

    /// <summary>Factors the matrix; false where it is not positive definite.</summary>
    public bool TryFactor()
    {
        for (int i = 0; i < size; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                Complex sum = _matrix[i * size + j];
                for (int k = 0; k < j; k++) sum -= _factor[i * size + k] * Complex.Conjugate(_factor[j * size + k]);
                if (j < i)
                {
                    _factor[i * size + j] = sum * _inverseDiagonal[j];
                    continue;
                }
                if (!(sum.Real > 0)) return false;
                double diagonal = Math.Sqrt(sum.Real);
                (_factor[i * size + i], _inverseDiagonal[i]) = (diagonal, 1 / diagonal);
            }
        }
        return true;
    }

    /// <summary>Factors the matrix, or where it is not positive definite the matrix with as much more on its diagonal as makes it so.</summary>
    public void FactorLoaded()
    {
        for (double more = SmallestLoad * Math.Max(Trace, double.Epsilon); !TryFactor(); more *= 10)
            for (int n = 0; n < size; n++) AddDiagonal(n, more);
    }

    /// <summary>An element, on or above the diagonal, of as many rows as the matrix is large whose summed powers it is, after <see cref="TryFactor"/>; below the diagonal they are 0.</summary>
    public Complex FactorRow(int row, int column) => Complex.Conjugate(_factor[column * size + row]);

    /// <summary>Solves for the conjugate of a row, after <see cref="TryFactor"/>.</summary>
    public void SolveConjugate(ReadOnlySpan<Complex> row, Span<Complex> solution)
    {
        for (int i = 0; i < size; i++)
        {
            Complex sum = Complex.Conjugate(row[i]);
            for (int j = 0; j < i; j++) sum -= _factor[i * size + j] * solution[j];
            solution[i] = sum * _inverseDiagonal[i];
        }
        for (int i = size - 1; i >= 0; i--)
        {
            Complex sum = solution[i];
            for (int j = i + 1; j < size; j++) sum -= Complex.Conjugate(_factor[j * size + i]) * solution[j];
            solution[i] = sum * _inverseDiagonal[i];
        }
    }
}
