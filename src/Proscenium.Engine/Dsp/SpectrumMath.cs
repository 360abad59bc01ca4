using System.Numerics;
using System.Runtime.InteropServices;

namespace Proscenium.Engine.Dsp;

/// <summary>Arithmetic on split-complex spectra.</summary>
static class SpectrumMath
{
    /// <summary>Adds x h to the sum, bin by bin; all spans have the sum's length.</summary>
    public static void MultiplyAdd(ReadOnlySpan<float> xRe, ReadOnlySpan<float> xIm, ReadOnlySpan<float> hRe, ReadOnlySpan<float> hIm,
        Span<float> sumRe, Span<float> sumIm)
    {
        int whole = sumRe.Length - sumRe.Length % Vector<float>.Count;
        MultiplyAddVectors(xRe[..whole], xIm[..whole], hRe[..whole], hIm[..whole], sumRe[..whole], sumIm[..whole]);
        MultiplyAddScalars(xRe[whole..], xIm[whole..], hRe[whole..], hIm[whole..], sumRe[whole..], sumIm[whole..]);
    }

    /// <summary>The scalar twin of <see cref="MultiplyAdd"/>.</summary>
    internal static void MultiplyAddScalars(ReadOnlySpan<float> xRe, ReadOnlySpan<float> xIm, ReadOnlySpan<float> hRe, ReadOnlySpan<float> hIm,
        Span<float> sumRe, Span<float> sumIm)
    {
        for (int k = 0; k < sumRe.Length; k++)
        {
            sumRe[k] += xRe[k] * hRe[k] - xIm[k] * hIm[k];
            sumIm[k] += xRe[k] * hIm[k] + xIm[k] * hRe[k];
        }
    }

    static void MultiplyAddVectors(ReadOnlySpan<float> xRe, ReadOnlySpan<float> xIm, ReadOnlySpan<float> hRe, ReadOnlySpan<float> hIm,
        Span<float> sumRe, Span<float> sumIm)
    {
        ReadOnlySpan<Vector<float>> a = Vectors(xRe), b = Vectors(xIm), c = Vectors(hRe), d = Vectors(hIm);
        Span<Vector<float>> re = MemoryMarshal.Cast<float, Vector<float>>(sumRe), im = MemoryMarshal.Cast<float, Vector<float>>(sumIm);
        for (int k = 0; k < re.Length; k++)
        {
            re[k] += a[k] * c[k] - b[k] * d[k];
            im[k] += a[k] * d[k] + b[k] * c[k];
        }
    }

    static ReadOnlySpan<Vector<float>> Vectors(ReadOnlySpan<float> span) => MemoryMarshal.Cast<float, Vector<float>>(span);
}
