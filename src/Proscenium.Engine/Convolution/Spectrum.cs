using Proscenium.Engine.Lanes;

namespace Proscenium.Engine.Convolution;

/// <summary>Memory for one spectrum: as many bins as a partition has samples, and one more.</summary>
readonly struct Spectrum(int partition)
{
    readonly AlignedMemory<float> _re = new(partition + 1), _im = new(partition + 1);

    /// <summary>Real parts.</summary>
    public Span<float> Re => _re.Span;

    /// <summary>Imaginary parts.</summary>
    public Span<float> Im => _im.Span;

    /// <summary>The first real part, for loops that stay within the spectrum by construction.</summary>
    public ref float FirstRe => ref _re.First;

    /// <summary>The first imaginary part, likewise.</summary>
    public ref float FirstIm => ref _im.First;

    /// <summary>Memory for a number of spectra.</summary>
    public static Spectrum[] Several(int count, int partition)
    {
        Spectrum[] spectra = new Spectrum[count];
        for (int i = 0; i < count; i++) spectra[i] = new(partition);
        return spectra;
    }
}
