namespace Proscenium.Mathematics;

/// <summary>
/// Real spherical harmonics, orthonormal over the sphere, in the order of ambisonics: number n^2 + n + m for degree n and order m
/// (Williams, Fourier Acoustics, 1999, eq. 6.20, without the Condon-Shortley phase).
/// </summary>
static class SphericalHarmonics
{
    /// <summary>The highest degree there is.</summary>
    public const int MaxDegree = 40;

    const int Row = MaxDegree + 2;

    /// <summary>Normalised associated Legendre functions of degree = order over the same power of the direction's level part; both signs of an order share sqrt 2.</summary>
    static readonly double[] _sectoral = Sectoral();

    static readonly double[] _ladder = [.. Enumerable.Range(0, Row * Row).Select(i => Ladder(i / Row, i % Row))];

    /// <summary>Number of harmonics up to a degree.</summary>
    public static int Count(int degree) => (degree + 1) * (degree + 1);

    /// <summary>Degree of a harmonic by its number.</summary>
    public static int DegreeOf(int harmonic) => (int)Math.Sqrt(harmonic);

    /// <summary>Values in a direction up to a degree.</summary>
    public static double[] At(Position direction, int degree)
    {
        double[] values = new double[Count(degree)];
        Fill((1 / direction.Length) * direction, degree, values);
        return values;
    }

    /// <summary>Writes the values in the direction of a unit vector.</summary>
    public static void Fill(Position direction, int degree, Span<double> values)
    {
        (double real, double imaginary) = (1, 0); // (x + jy)^m
        for (int m = 0; m <= degree; m++)
        {
            (double before, double here) = (0, _sectoral[m]);
            for (int n = m; n <= degree; n++)
            {
                int middle = n * n + n;
                values[middle + m] = here * real;
                if (m > 0) values[middle - m] = here * imaginary;
                (before, here) = (here, _ladder[(n + 1) * Row + m] * (direction.Z * here - before / _ladder[n * Row + m]));
            }
            (real, imaginary) = (real * direction.X - imaginary * direction.Y, real * direction.Y + imaginary * direction.X);
        }
    }

    static double[] Sectoral()
    {
        double[] values = new double[MaxDegree + 1];
        double value = Math.Sqrt(1 / (4 * Math.PI));
        for (int m = 0; m <= MaxDegree; m++)
        {
            if (m > 0) value *= Math.Sqrt((2 * m + 1) / (2.0 * m));
            values[m] = m == 0 ? value : Math.Sqrt(2) * value;
        }
        return values;
    }

    /// <summary>sqrt((4n^2 - 1) / (n^2 - m^2)); 1 up to n = m, where it multiplies nothing.</summary>
    static double Ladder(int n, int m) => n <= m ? 1 : Math.Sqrt((4.0 * n * n - 1) / ((double)n * n - (double)m * m));
}
