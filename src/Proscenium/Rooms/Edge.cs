using Proscenium.Mathematics;

namespace Proscenium.Rooms;

/// <summary>A straight line from corner to corner.</summary>
readonly record struct Edge(Position From, Position To)
{
    public double Length => (To - From).Length;

    /// <summary>The edges around a polygon; edge i begins at corner i.</summary>
    public static Edge[] Around(IReadOnlyList<Position> corners) => [.. corners.Select((corner, i) => new Edge(corner, corners[(i + 1) % corners.Count]))];

    /// <summary>Square of a point's distance from the nearest point between the ends.</summary>
    public double SquaredDistance(Position point)
    {
        Position along = To - From, there = point - From;
        Position off = there - Math.Clamp(there.Dot(along) / along.Dot(along), 0, 1) * along;
        return off.Dot(off);
    }

    /// <summary>True where two level edges cross, or come nearer to each other than a distance.</summary>
    public bool Meets(Edge other, double distance) =>
        (Parts(other) && other.Parts(this))
        || Math.Min(Math.Min(SquaredDistance(other.From), SquaredDistance(other.To)), Math.Min(other.SquaredDistance(From), other.SquaredDistance(To))) < distance * distance;

    /// <summary>Positive where a point lies to the left of this level edge.</summary>
    public double TurnTo(Position point) => (To - From).Cross(point - From).Z;

    /// <summary>True where the other edge's ends lie on either side of this one's line.</summary>
    bool Parts(Edge other) => TurnTo(other.From) * TurnTo(other.To) < 0;
}
