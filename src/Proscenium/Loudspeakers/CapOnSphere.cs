using System.Collections.Concurrent;
using System.Numerics;
using MathNet.Numerics.LinearAlgebra;
using Proscenium.Acoustics;
using Proscenium.Mathematics;

namespace Proscenium.Loudspeakers;

/// <summary>
/// A driver as a radially vibrating spherical cap in a rigid sphere: baffle step, directivity and acoustic centre come out of it.
/// Pressure is relative to a free monopole of the same volume acceleration.
/// </summary>
/// <remarks>
/// p(r, theta) = sum_n b_n h_n(kr) P_n(cos theta), b_n = -2 W_n / (k R^2 (1 - cos alpha) h'_n(kR)), with
/// W_0 = (1 - cos alpha)/2 and W_n = (P_{n-1}(cos alpha) - P_{n+1}(cos alpha))/2: Aarts and Janssen, JASA 2011, section II;
/// Morse and Ingard 1968, section 7.2.
/// </remarks>
/// <param name="SphereRadius">Metres.</param>
/// <param name="HalfAngle">Radians, 0 to pi.</param>
sealed record CapOnSphere(double SphereRadius, double HalfAngle)
{
    /// <summary>How far the equivalent line reaches, in sphere radii; beyond 1 its strengths stay small.</summary>
    internal const double LineReach = 1.5;

    /// <summary>Lines that are kept at most: some tens of geometries, and of megabytes.</summary>
    const int MostLines = 1 << 15;

    /// <summary>Every plant of a device asks for the same lines again; they depend on nothing else. When there are too many, all are forgotten.</summary>
    static readonly ConcurrentDictionary<(CapOnSphere Cap, double Frequency), (double, Complex)[]> _lines = new();

    static int _linesKept;

    /// <summary>Pressure at a distance from the sphere's centre and an angle off the cap's axis.</summary>
    /// <param name="distance">Metres, at least the sphere's radius.</param>
    /// <param name="angle">Radians.</param>
    /// <param name="frequency">Hz, above 0.</param>
    public Complex Pressure(double distance, double angle, double frequency)
    {
        double k = Air.WaveNumber(frequency), x = k * SphereRadius;
        Complex radial = SphericalBessel.HankelZero(k * distance) / SphericalBessel.HankelZero(x); // h_n(kr) / h_n(kR)
        Complex atSurface = Complex.One, outside = Complex.One, sum = Complex.Zero;
        Legendre pattern = new(Math.Cos(angle));
        double[] shape = CapShape(500);
        for (int n = 0; n < shape.Length; n++, pattern.Next())
        {
            atSurface = SphericalBessel.NextHankelRatio(n, x, atSurface);
            outside = SphericalBessel.NextHankelRatio(n, k * distance, outside);
            sum += shape[n] * radial / (n / x - atSurface) * pattern.Value;
            if (n > x && shape[n] != 0 && Complex.Abs(radial) / n < 1e-18 * Complex.Abs(sum)) break;
            radial *= outside / atSurface;
        }
        return -2 / (k * SphereRadius * SphereRadius * (1 - Math.Cos(HalfAngle))) * sum;
    }

    /// <summary>
    /// Monopoles on the cap's axis through the sphere's centre, (signed distance in metres, strength), whose field outside equals
    /// the cap's. So whatever is known about point sources, an ear's response say, holds for the cap.
    /// </summary>
    /// <remarks>
    /// A monopole at signed distance s on the axis sends out -jk sum_n (2n+1) j_n(ks) h_n(kr) P_n(cos theta) (addition theorem,
    /// Abramowitz and Stegun 1964, 10.1.45), so the strengths q_m solve -jk (2n+1) sum_m q_m j_n(k s_m) = b_n; the least-norm
    /// solution is taken. Derivation: docs/decisions/equivalent-line.md.
    /// </remarks>
    public (double Distance, Complex Strength)[] EquivalentLine(double frequency)
    {
        if (_lines.TryGetValue((this, frequency), out (double, Complex)[]? known)) return known;
        if (Interlocked.Increment(ref _linesKept) > MostLines)
        {
            _lines.Clear();
            Volatile.Write(ref _linesKept, 1);
        }
        return _lines.GetOrAdd((this, frequency), static key => key.Cap.SolveLine(key.Frequency));
    }

    /// <summary>Lines that are kept now, or a few more.</summary>
    internal static int LinesKept => _lines.Count;

