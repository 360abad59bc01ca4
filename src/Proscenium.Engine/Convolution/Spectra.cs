using System.Runtime.CompilerServices;
using Proscenium.Engine.Simd;

namespace Proscenium.Engine.Convolution;

/// <summary>Memory for a number of spectra, each of as many bins as a partition has samples, and one more.</summary>
sealed class Spectra
{
    const int Padding = 16; // holds the last bin, and keeps rows from lying a power of two apart

    readonly AlignedMemory<float> _parts; // spectrum, then real and imaginary parts

    public Spectra(int count, int partition)
    {
        (Bins, RowLength) = (partition + 1, partition + Padding);
        _parts = new(AlignedMemory<float>.Fitting(count, 2L * RowLength));
    }

    /// <summary>Number of bins.</summary>
    public int Bins { get; }

    /// <summary>From a real part to the imaginary part of the same bin.</summary>
    public int RowLength { get; }

    /// <summary>Real parts of a spectrum.</summary>
    public Span<float> Re(int spectrum) => _parts.Span.Slice(2 * spectrum * RowLength, Bins);

    /// <summary>Imaginary parts of a spectrum.</summary>
    public Span<float> Im(int spectrum) => _parts.Span.Slice((2 * spectrum + 1) * RowLength, Bins);

    /// <summary>The first real part of a spectrum, for loops that stay within it by construction.</summary>
    public ref float First(int spectrum) => ref Unsafe.Add(ref _parts.First, 2 * spectrum * RowLength);
}
