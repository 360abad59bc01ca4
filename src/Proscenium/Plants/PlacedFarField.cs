using Proscenium.Acoustics;
using Proscenium.Mathematics;

namespace Proscenium.Plants;

/// <summary>What is sent by something that stands beside the origin: the directivity may come from a table, the place counts exactly.</summary>
sealed class PlacedFarField(NearestFarField directivity, PointFarField place) : FarField
{
    public override SplitSpectrum Towards(Position direction, SplitSpectrum scratch)
    {
        SplitSpectrum sent = place.Towards(direction, scratch);
        sent.SetProduct(sent, directivity.Towards(direction, sent)); // a table gives its own spectrum and leaves the scratch alone
        return sent;
    }
}
