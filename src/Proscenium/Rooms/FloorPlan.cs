using Proscenium.Mathematics;

namespace Proscenium.Rooms;

/// <summary>The outline of a floor, and the walls and the ceiling that rise from it.</summary>
sealed class FloorPlan
{
    /// <summary>Nothing in a room is smaller; metres.</summary>
    const double Smallest = 1e-3;

    /// <summary>Corners in line turn no further inwards; metres.</summary>
    const double RoundOff = 1e-9;

    readonly Edge[] _edges;
    readonly Position[] _corners;

    /// <param name="corners">Around the floor in either orientation, metres.</param>
    /// <exception cref="SettingException">They bound no floor.</exception>
    public FloorPlan(IReadOnlyList<(double X, double Y)> corners)
    {
        Position[] given = [.. corners.Select(corner => new Position(corner.X, corner.Y, 0))];
        CheckCorners(given);
        Edge[] edges = Edge.Around(given);
        CheckEdges(edges);
        bool clockwise = edges.Sum(edge => edge.From.Cross(edge.To).Z) < 0;
        _edges = clockwise ? Array.ConvertAll(edges, edge => new Edge(edge.To, edge.From)) : edges;
        _corners = clockwise ? [.. given.Reverse()] : given;
    }

    bool IsConvex => Edge.Around(_corners).All(edge => _corners.All(corner => edge.TurnTo(corner) >= -RoundOff * edge.Length));

    /// <summary>The upright walls in the order of the given corners, the floor, and the ceiling's facets.</summary>
    /// <exception cref="SettingException">The ceiling closes no room over this floor.</exception>
    public Wall[] Walls(double heightMetres, IReadOnlyList<CeilingPlane> ceiling, Func<string, Surface> surfaceOf)
    {
        CeilingPlane[] planes = [CeilingPlane.At(heightMetres), .. ceiling];
        CheckCeiling(planes);
        Surface floor = surfaceOf("floor"), above = surfaceOf("ceiling");
        return
        [
            .. _edges.Select((edge, i) => new Wall($"wall{i}", Upright(edge, planes), surfaceOf($"wall{i}"))),
            new("floor", _corners, floor),
            .. Ceiling(planes).Select(facet => new Wall("ceiling", facet, above)),
        ];
    }

    /// <summary>The corners of a wall over an edge that has the room to its left.</summary>
    static Position[] Upright(Edge edge, CeilingPlane[] planes)
    {
        FlatPolygon wall = new([edge.To, edge.From, Raised(edge.From, planes[0]), Raised(edge.To, planes[0])]);
        foreach (CeilingPlane plane in planes[1..]) wall.Cut(plane.First, plane.Down);
        return wall.Corners.ToArray();
    }

    /// <summary>What each plane gives to the ceiling: the part of it that lies below all the others.</summary>
    IEnumerable<Position[]> Ceiling(CeilingPlane[] planes)
    {
        CeilingPlane[] different = [.. planes.Where((plane, i) => !planes[..i].Any(plane.Coincides))];
        foreach (CeilingPlane plane in different)
        {
            FlatPolygon facet = new([.. _corners.Reverse().Select(corner => Raised(corner, plane))]);
            foreach (CeilingPlane other in different)
                if (other != plane) facet.Cut(other.First, other.Down);
            if (!facet.IsNegligible) yield return facet.Corners.ToArray();
        }
    }

    static Position Raised(Position floor, CeilingPlane plane) => floor with { Z = plane.HeightAt(floor) };

    static void CheckCorners(Position[] corners)
    {
        if (corners.Length < 3) throw new SettingException($"the floor has {corners.Length} corners: give 3 or more.");
        for (int i = 0; i < corners.Length; i++)
        {
            if (!double.IsFinite(corners[i].Length)) throw new SettingException($"corner {i} of the floor is nowhere: give it two finite numbers.");
            int next = (i + 1) % corners.Length;
            if (new Edge(corners[i], corners[next]).Length < Smallest) throw new SettingException($"corners {i} and {next} of the floor are the same point: leave one of them out.");
        }
    }

    static void CheckEdges(Edge[] edges)
    {
        for (int i = 0; i < edges.Length; i++)
        {
            Edge edge = edges[i], next = edges[(i + 1) % edges.Length];
            bool turnsBack = Math.Min(edge.SquaredDistance(next.To), next.SquaredDistance(edge.From)) < Smallest * Smallest;
            bool crosses = Enumerable.Range(i + 2, Math.Max(0, edges.Length - i - 2)).Any(j => (j + 1) % edges.Length != i && edge.Meets(edges[j], Smallest));
            if (turnsBack || crosses) throw new SettingException("the floor's edges cross: give its corners in order around the room.");
        }
    }

    void CheckCeiling(CeilingPlane[] planes)
    {
        int upright = Array.FindIndex(planes, plane => !plane.IsCeiling);
        if (upright > 0) throw new SettingException($"plane {upright - 1} of the ceiling is upright or no plane: give three points that are not in line as seen from above.");
        if (planes.Length > 1 && !IsConvex) throw new SettingException("the ceiling slopes over a floor with a corner that points inwards: give such a room a flat ceiling.");
        foreach (Position corner in _corners)
            if (!planes.All(plane => plane.HeightAt(corner) >= Smallest))
                throw new SettingException(FormattableString.Invariant($"the ceiling does not stay above the floor at the corner ({corner.X}, {corner.Y}): raise it there."));
    }
}
