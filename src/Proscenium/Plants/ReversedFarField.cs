using Proscenium.Acoustics;
using Proscenium.Mathematics;

namespace Proscenium.Plants;

/// <summary>What an ideal driver sends whose wires are exchanged.</summary>
sealed class ReversedFarField(FarField driver) : FarField
{
    public override SplitSpectrum Towards(Position direction, SplitSpectrum scratch)
    {
        scratch.SetNegated(driver.Towards(direction, scratch));
        return scratch;
    }
}
