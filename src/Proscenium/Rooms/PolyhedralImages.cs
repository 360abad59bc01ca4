using Proscenium.Mathematics;

namespace Proscenium.Rooms;

/// <summary>
/// The image sources of a room with flat walls that a receiver sees: Borish, Extension of the image model to arbitrary polyhedra, JASA 75, 1984. Beams
/// find the candidates, so that only walls are tried which the sound can reach; each is then followed back along its way, which makes them exact.
/// </summary>
/// <remarks>
/// Every later reflection makes a path longer than the straight line from image to receiver, so that an image too far away ends its branch. A path
/// through an edge meets two walls at once and is found once for either order; only the first counts.
/// </remarks>
sealed class PolyhedralImages(PolygonRoom room, Position source, Position receiver, double metres)
{
    /// <summary>Images nearer to each other are one; metres.</summary>
    const double Same = 1e-6;

    readonly Facet[] _mirrors = [.. room.Facets.Where(facet => facet.Reflection != OctaveValues.Zero)];
    readonly List<Beam> _beams = []; // the one of each order whose branch is being followed
    readonly List<(Position Towards, Position Emitted)> _throughEdges = [];

    /// <summary>Passes on every image.</summary>
    public void Visit<TSink>(ref TSink sink)
        where TSink : struct, IImageSink
    {
        if (TooFar(source)) return;
        BeamOf(0).Start(source);
        Follow(0, ref sink);
    }

    void Follow<TSink>(int order, ref TSink sink)
        where TSink : struct, IImageSink
    {
        Beam beam = BeamOf(order), next = BeamOf(order + 1);
        if (beam.Reaches(receiver)) Pass(order, ref sink);
        foreach (Facet mirror in _mirrors)
        {
            if (mirror.Ahead(beam.Image) <= Facet.Tolerance || TooFar(mirror.Mirror(beam.Image))) continue;
            if (next.Reflect(beam, mirror)) Follow(order + 1, ref sink);
        }
    }

    Beam BeamOf(int order)
    {
        if (order == _beams.Count) _beams.Add(new());
        return _beams[order];
    }

    bool TooFar(Position image)
    {
        Position towards = image - receiver;
        return towards.Dot(towards) > metres * metres;
    }

    /// <summary>Hands on the image of an order where its way is open.</summary>
    void Pass<TSink>(int order, ref TSink sink)
        where TSink : struct, IImageSink
    {
        if (!IsOpen(order, out bool throughEdge)) return;
        Position towards = _beams[order].Image - receiver, emitted = MirroredReceiver(order) - source;
        if (throughEdge && !IsNew(towards, emitted)) return;
        sink.Add(towards, emitted, towards.Length, _beams[order].Reflection, order);
    }

    /// <summary>Follows a way back from the receiver over all its mirrors to the source.</summary>
    bool IsOpen(int order, out bool throughEdge)
    {
        throughEdge = false;
        Position at = receiver;
        Facet? left = null;
        for (int i = order; i > 0; i--)
        {
            Facet mirror = _beams[i].Mirror!;
            if (mirror.Ahead(at) < -Facet.Tolerance) return false;
            Position met = mirror.Crossing(at, _beams[i].Image);
            Place place = mirror.PlaceOf(met);
            if (place == Place.Outside || !room.Sees(at, left, met, mirror)) return false;
            throughEdge |= place == Place.Edge;
            (at, left) = (met, mirror);
        }
        return room.Sees(at, left, source, null);
    }

    /// <summary>Where the receiver seems to be as seen from the source.</summary>
    Position MirroredReceiver(int order)
    {
        Position image = receiver;
        for (int i = order; i > 0; i--) image = _beams[i].Mirror!.Mirror(image);
        return image;
    }

    bool IsNew(Position towards, Position emitted)
    {
        foreach ((Position Towards, Position Emitted) known in _throughEdges)
            if ((known.Towards - towards).Length < Same && (known.Emitted - emitted).Length < Same) return false;
        _throughEdges.Add((towards, emitted));
        return true;
    }
}
