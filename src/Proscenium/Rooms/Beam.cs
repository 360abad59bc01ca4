using Proscenium.Mathematics;

namespace Proscenium.Rooms;

/// <summary>
/// The sound of an image source: a pyramid from the image through its window, the part of the last mirror that the beam before it reaches
/// (Dadoun, Kirkpatrick and Walsh, The geometry of beam tracing, Symposium on Computational Geometry 1985).
/// </summary>
sealed class Beam
{
    /// <summary>Shorter edges of a window give its sides no sure direction; metres.</summary>
    const double ShortestEdge = 1e-7;

    /// <summary>A point this little outside is still looked at closely; metres.</summary>
    const double Slack = 1e-7;

    readonly FlatPolygon _window = new();
    Position[] _sides = [];
    int _count;

    /// <summary>Where the sound seems to come from.</summary>
    public Position Image { get; private set; }

    /// <summary>The last mirror, or null for the source itself.</summary>
    public Facet? Mirror { get; private set; }

    /// <summary>Product of the mirrors' reflections.</summary>
    public OctaveValues Reflection { get; private set; } = OctaveValues.One;

    /// <summary>Becomes the source itself, which sounds everywhere.</summary>
    public void Start(Position source) => Image = source;

    /// <summary>Becomes another beam's reflection; false where it does not reach the mirror.</summary>
    public bool Reflect(Beam before, Facet mirror)
    {
        _window.Become(mirror.ConvexHull);
        if (before.Mirror is { } last) _window.Cut(last.Corner, last.Normal);
        foreach (Position side in before._sides.AsSpan(0, before._count)) _window.Cut(before.Image, side);
        if (_window.IsNegligible) return false;
        (Image, Mirror, Reflection) = (mirror.Mirror(before.Image), mirror, before.Reflection * mirror.Reflection);
        Aim();
        return true;
    }

    /// <summary>False where a point lies outside.</summary>
    public bool Reaches(Position point)
    {
        if (Mirror is { } mirror && mirror.Ahead(point) < -Slack) return false;
        Position there = point - Image;
        foreach (Position side in _sides.AsSpan(0, _count))
            if (side.Dot(there) < -Slack) return false;
        return true;
    }

    /// <summary>Finds the planes through image and window's edges, as unit vectors that point into the beam.</summary>
    void Aim()
    {
        ReadOnlySpan<Position> corners = _window.Corners;
        if (_sides.Length < corners.Length) _sides = new Position[2 * corners.Length];
        _count = 0;
        Position from = corners[^1];
        foreach (Position to in corners)
        {
            if ((to - from).Length > ShortestEdge)
            {
                Position side = (from - Image).Cross(to - Image);
                _sides[_count++] = 1 / side.Length * side;
            }
            from = to;
        }
    }
}
