using Proscenium.Mathematics;

namespace Proscenium.Rooms;

/// <summary>A flat side of a room.</summary>
/// <param name="Name">As the room's file calls it.</param>
/// <param name="Corners">Around its edge, counter-clockwise as seen from within the room; metres, in one plane.</param>
/// <param name="Surface">What it is made of.</param>
sealed record Wall(string Name, IReadOnlyList<Position> Corners, Surface Surface)
{
    /// <summary>Unit vector into the room.</summary>
    internal Position Normal { get; } = Unit(TwiceArea(Corners));

    /// <summary>One of the corners.</summary>
    internal Position Corner { get; } = Corners[0];

    /// <summary>Area in square metres.</summary>
    public double Area { get; } = TwiceArea(Corners).Length / 2;

    /// <summary>Distance of a point from the wall's plane in metres, + on the room's side.</summary>
    internal double Ahead(Position point) => Normal.Dot(point - Corner);

    /// <summary>A point's image behind the wall's plane.</summary>
    internal Position Mirror(Position point) => point - 2 * Ahead(point) * Normal;

    /// <summary>Twice the area as a vector along the normal (Newell's sum).</summary>
    static Position TwiceArea(IReadOnlyList<Position> corners)
    {
        Position sum = default;
        for (int i = 0; i < corners.Count; i++) sum += (corners[i] - corners[0]).Cross(corners[(i + 1) % corners.Count] - corners[0]);
        return sum;
    }

    static Position Unit(Position vector) => (1 / vector.Length) * vector;
}