    /// <summary>Pressure far away times the distance, with the travel time from the sphere's centre taken out, by the cosines of the angles off the axis.</summary>
    /// <remarks>h_n(kr) becomes j^(n+1) e^{-jkr} / (kr), so a moment m_n sends out (2n+1) j^n m_n P_n (Abramowitz and Stegun 1964, 10.1).</remarks>
    internal Complex[] FarField(double frequency, double[] cosines)
    {
        double k = Air.WaveNumber(frequency), x = k * SphereRadius;
        Complex[] moments = Moments(k, 13 + (int)Math.Ceiling(x + 4 * Math.Cbrt(x)));
        Complex turn = Complex.One;
        for (int n = 0; n < moments.Length; n++, turn *= Complex.ImaginaryOne) moments[n] *= (2 * n + 1) * turn;
        return Array.ConvertAll(cosines, cosine =>
        {
            Complex sum = Complex.Zero;
            Legendre pattern = new(cosine);
            for (int n = 0; n < moments.Length; n++, pattern.Next()) sum += moments[n] * pattern.Value;
            return sum;
        });
    }

    (double Distance, Complex Strength)[] SolveLine(double frequency)
    {
        double k = Air.WaveNumber(frequency), x = k * SphereRadius;
        int orders = 13 + (int)Math.Ceiling(x + 4 * Math.Cbrt(x));
        // points come in pairs about the centre: even orders fix the sums of their strengths, odd orders the differences
        double[] distances = PositiveChebyshevPoints(orders / 2 + 2, LineReach * SphereRadius);
        double[][] regular = Array.ConvertAll(distances, s => SphericalBessel.Regular(k * s, orders));
        Complex[] moments = Moments(k, orders), sums = SolveParity(regular, moments, 0), differences = SolveParity(regular, moments, 1);
        var line = new (double, Complex)[2 * distances.Length];
        for (int m = 0; m < distances.Length; m++)
        {
            line[2 * m] = (distances[m], (sums[m] + differences[m]) / 2);
            line[2 * m + 1] = (-distances[m], (sums[m] - differences[m]) / 2);
        }
        return line;
    }

    /// <summary>The strengths that meet every second moment, from order <paramref name="first"/> on.</summary>
    static Complex[] SolveParity(double[][] regular, Complex[] moments, int first)
    {
        int count = (moments.Length - first + 1) / 2;
        var system = Matrix<double>.Build.Dense(regular.Length, count);
        var wanted = new Complex[count];
        for (int i = 0; i < count; i++)
        {
            int order = first + 2 * i;
            double scale = 1 / regular.Max(values => Math.Abs(values[order])); // orders differ by hundreds of decades
            wanted[i] = moments[order] * scale;
            for (int m = 0; m < regular.Length; m++) system[m, i] = regular[m][order] * scale;
        }
        return MinNorm(system, wanted);
    }

    /// <summary>b_n / (-jk (2n+1)).</summary>
    Complex[] Moments(double k, int orders)
    {
        double x = k * SphereRadius;
        Complex hankel = SphericalBessel.HankelZero(x), ratio = Complex.One;
        double[] shape = CapShape(orders);
        var moments = new Complex[orders];
        for (int n = 0; n < orders; n++)
        {
            ratio = SphericalBessel.NextHankelRatio(n, x, ratio);
            Complex derivative = hankel * (n / x - ratio);
            Complex strength = -2 * shape[n] / (k * SphereRadius * SphereRadius * (1 - Math.Cos(HalfAngle)) * derivative);
            moments[n] = strength / (-Complex.ImaginaryOne * k * (2 * n + 1));
            hankel *= ratio;
        }
        return moments;
    }

    /// <summary>W_n, n = 0 .. count-1.</summary>
    double[] CapShape(int count)
    {
        double[] shape = new double[count];
        Legendre edge = new(Math.Cos(HalfAngle));
        double before = 1;
        for (int n = 0; n < count; n++)
        {
            double below = before;
            before = edge.Value;
            edge.Next();
            shape[n] = n == 0 ? (1 - Math.Cos(HalfAngle)) / 2 : (below - edge.Value) / 2;
        }
        return shape;
    }

    static double[] PositiveChebyshevPoints(int count, double reach) =>
        [.. Enumerable.Range(0, count).Select(m => reach * Math.Cos(Math.PI * (m + 0.5) / (2 * count)))];

    /// <summary>The shortest q with system^T q = moments.</summary>
    static Complex[] MinNorm(Matrix<double> system, Complex[] moments)
    {
        var qr = system.QR(MathNet.Numerics.LinearAlgebra.Factorization.QRMethod.Thin);
        Matrix<double> lower = qr.R.Transpose();
        RealVector Solve(Func<Complex, double> part) =>
            qr.Q * Substitute(lower, RealVector.Build.DenseOfEnumerable(moments.Select(part)));
        RealVector re = Solve(m => m.Real), im = Solve(m => m.Imaginary);
        return [.. re.Zip(im, (a, b) => new Complex(a, b))];
    }

    static RealVector Substitute(Matrix<double> lower, RealVector right)
    {
        for (int row = 0; row < right.Count; row++)
        {
            double sum = right[row];
            for (int column = 0; column < row; column++) sum -= lower[row, column] * right[column];
            right[row] = sum / lower[row, row];
        }
        return right;
    }
}
