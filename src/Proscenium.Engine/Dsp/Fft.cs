using System.Numerics;
using System.Runtime.InteropServices;

namespace Proscenium.Engine.Dsp;

/// <summary>
/// Fourier transform of real signals of a power-of-two length, in single or double precision. Spectra are split into a real and an
/// imaginary array of <see cref="BinCount"/> bins; the forward transform is the plain sum (e^{-jwt}), the inverse divides by the
/// length, so the pair gives the signal back. An instance owns its scratch memory: one per thread.
/// </summary>
public sealed class Fft<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    readonly RealTransform<T> _transform;

    /// <summary>Prepares transforms of <paramref name="length"/> real points.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The length is not a power of two from 4 to 2^28.</exception>
    public Fft(int length)
    {
        if (length is < 4 or > 1 << 28 || !BitOperations.IsPow2(length))
            throw new ArgumentOutOfRangeException(nameof(length), length, "The length of a transform is a power of two from 4 to 2^28.");
        Length = length;
        _transform = RealTransform<T>.Widest(length);
    }

    /// <summary>Number of real points.</summary>
    public int Length { get; }

    /// <summary>Number of bins from 0 Hz to half the sample rate, both included.</summary>
    public int BinCount => Length / 2 + 1;

    /// <summary>Transforms <see cref="Length"/> samples into <see cref="BinCount"/> bins.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A span is too short.</exception>
    public void Forward(ReadOnlySpan<T> time, Span<T> re, Span<T> im) =>
        _transform.Forward(ref First(time, Length), ref First(re, BinCount), ref First(im, BinCount));

    /// <summary>Transforms <see cref="Length"/> samples, each times that of a window of the same length, into <see cref="BinCount"/> bins.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A span is too short.</exception>
    internal void ForwardWindowed(ReadOnlySpan<T> time, ReadOnlySpan<T> window, Span<T> re, Span<T> im) =>
        _transform.ForwardWindowed(ref First(time, Length), ref First(window, Length), ref First(re, BinCount), ref First(im, BinCount));

    /// <summary>Transforms <see cref="BinCount"/> bins back into <see cref="Length"/> samples; imaginary parts of the first and last bin are taken for zero.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A span is too short.</exception>
    public void Inverse(ReadOnlySpan<T> re, ReadOnlySpan<T> im, Span<T> time) =>
        _transform.Inverse(ref First(re, BinCount), ref First(im, BinCount), ref First(time, Length));

    /// <summary>Transforms <see cref="BinCount"/> bins back into the later half of <see cref="Length"/> samples, all that overlap-save keeps.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A span is too short.</exception>
    public void InverseLaterHalf(ReadOnlySpan<T> re, ReadOnlySpan<T> im, Span<T> time) =>
        _transform.InverseLaterHalf(ref First(re, BinCount), ref First(im, BinCount), ref First(time, Length / 2));

    /// <summary>The first of a checked number of elements.</summary>
    static ref T First(ReadOnlySpan<T> span, int length) => ref MemoryMarshal.GetReference(span[..length]);
}
