using System.Numerics;

namespace Proscenium.Mathematics;

/// <summary>Complex numbers times real ones.</summary>
static class ComplexScale
{
    /// <summary>The same as the operator for finite numbers, which is what the innermost loops have; the operator looks at each part first, and costs a call that takes longer than the rest of them.</summary>
    public static Complex Times(this double factor, Complex value) => new(factor * value.Real, factor * value.Imaginary);
}
