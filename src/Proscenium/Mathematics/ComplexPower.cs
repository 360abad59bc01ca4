using System.Numerics;

namespace Proscenium.Mathematics;

/// <summary>The power of complex amplitudes.</summary>
static class ComplexPower
{
    /// <summary>|value|^2.</summary>
    public static double Of(Complex value) => value.Real * value.Real + value.Imaginary * value.Imaginary;
}
