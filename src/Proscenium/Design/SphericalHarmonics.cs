using Proscenium.Acoustics;

namespace Proscenium.Design;

/// <summary>
/// Real spherical harmonics, orthonormal over the sphere, in the order of ambisonics: number n^2 + n + m for degree n and order m
/// (Williams, Fourier Acoustics, 1999, eq. 6.20, without the Condon-Shortley phase).
/// </summary>
static class SphericalHarmonics
{
    /// <summary>Values in a direction up to a degree; (degree + 1)^2 of them.</summary>
    public static double[] At(Position direction, int degree)
    {
        double[] values = new double[(degree + 1) * (degree + 1)];
        double length = direction.Length, z = direction.Z / length, azimuth = Math.Atan2(direction.Y, direction.X), flat = Math.Sqrt(Math.Max(0, 1 - z * z));
        double sectoral = Math.Sqrt(1 / (4 * Math.PI)); // normalised associated Legendre function of degree = order = m
        for (int m = 0; m <= degree; m++)
        {
            if (m > 0) sectoral *= flat * Math.Sqrt((2 * m + 1) / (2.0 * m));
            (double sine, double cosine) = Math.SinCos(m * azimuth);
            (double before, double here) = (0, sectoral);
            for (int n = m; n <= degree; n++)
            {
                double scale = m == 0 ? 1 : Math.Sqrt(2);
                values[n * n + n + m] = scale * here * cosine;
                if (m > 0) values[n * n + n - m] = scale * here * sine;
                (before, here) = (here, Ladder(n + 1, m) * (z * here - before / Ladder(n, m)));
            }
        }
        return values;
    }

    /// <summary>sqrt((4n^2 - 1) / (n^2 - m^2)); 1 at n = m, where it multiplies nothing.</summary>
    static double Ladder(int n, int m) => n == m ? 1 : Math.Sqrt((4.0 * n * n - 1) / ((double)n * n - (double)m * m));
}
