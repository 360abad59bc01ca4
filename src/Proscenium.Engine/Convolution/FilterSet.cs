using Proscenium.Engine.Simd;

namespace Proscenium.Engine.Convolution;

/// <summary>Filters that run on a history of input, beside others perhaps.</summary>
/// <param name="spectra">Their spectra, as <see cref="FilterSpectra.Filters"/>.</param>
/// <param name="older">What older partitions add to every output while one comes in.</param>
sealed class FilterSet(AlignedMemory<float> spectra, Spectra older)
{
    /// <summary>Their spectra, as <see cref="FilterSpectra.Filters"/>.</summary>
    public AlignedMemory<float> Spectra { get; } = spectra;

    /// <summary>What older partitions add to every output while one comes in.</summary>
    public Spectra Older { get; } = older;

    /// <summary>Whether <see cref="Older"/> is that of these spectra, for the partition that comes in or the one before.</summary>
    public bool HasOlder { get; set; }
}
