using MathNet.Numerics.Integration;
using Proscenium.Mathematics;

namespace Proscenium.Steering;

/// <summary>
/// A covariance function on the sphere, e^{-d^2 / (2 l^2)}: how alike a pattern's values in two directions are, by their distance d = 2 sin(angle / 2) and the length l. Luo,
/// Spherical harmonic covariance and magnitude function encodings for beamformer design, EURASIP J. Audio, Speech, Music Proc. 2021:41.
/// </summary>
/// <param name="Length">The distance over which values stay alike, 0.05 to 2 (directions are unit vectors).</param>
readonly record struct SphereKernel(double Length)
{
    static readonly GaussLegendreRule _rule = new(0, Math.PI, 128);

    /// <summary>The covariance of two directions.</summary>
    /// <param name="cosine">Cosine of the angle between them.</param>
    public double At(double cosine)
    {
        double d = Math.Sqrt(Math.Max(0, 2 - 2 * cosine)) / Length;
        return Math.Exp(-d * d / 2);
    }

    /// <summary>k_n with K(cos) = sum_n k_n (2n + 1) / (4 pi) P_n(cos), n = 0 .. degree (Funk and Hecke's formula).</summary>
    public double[] Spectrum(int degree)
    {
        double[] spectrum = new double[degree + 1];
        for (int i = 0; i < _rule.Order; i++)
        {
            double cosine = Math.Cos(_rule.GetAbscissa(i)), share = 2 * Math.PI * At(cosine) * Math.Sin(_rule.GetAbscissa(i)) * _rule.GetWeight(i);
            Legendre legendre = new(cosine);
            for (int n = 0; n <= degree; n++, legendre.Next()) spectrum[n] += share * legendre.Value;
        }
        return spectrum;
    }
}
