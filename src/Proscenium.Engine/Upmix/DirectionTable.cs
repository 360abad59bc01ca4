using Proscenium.Engine.Simd;

namespace Proscenium.Engine.Upmix;

/// <summary>A value for each direction and ERB band: <c>directions x bands</c>, a direction's bands in whole vectors.</summary>
/// <param name="paddedCount">Bands of a direction, <see cref="ErbBands.PaddedCount"/>.</param>
sealed class DirectionTable(int paddedCount)
{
    readonly AlignedMemory<float> _values = new(PanDirections.Count * paddedCount);

    /// <summary>From one direction to the next, values.</summary>
    public int Stride => paddedCount;

    /// <summary>The first direction in the first band, for loops that stay within the table by construction.</summary>
    public ref float First => ref _values.First;

    /// <summary>All values, one direction after the other.</summary>
    public Span<float> All => _values.Span;
}
