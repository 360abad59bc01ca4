using Proscenium.Engine.Dsp;
using Proscenium.Engine.Simd;

namespace Proscenium.Engine.Upmix;

/// <summary>A spectrum, real and imaginary parts apart; both are padded with zeros to whole vectors of any width.</summary>
/// <param name="bins">Bins without padding.</param>
sealed class Spectrum(int bins)
{
    readonly AlignedMemory<float> _parts = new(2 * StereoSpectrum.PaddedLength(bins));

    /// <summary>Bins with padding: from a real part to the imaginary part of the same bin.</summary>
    public int Length { get; } = StereoSpectrum.PaddedLength(bins);

    /// <summary>Real parts.</summary>
    public Span<float> Re => _parts.Span[..Length];

    /// <summary>Imaginary parts.</summary>
    public Span<float> Im => _parts.Span[Length..];

    /// <summary>The first real part, for loops that stay within it by construction.</summary>
    public ref float First => ref _parts.First;

    /// <summary>Transforms samples, and drops bins that are no more than what rounding left.</summary>
    public void Transform(Fft<float> fft, ReadOnlySpan<float> time)
    {
        fft.Forward(time, Re, Im);
        SilenceTiny();
    }

    /// <summary>The same with each sample times that of a window.</summary>
    public void Transform(Fft<float> fft, ReadOnlySpan<float> time, ReadOnlySpan<float> window)
    {
        fft.ForwardWindowed(time, window, Re, Im);
        SilenceTiny();
    }

    void SilenceTiny() => SampleGuard.SilenceTiny(_parts.Span, StereoSpectrum.Smallest);

    /// <summary>Makes all bins zero.</summary>
    public void Clear() => _parts.Span.Clear();
}
