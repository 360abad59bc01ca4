using Proscenium.Mathematics;

namespace Proscenium.Rooms.Responses;

/// <summary>A pattern over all directions in spherical harmonics.</summary>
readonly struct HarmonicPattern : ISourcePattern
{
    /// <summary>The highest degree there is.</summary>
    public const int MaxDegree = 15;

    readonly double[] _coefficients;
    readonly int _degree;

    /// <summary>Takes coefficients in the order of ambisonics, of orthonormal harmonics.</summary>
    /// <param name="coefficients">(degree + 1)^2 of them, up to <see cref="MaxDegree"/>.</param>
    /// <exception cref="ArgumentException">Their number is no square of 1 to 16.</exception>
    public HarmonicPattern(params ReadOnlySpan<double> coefficients) => (_degree, _coefficients) = (DegreeOf(coefficients, MaxDegree), coefficients.ToArray());

    /// <summary>1 in every direction.</summary>
    public static HarmonicPattern Omnidirectional => new(Math.Sqrt(4 * Math.PI));

    /// <summary>Of orthonormal harmonics in the order of ambisonics.</summary>
    public ReadOnlySpan<double> Coefficients => _coefficients;

    /// <summary>1 - share + share cos: an omnidirectional source (0), a cardioid (0.5), a figure of eight (1); 1 along its axis.</summary>
    /// <param name="axis">Where it is strongest.</param>
    /// <param name="share">0 to 1.</param>
    public static HarmonicPattern FirstOrder(Position axis, double share)
    {
        Position unit = (1 / axis.Length) * axis;
        double omni = Math.Sqrt(4 * Math.PI), dipole = Math.Sqrt(4 * Math.PI / 3);
        return new((1 - share) * omni, share * dipole * unit.Y, share * dipole * unit.Z, share * dipole * unit.X);
    }

    /// <inheritdoc/>
    public double Towards(Position direction)
    {
        Span<double> harmonics = stackalloc double[_coefficients.Length];
        SphericalHarmonics.Fill(direction, _degree, harmonics);
        double sum = 0;
        for (int i = 0; i < harmonics.Length; i++) sum += harmonics[i] * _coefficients[i];
        return sum;
    }

    /// <summary>The degree that a number of coefficients makes.</summary>
    /// <exception cref="ArgumentException">Their number is no square, or the degree too high.</exception>
    internal static int DegreeOf(ReadOnlySpan<double> coefficients, int highest)
    {
        int degree = (int)Math.Round(Math.Sqrt(coefficients.Length)) - 1;
        return degree >= 0 && degree <= highest && SphericalHarmonics.Count(degree) == coefficients.Length ? degree
            : throw new ArgumentException($"A pattern of degree n has (n + 1)^2 coefficients, n = 0 to {highest} here, not {coefficients.Length} of them.");
    }
}
