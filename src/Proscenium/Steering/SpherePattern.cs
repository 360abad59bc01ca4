using MathNet.Numerics.LinearAlgebra;
using Proscenium.Mathematics;

namespace Proscenium.Steering;

/// <summary>
/// A wanted pattern over all directions in spherical harmonics, so that a few stated values make a smooth shape.
/// </summary>
/// <remarks>Gaussian-process interpolation c = [k_n Y_nm(x_i)] (K + sigma^2 I)^-1 v, encoded by the addition theorem: Luo 2021, section 3.</remarks>
sealed class SpherePattern
{
    readonly double[] _coefficients;
    readonly int _degree;

    SpherePattern(double[] coefficients, int degree) => (_coefficients, _degree) = (coefficients, degree);

    /// <summary>The smoothest pattern, in a kernel's sense, that takes given values.</summary>
    /// <param name="points">Azimuth and elevation in degrees (azimuth counter-clockwise, + = the listener's left), wanted magnitude.</param>
    /// <param name="kernel">How far a value reaches.</param>
    /// <param name="degree">Of the harmonics, 0 to 40.</param>
    /// <param name="noise">Standard deviation by which values may be missed, 0 or more.</param>
    /// <exception cref="ArgumentException">No point, two in one place without noise, or a degree out of range.</exception>
    public static SpherePattern Through(IReadOnlyList<(double AzimuthDegrees, double ElevationDegrees, double Magnitude)> points, SphereKernel kernel, int degree = 12, double noise = 1e-3)
    {
        if (points.Count == 0) throw new ArgumentException("A pattern needs at least one value.", nameof(points));
        if (degree is < 0 or > 40) throw new ArgumentOutOfRangeException(nameof(degree), "Spherical harmonics of degree 0 to 40 can be used.");
        Position[] directions = [.. points.Select(p => Position.Direction(p.AzimuthDegrees * Math.PI / 180, p.ElevationDegrees * Math.PI / 180))];
        var covariance = Matrix<double>.Build.Dense(points.Count, points.Count, (i, j) => kernel.At(directions[i].Dot(directions[j])) + (i == j ? noise * noise : 0));
        RealVector shares = covariance.Solve(RealVector.Build.DenseOfEnumerable(points.Select(p => p.Magnitude)));
        if (!shares.All(double.IsFinite)) throw new ArgumentException("Two values of a pattern stand in one place: allow noise, or leave one out.", nameof(points));

        double[] spectrum = kernel.Spectrum(degree), coefficients = new double[(degree + 1) * (degree + 1)];
        for (int i = 0; i < directions.Length; i++)
        {
            double[] harmonics = SphericalHarmonics.At(directions[i], degree);
            for (int n = 0, k = 0; n <= degree; n++)
                for (int m = -n; m <= n; m++, k++) coefficients[k] += shares[i] * spectrum[n] * harmonics[k];
        }
        return new(coefficients, degree);
    }

    /// <summary>The pattern in a direction.</summary>
    public double Magnitude(double azimuthDegrees, double elevationDegrees = 0) => Magnitude(Position.Direction(azimuthDegrees * Math.PI / 180, elevationDegrees * Math.PI / 180));

    internal double Magnitude(Position direction)
    {
        double[] harmonics = SphericalHarmonics.At(direction, _degree);
        double sum = 0;
        for (int k = 0; k < harmonics.Length; k++) sum += _coefficients[k] * harmonics[k];
        return sum;
    }
}
