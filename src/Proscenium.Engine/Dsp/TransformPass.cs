using System.Numerics;
using Proscenium.Engine.Simd;

namespace Proscenium.Engine.Dsp;

/// <summary>A pass of a <see cref="StockhamTransform{TVector, T}"/>: butterflies of some points over transforms side by side, each of some parts.</summary>
/// <param name="Radix">Points of a butterfly: 2, 4 or 8.</param>
/// <param name="Stride">Transforms side by side.</param>
/// <param name="Parts">Butterflies of each.</param>
readonly record struct TransformPass<TVector, T>(int Radix, int Stride, int Parts)
    where TVector : unmanaged, ISimdVector<TVector, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>e^{-j 2 pi m p / n} by part p and m = 1 .. radix - 1; for every lane where neighbouring lanes are of different parts.</summary>
    public AlignedMemory<T> Twiddles { get; } = Table(Radix, Stride, Parts);

    /// <summary>Passes of four up to a vector's width and for what eights leave over, then of eight; of two for two points.</summary>
    public static TransformPass<TVector, T>[] Plan(int length)
    {
        List<TransformPass<TVector, T>> passes = [];
        for (int stride = 1; stride < length;)
        {
            int bits = BitOperations.Log2((uint)(length / stride));
            int radix = stride < TVector.Count ? 4 : bits == 1 ? 2 : bits % 3 == 0 ? 8 : 4;
            passes.Add(new(radix, stride, length / stride / radix));
            stride *= radix;
        }
        return [.. passes];
    }

    static AlignedMemory<T> Table(int radix, int stride, int parts)
    {
        int lanes = stride < TVector.Count ? TVector.Count : 1, partsAtOnce = Math.Max(1, TVector.Count / stride);
        AlignedMemory<T> table = new(parts / partsAtOnce * (radix - 1) * 2 * lanes);
        int at = 0;
        for (int p = 0; p < parts; p += partsAtOnce)
        {
            for (int m = 1; m < radix; m++, at += 2 * lanes)
            {
                for (int lane = 0; lane < lanes; lane++)
                {
                    (double sin, double cos) = Math.SinCos(-2 * Math.PI * m * (p + lane / stride) / (parts * radix));
                    (table.Span[at + lane], table.Span[at + lanes + lane]) = (T.CreateChecked(cos), T.CreateChecked(sin));
                }
            }
        }
        return table;
    }
}
