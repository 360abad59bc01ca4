using System.Numerics;

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

    void SeparateRealSignals(Span<T> re, Span<T> im)
    {
        int half = Length / 2;
        T oneHalf = T.One / (T.One + T.One);
        (re[0], im[0]) = (_re[0] + _im[0], T.Zero);
        (re[half], im[half]) = (_re[0] - _im[0], T.Zero);
        for (int k = 1; k <= half / 2; k++)
        {
            int mirror = half - k;
            T evenRe = oneHalf * (_re[k] + _re[mirror]), evenIm = oneHalf * (_im[k] - _im[mirror]);
            T oddRe = oneHalf * (_im[k] + _im[mirror]), oddIm = oneHalf * (_re[mirror] - _re[k]);
            T turnedRe = _cos[k] * oddRe + _sin[k] * oddIm, turnedIm = _cos[k] * oddIm - _sin[k] * oddRe;
            re[k] = evenRe + turnedRe;
            im[k] = evenIm + turnedIm;
            re[mirror] = evenRe - turnedRe;
            im[mirror] = turnedIm - evenIm;
        }
    }

    void JoinRealSignals(ReadOnlySpan<T> re, ReadOnlySpan<T> im)
    {
        int half = Length / 2;
        T oneHalf = T.One / (T.One + T.One);
        _re[0] = oneHalf * (re[0] + re[half]);
        _im[0] = oneHalf * (re[0] - re[half]);
        for (int k = 1; k <= half / 2; k++)
        {
            int mirror = half - k;
            T evenRe = oneHalf * (re[k] + re[mirror]), evenIm = oneHalf * (im[k] - im[mirror]);
            T turnedRe = oneHalf * (re[k] - re[mirror]), turnedIm = oneHalf * (im[k] + im[mirror]);
            T oddRe = _cos[k] * turnedRe - _sin[k] * turnedIm, oddIm = _cos[k] * turnedIm + _sin[k] * turnedRe;
            _re[k] = evenRe - oddIm;
            _im[k] = evenIm + oddRe;
            _re[mirror] = evenRe + oddIm;
            _im[mirror] = oddRe - evenIm;
        }
    }
}
