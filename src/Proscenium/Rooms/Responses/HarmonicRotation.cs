using MathNet.Numerics.Integration;
using Proscenium.Mathematics;

namespace Proscenium.Rooms.Responses;

/// <summary>
/// A rotation of real spherical harmonics: the matrix D with Y(R x) = D Y(x) for harmonics Y in direction x and a turn R in space. Coefficients c of a pattern become
/// D c when the pattern is turned by R.
/// </summary>
/// <remarks>
/// A turn mixes harmonics of one degree only. As they are orthonormal, block n is the integral of Y_n(R x) Y_n(x)^T over the sphere. Gauss-Legendre nodes in z and even
/// steps about it make that a finite sum, exact for polynomials (Atkinson, Numerical integration on the sphere, J. Austral. Math. Soc. B 23, 1982).
/// </remarks>
public sealed class HarmonicRotation
{
    readonly double[][,] _blocks; // [degree][order after the turn, order before]

    /// <summary>Prepares a rotation for harmonics up to a degree.</summary>
    /// <param name="rotation">The turn.</param>
    /// <param name="degree">0 to <see cref="HarmonicPattern.MaxDegree"/>.</param>
    public HarmonicRotation(Rotation rotation, int degree)
    {
        if (degree is < 0 or > HarmonicPattern.MaxDegree)
            throw new ArgumentOutOfRangeException(nameof(degree), $"harmonics of degree 0 to {HarmonicPattern.MaxDegree} can be turned.");
        Degree = degree;
        _blocks = [.. Enumerable.Range(0, degree + 1).Select(n => new double[2 * n + 1, 2 * n + 1])];
        foreach ((Position direction, double weight) in Nodes(degree)) Add(weight, SphericalHarmonics.At(rotation.Turn(direction), degree), SphericalHarmonics.At(direction, degree));
    }

    /// <summary>The highest degree it turns.</summary>
    public int Degree { get; }

    /// <summary>What a harmonic before the turn contributes to one after it; both by number, n^2 + n + m.</summary>
    public double this[int after, int before]
    {
        get
        {
            int degree = SphericalHarmonics.DegreeOf(after), first = SphericalHarmonics.Count(degree - 1);
            return degree == SphericalHarmonics.DegreeOf(before) ? _blocks[degree][after - first, before - first] : 0;
        }
    }

    /// <summary>The coefficients of a turned pattern.</summary>
    /// <param name="coefficients">Of the pattern, (n + 1)^2 of them up to any degree n that this rotation has.</param>
    /// <exception cref="ArgumentException">Their number is none of those.</exception>
    public double[] Turn(ReadOnlySpan<double> coefficients)
    {
        int degree = HarmonicPattern.DegreeOf(coefficients, Degree);
        double[] turned = new double[coefficients.Length];
        for (int n = 0, first = 0; n <= degree; first += 2 * n++ + 1)
            for (int i = 0; i < 2 * n + 1; i++)
                for (int j = 0; j < 2 * n + 1; j++) turned[first + i] += _blocks[n][i, j] * coefficients[first + j];
        return turned;
    }

    /// <summary>Adds a direction's share to the blocks' integrals.</summary>
    void Add(double weight, double[] after, double[] before)
    {
        for (int n = 0, first = 0; n <= Degree; first += 2 * n++ + 1)
            for (int i = 0; i < 2 * n + 1; i++)
                for (int j = 0; j < 2 * n + 1; j++) _blocks[n][i, j] += weight * after[first + i] * before[first + j];
    }

    /// <summary>Directions and weights that integrate products of two harmonics up to a degree over the sphere.</summary>
    static IEnumerable<(Position Direction, double Weight)> Nodes(int degree)
    {
        GaussLegendreRule heights = new(-1, 1, degree + 1);
        int steps = 2 * degree + 1;
        for (int i = 0; i < heights.Order; i++)
            for (int j = 0; j < steps; j++)
                yield return (Position.Direction(2 * Math.PI * j / steps, Math.Asin(heights.GetAbscissa(i))), 2 * Math.PI / steps * heights.GetWeight(i));
    }
}
