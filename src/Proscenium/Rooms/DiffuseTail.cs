using System.Runtime.Intrinsics;
using Proscenium.Mathematics;

namespace Proscenium.Rooms;

/// <summary>
/// A room's late sound as random images: they come from anywhere, left the source in any direction, and keep as much energy as a diffuse field does,
/// (1 - mean absorption)^(d S / 4V) on d metres (Eyring, JASA 1, 1930; mean free path 4V/S: Kosten, Acustica 10, 1960).
/// </summary>
sealed class DiffuseTail(Room room)
{
    /// <summary>Silence after a millimetre; keeps walls that absorb everything from an infinite decay. Nepers per metre.</summary>
    const double FastestDecay = 1e6;

    readonly OctaveValues _decay = Vector512.Min(Vector512.Create(FastestDecay),
        Vector512.Log(OctaveValues.One - OctaveBands.Of(room.MeanAbsorption)) * (-room.SurfaceArea / (8 * room.Volume)));

    /// <summary>Passes on random images between two distances.</summary>
    public void Visit<TSink>(double fromMetres, double toMetres, Random random, ref TSink sink)
        where TSink : struct, IImageSink
    {
        foreach (double metres in TailSpacing.Places(fromMetres, toMetres, random))
        {
            Position towards = metres * TailSpacing.Direction(random), emitted = metres * TailSpacing.Direction(random);
            sink.Add(towards, emitted, metres, TailSpacing.Sign(random) * TailSpacing.Share(room, metres) * Vector512.Exp(-metres * _decay), int.MaxValue);
        }
    }
}
