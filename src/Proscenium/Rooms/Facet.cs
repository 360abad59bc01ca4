using Proscenium.Mathematics;

namespace Proscenium.Rooms;

/// <summary>A wall as rays meet it.</summary>
sealed class Facet
{
    /// <summary>What is nearer counts as being there; metres.</summary>
    public const double Tolerance = 1e-9;

    readonly Wall _wall;
    readonly Edge[] _edges;
    readonly Position[] _hull;
    readonly Position _across, _along;

    public Facet(Wall wall)
    {
        _wall = wall;
        Reflection = wall.Surface.Reflection;
        (_across, _along) = Normal.Tangents();
        _edges = Edge.Around(wall.Corners);
        _hull = [.. Hull(wall.Corners)];
    }

    /// <summary>Unit vector into the room.</summary>
    public Position Normal => _wall.Normal;

    /// <summary>A corner.</summary>
    public Position Corner => _wall.Corner;

    /// <summary>Pressure reflection by band.</summary>
    public OctaveValues Reflection { get; }

    /// <summary>The smallest convex polygon around the wall, counter-clockwise as seen from within the room.</summary>
    public ReadOnlySpan<Position> ConvexHull => _hull;

    /// <summary>Distance of a point from the plane in metres, + on the room's side.</summary>
    public double Ahead(Position point) => _wall.Ahead(point);

    /// <summary>Distance of a point from the wall itself in metres.</summary>
    public double Distance(Position point) => PlaceOf(point - Ahead(point) * Normal) == Place.Inside ? Math.Abs(Ahead(point)) : Math.Sqrt(_edges.Min(edge => edge.SquaredDistance(point)));

    /// <summary>A point's image behind the plane.</summary>
    public Position Mirror(Position point) => _wall.Mirror(point);

    /// <summary>Where the line between two points meets the plane.</summary>
    public Position Crossing(Position from, Position to)
    {
        double ahead = Ahead(from);
        return from + ahead / (ahead - Ahead(to)) * (to - from);
    }

    /// <summary>True where the wall stands between two points that are not on it.</summary>
    public bool Parts(Position from, Position to)
    {
        double near = Ahead(from), far = Ahead(to);
        return Math.Min(near, far) < -Tolerance && Math.Max(near, far) > Tolerance && PlaceOf(Crossing(from, to)) != Place.Outside;
    }

    /// <summary>Whether a point of the plane lies on the wall: a line from it crosses the wall's edge an odd number of times.</summary>
    public Place PlaceOf(Position point)
    {
        bool inside = false;
        foreach (Edge edge in _edges)
        {
            if (edge.SquaredDistance(point) <= Tolerance * Tolerance) return Place.Edge;
            Position from = edge.From - point, to = edge.To - point;
            double fromHeight = _along.Dot(from), toHeight = _along.Dot(to);
            if (fromHeight > 0 == toHeight > 0) continue;
            inside ^= (fromHeight * _across.Dot(to) - toHeight * _across.Dot(from)) * (fromHeight - toHeight) > 0;
        }
        return inside ? Place.Inside : Place.Outside;
    }

    /// <summary>Walks around the outside, each time to the corner that leaves all others to the left (Jarvis, Information Processing Letters 2, 1973).</summary>
    IEnumerable<Position> Hull(IReadOnlyList<Position> corners)
    {
        int first = Enumerable.Range(0, corners.Count).MaxBy(i => (corners[i] - corners[0]).Length), at = first;
        for (int found = 0; found < corners.Count && (found == 0 || at != first); found++)
        {
            yield return corners[at];
            int next = (at + 1) % corners.Count;
            for (int other = 0; other < corners.Count; other++)
                if (Normal.Dot((corners[next] - corners[at]).Cross(corners[other] - corners[at])) < -Tolerance * (corners[next] - corners[at]).Length) next = other;
            at = next;
        }
    }
}
