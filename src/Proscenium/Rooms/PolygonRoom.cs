using Proscenium.Mathematics;

namespace Proscenium.Rooms;

/// <summary>A room over any floor plan: upright walls, and a ceiling that is flat or, over a convex floor, made of planes.</summary>
sealed record PolygonRoom : Room
{
    readonly Wall[] _walls;
    readonly Facet[] _facets;
    readonly int _uprights;

    /// <summary>Raises the walls: wall0 from the first corner to the second, wall1 and so on, floor and ceiling.</summary>
    /// <param name="floor">Corners around the floor in either orientation, metres; no two edges cross.</param>
    /// <param name="heightMetres">Of the flat ceiling, or of what the planes leave of it.</param>
    /// <param name="ceiling">Planes that bound the room further; none for a flat ceiling.</param>
    /// <param name="surfaceOf">What the wall of a name is made of; the ceiling's facets are all called ceiling.</param>
    /// <exception cref="SettingException">This is no room; the message says why.</exception>
    public PolygonRoom(IReadOnlyList<(double X, double Y)> floor, double heightMetres, IReadOnlyList<CeilingPlane> ceiling, Func<string, Surface> surfaceOf)
    {
        _walls = new FloorPlan(floor).Walls(heightMetres, ceiling, surfaceOf);
        _facets = Array.ConvertAll(_walls, wall => new Facet(wall));
        _uprights = floor.Count;
        Volume = -_walls.Sum(wall => wall.Area * wall.Normal.Dot(wall.Corner)) / 3;
        IsConvex = _walls.All(wall => wall.Corners.All(corner => _facets.All(facet => facet.Ahead(corner) > -Facet.Tolerance)));
    }

    /// <inheritdoc/>
    internal override IReadOnlyList<Wall> Walls => _walls;

    /// <inheritdoc/>
    public override double Volume { get; }

    /// <summary>The walls in their order, as rays meet them.</summary>
    internal IReadOnlyList<Facet> Facets => _facets;

    /// <summary>True where any two points see each other.</summary>
    internal bool IsConvex { get; }

    /// <inheritdoc/>
    public override bool Contains(Position point) =>
        _facets[_uprights..].All(facet => facet.Ahead(point) > Facet.Tolerance) && _facets[_uprights].PlaceOf(point with { Z = 0 }) == Place.Inside;

    /// <inheritdoc/>
    public override bool AreInSight(Position one, Position other) => Sees(one, null, other, null);

    /// <summary>True where nothing stands between two points; each may be on a wall, which then does not count.</summary>
    internal bool Sees(Position from, Facet? left, Position to, Facet? met)
    {
        if (IsConvex) return true;
        foreach (Facet facet in _facets)
            if (facet != left && facet != met && facet.Parts(from, to)) return false;
        return true;
    }

    internal override void Visit<TSink>(Position source, Position receiver, double metres, int part, int parts, ref TSink sink) => new PolyhedralImages(this, source, receiver, metres).Visit(ref sink);

    internal override void VisitTail<TSink>(double fromMetres, double toMetres, Random random, ref TSink sink) => new DiffuseTail(this).Visit(fromMetres, toMetres, random, ref sink);
}
