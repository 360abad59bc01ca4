using Proscenium.Acoustics;
using Proscenium.Mathematics;

namespace Proscenium.Plants;

/// <summary>A monopole at a place.</summary>
sealed class PointFarField(FrequencyGrid grid, Position place) : FarField
{
    public override SplitSpectrum Towards(Position direction, SplitSpectrum scratch)
    {
        PhaseRamp.Fill(scratch, Air.WaveNumber(grid.Frequency(1)) * place.Dot(direction));
        return scratch;
    }
}
