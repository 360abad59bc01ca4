using Proscenium.Mathematics;

namespace Proscenium.Rooms.Responses;

/// <summary>Passes images on with a small random error of each one's place; the direct sound stays where it is. The error of an image hangs on the image alone.</summary>
struct Jittered<TSink>(TSink sink, double metres, int seed) : IImageSink
    where TSink : struct, IImageSink
{
    public TSink Sink = sink;

    public void Add(Position towards, Position emitted, double length, OctaveValues reflection, int order)
    {
        if (order == 0 || metres == 0)
        {
            Sink.Add(towards, emitted, length, reflection, order);
            return;
        }
        Position place = towards + metres * new Position(Error(towards.X, 1), Error(towards.Y, 2), Error(towards.Z, 3));
        double now = place.Length;
        Sink.Add(place, (now / length) * emitted, now, reflection, order);
    }

    /// <summary>-1 to 1, by a hash of the coordinate (splitmix64: Steele, Lea and Flood, OOPSLA 2014).</summary>
    readonly double Error(double coordinate, int axis)
    {
        ulong bits = (ulong)BitConverter.DoubleToInt64Bits(coordinate) + ((ulong)(uint)seed * 3 + (ulong)axis) * 0x9E3779B97F4A7C15;
        bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
        bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
        return ((bits ^ (bits >> 31)) >> 11) * (2.0 / (1L << 53)) - 1;
    }
}
