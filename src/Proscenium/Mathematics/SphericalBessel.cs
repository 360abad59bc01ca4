using System.Numerics;

namespace Proscenium.Mathematics;

/// <summary>
/// Spherical Bessel and Hankel functions for outgoing waves in e^{+jwt}: h = j_n - i y_n. Hankel functions come as ratios of
/// neighbours, which stay in range where the functions themselves overflow (small argument, high order).
/// </summary>
static class SphericalBessel
{
    /// <summary>h_{n+1}(x) / h_n(x) from the ratio before it.</summary>
    /// <remarks>Abramowitz and Stegun 1964, 10.1.19, upwards, which is stable for h.</remarks>
    public static Complex NextHankelRatio(int n, double x, Complex ratioBefore) =>
        n == 0 ? new Complex(1 / x, 1) : (2 * n + 1) / x - 1 / ratioBefore;

    /// <summary>h_0(x) = j e^{-jx} / x.</summary>
    public static Complex HankelZero(double x) => Complex.FromPolarCoordinates(1 / x, Math.PI / 2 - x);

    /// <summary>j_n(x) for n = 0 .. count-1, any real x.</summary>
    /// <remarks>Miller's algorithm downwards (Abramowitz and Stegun 1964, 10.5), scaled by j_0 or j_1.</remarks>
    public static double[] Regular(double x, int count)
    {
        double[] values = new double[count];
        double size = Math.Abs(x);
        if (size < 1e-12)
        {
            values[0] = 1;
            return values;
        }
        int start = Math.Max(count, (int)Math.Ceiling(size)) + 30 + (int)Math.Ceiling(8 * Math.Cbrt(size));
        double above = 0, here = 1e-280, j0 = 0, j1 = 0;
        for (int n = start; n >= 0; n--)
        {
            if (n < count) values[n] = here;
            if (n == 1) j1 = here;
            if (n == 0) j0 = here;
            (above, here) = (here, (2 * n + 1) / size * here - above);
            if (Math.Abs(here) < 1e200) continue;
            (above, here) = (above * 1e-200, here * 1e-200);
            for (int m = n; m < count; m++) values[m] *= 1e-200;
            (j0, j1) = (j0 * 1e-200, j1 * 1e-200);
        }
        double scale = Math.Abs(j0) > Math.Abs(j1)
            ? Math.Sin(size) / size / j0
            : (Math.Sin(size) / size - Math.Cos(size)) / size / j1;
        for (int n = 0; n < count; n++) values[n] *= x < 0 && n % 2 == 1 ? -scale : scale;
        return values;
    }
}
