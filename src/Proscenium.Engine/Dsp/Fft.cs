using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Proscenium.Engine.Dsp;

/// <summary>
/// Fourier transform of real signals of a power-of-two length, in single or double precision. Spectra are split into a real and an
/// imaginary array of <see cref="BinCount"/> bins; the forward transform is the plain sum (e^{-jwt}), the inverse divides by the
/// length, so the pair gives the signal back. An instance owns its scratch memory: one per thread.
/// </summary>
/// <remarks>A complex transform of half the length (<see cref="StockhamTransform{T}"/>) and one pass that separates even from odd
/// samples: Press et al., Numerical Recipes, 3rd ed. 2007, section 12.3.2.</remarks>
public sealed class Fft<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    readonly StockhamTransform<T> _half;
    readonly T[] _cos, _sin;
    readonly T[] _re, _im;

    /// <summary>Prepares transforms of <paramref name="length"/> real points.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The length is not a power of two from 2 to 2^28.</exception>
    public Fft(int length)
    {
        if (length is < 2 or > 1 << 28 || !BitOperations.IsPow2(length))
            throw new ArgumentOutOfRangeException(nameof(length), length, "The length of a transform is a power of two from 2 to 2^28.");
        Length = length;
        int half = length / 2;
        _half = new StockhamTransform<T>(half);
        _re = new T[half];
        _im = new T[half];
        _cos = new T[half / 2 + 1];
        _sin = new T[half / 2 + 1];
        for (int k = 0; k < _cos.Length; k++)
        {
            (double sin, double cos) = Math.SinCos(2 * Math.PI * k / length);
            _cos[k] = T.CreateChecked(cos);
            _sin[k] = T.CreateChecked(sin);
        }
    }

    /// <summary>Number of real points.</summary>
    public int Length { get; }

    /// <summary>Number of bins from 0 Hz to half the sample rate, both included.</summary>
    public int BinCount => Length / 2 + 1;

    /// <summary>Transforms <see cref="Length"/> samples into <see cref="BinCount"/> bins.</summary>
    public void Forward(ReadOnlySpan<T> time, Span<T> re, Span<T> im)
    {
        int half = Length / 2;
        time = time[..Length];
        for (int i = 0; i < half; i++)
        {
            _re[i] = time[2 * i];
            _im[i] = time[2 * i + 1];
        }
        _half.Forward(_re, _im);
        SeparateRealSignals(re, im);
    }

    /// <summary>Transforms <see cref="BinCount"/> bins back into <see cref="Length"/> samples.</summary>
    public void Inverse(ReadOnlySpan<T> re, ReadOnlySpan<T> im, Span<T> time)
    {
        int half = Length / 2;
        time = time[..Length];
        JoinRealSignals(re, im);
        _half.Forward(_im, _re); // swapped real and imaginary parts: the inverse transform
        T scale = T.One / T.CreateChecked(half);
        for (int i = 0; i < half; i++)
        {
            time[2 * i] = _re[i] * scale;
            time[2 * i + 1] = _im[i] * scale;
        }
    }

    /// <summary>Even and odd samples were transformed as one complex signal; their spectra are its symmetric and antisymmetric parts.</summary>
    void SeparateRealSignals(Span<T> re, Span<T> im)
    {
        int half = Length / 2;
        T oneHalf = T.One / (T.One + T.One);
        ref T fromRe = ref MemoryMarshal.GetArrayDataReference(_re), fromIm = ref MemoryMarshal.GetArrayDataReference(_im);
        ref T cos = ref MemoryMarshal.GetArrayDataReference(_cos), sin = ref MemoryMarshal.GetArrayDataReference(_sin);
        ref T toRe = ref MemoryMarshal.GetReference(re[..BinCount]), toIm = ref MemoryMarshal.GetReference(im[..BinCount]);
        (toRe, toIm) = (fromRe + fromIm, T.Zero);
        (At(ref toRe, half), At(ref toIm, half)) = (fromRe - fromIm, T.Zero);
        for (int k = 1; k <= half / 2; k++)
        {
            int mirror = half - k;
            T aRe = At(ref fromRe, k), aIm = At(ref fromIm, k), bRe = At(ref fromRe, mirror), bIm = At(ref fromIm, mirror);
            T evenRe = oneHalf * (aRe + bRe), evenIm = oneHalf * (aIm - bIm);
            T oddRe = oneHalf * (aIm + bIm), oddIm = oneHalf * (bRe - aRe);
            T turnedRe = At(ref cos, k) * oddRe + At(ref sin, k) * oddIm, turnedIm = At(ref cos, k) * oddIm - At(ref sin, k) * oddRe;
            At(ref toRe, k) = evenRe + turnedRe;
            At(ref toIm, k) = evenIm + turnedIm;
            At(ref toRe, mirror) = evenRe - turnedRe;
            At(ref toIm, mirror) = turnedIm - evenIm;
        }
    }

    /// <summary>The reverse.</summary>
    void JoinRealSignals(ReadOnlySpan<T> re, ReadOnlySpan<T> im)
    {
        int half = Length / 2;
        T oneHalf = T.One / (T.One + T.One);
        ref T fromRe = ref MemoryMarshal.GetReference(re[..BinCount]), fromIm = ref MemoryMarshal.GetReference(im[..BinCount]);
        ref T cos = ref MemoryMarshal.GetArrayDataReference(_cos), sin = ref MemoryMarshal.GetArrayDataReference(_sin);
        ref T toRe = ref MemoryMarshal.GetArrayDataReference(_re), toIm = ref MemoryMarshal.GetArrayDataReference(_im);
        (toRe, toIm) = (oneHalf * (fromRe + At(ref fromRe, half)), oneHalf * (fromRe - At(ref fromRe, half)));
        for (int k = 1; k <= half / 2; k++)
        {
            int mirror = half - k;
            T aRe = At(ref fromRe, k), aIm = At(ref fromIm, k), bRe = At(ref fromRe, mirror), bIm = At(ref fromIm, mirror);
            T evenRe = oneHalf * (aRe + bRe), evenIm = oneHalf * (aIm - bIm);
            T turnedRe = oneHalf * (aRe - bRe), turnedIm = oneHalf * (aIm + bIm);
            T oddRe = At(ref cos, k) * turnedRe - At(ref sin, k) * turnedIm, oddIm = At(ref cos, k) * turnedIm + At(ref sin, k) * turnedRe;
            At(ref toRe, k) = evenRe - oddIm;
            At(ref toIm, k) = evenIm + oddRe;
            At(ref toRe, mirror) = evenRe + oddIm;
            At(ref toIm, mirror) = oddRe - evenIm;
        }
    }

    /// <summary>An element without a bounds check; the spans were cut to length before.</summary>
    static ref T At(ref T start, int index) => ref Unsafe.Add(ref start, index);
}
