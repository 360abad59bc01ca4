using System.Numerics;

namespace Proscenium.Mathematics;

/// <summary>The power of complex amplitudes.</summary>
static class ComplexMagnitude
{
    /// <summary>|value|^2, without the square root that <see cref="Complex.Magnitude"/> takes.</summary>
    public static double MagnitudeSquared(this Complex value) => value.Real * value.Real + value.Imaginary * value.Imaginary;
}
