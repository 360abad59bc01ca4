using System.Numerics;
using System.Runtime.InteropServices;

namespace Proscenium.Acoustics;

/// <summary>A spectrum as real and imaginary parts apart, so that vectors of bins go through its arithmetic; single precision.</summary>
readonly struct SplitSpectrum
{
    const int WidestVector = 16;

    readonly float[] _re, _im; // as long as whole vectors

    /// <summary>Room for so many bins.</summary>
    public SplitSpectrum(int bins)
    {
        int padded = (bins + WidestVector - 1) / WidestVector * WidestVector;
        (_re, _im) = (new float[padded], new float[padded]);
    }

    /// <summary>From complex values.</summary>
    public SplitSpectrum(IReadOnlyList<Complex> values) : this(values.Count)
    {
        for (int bin = 0; bin < values.Count; bin++) (_re[bin], _im[bin]) = ((float)values[bin].Real, (float)values[bin].Imaginary);
    }

    /// <summary>Real parts.</summary>
    public Span<float> Re => _re;

    /// <summary>Imaginary parts.</summary>
    public Span<float> Im => _im;

    /// <summary>Sets all bins to zero.</summary>
    public void Clear()
    {
        Re.Clear();
        Im.Clear();
    }

    /// <summary>Becomes a b.</summary>
    public void SetProduct(SplitSpectrum a, SplitSpectrum b)
    {
        Span<Vector<float>> re = Vectors(_re), im = Vectors(_im), ar = Vectors(a._re), ai = Vectors(a._im), br = Vectors(b._re), bi = Vectors(b._im);
        for (int i = 0; i < re.Length; i++) (re[i], im[i]) = (ar[i] * br[i] - ai[i] * bi[i], ar[i] * bi[i] + ai[i] * br[i]);
    }

    /// <summary>Becomes -a.</summary>
    public void SetNegated(SplitSpectrum a)
    {
        Span<Vector<float>> re = Vectors(_re), im = Vectors(_im), ar = Vectors(a._re), ai = Vectors(a._im);
        for (int i = 0; i < re.Length; i++) (re[i], im[i]) = (-ar[i], -ai[i]);
    }

    /// <summary>Adds a b.</summary>
    public void AddProduct(SplitSpectrum a, SplitSpectrum b)
    {
        Span<Vector<float>> re = Vectors(_re), im = Vectors(_im), ar = Vectors(a._re), ai = Vectors(a._im), br = Vectors(b._re), bi = Vectors(b._im);
        for (int i = 0; i < re.Length; i++)
        {
            re[i] += ar[i] * br[i] - ai[i] * bi[i];
            im[i] += ar[i] * bi[i] + ai[i] * br[i];
        }
    }

    /// <summary>Becomes a value between a (share 0) and b (share 1).</summary>
    public void SetBetween(SplitSpectrum a, SplitSpectrum b, float share)
    {
        Mix(_re, a._re, b._re, share);
        Mix(_im, a._im, b._im, share);
    }

    static void Mix(float[] mixed, float[] from, float[] to, float share)
    {
        Span<Vector<float>> result = Vectors(mixed), a = Vectors(from), b = Vectors(to);
        for (int i = 0; i < result.Length; i++) result[i] = a[i] + share * (b[i] - a[i]);
    }

    static Span<Vector<float>> Vectors(float[] values) => MemoryMarshal.Cast<float, Vector<float>>(values.AsSpan());
}
