namespace Proscenium.Mathematics;

/// <summary>The convex hull of points on a sphere around the origin: triangles, counter-clockwise from outside, that cover it. Built point by point.</summary>
sealed class SphereHull
{
    /// <summary>Regular grids have four and more points on one circle; lifts of this size, the same on both sides of the head, decide which three belong together.</summary>
    const double Lift = 1e-7;

    readonly Position[] _points;
    readonly List<int[]> _corners = [], _neighbours = [];  // a neighbour lies across from the corner of the same place
    readonly List<bool> _dead = [];
    int _last;

    /// <param name="directions">Unit vectors; some of them within 60 degrees of any direction.</param>
    /// <exception cref="ArgumentException">The directions do not surround the origin.</exception>
    public SphereHull(Position[] directions)
    {
        _points = Array.ConvertAll(directions, d => (1 + Lift * Math.Sin(9137 * d.X + 7919 * Math.Abs(d.Y) + 6133 * d.Z)) * d);
        int[] first = Start();
        for (int point = 0; point < _points.Length; point++)
            if (!first.Contains(point)) Add(point);
        Compact();
    }

    /// <summary>The corners of a triangle.</summary>
    public (int A, int B, int C) this[int face] => (_corners[face][0], _corners[face][1], _corners[face][2]);

    /// <summary>A triangle that a direction passes through, looked for from another one on.</summary>
    public int Locate(Position direction, int from)
    {
        int face = from;
        for (int step = 0; step < 100 + _corners.Count; step++)
        {
            Position sides = Sides(face, direction);
            double least = Math.Min(sides.X, Math.Min(sides.Y, sides.Z));
            if (least >= -1e-15) return face;
            face = _neighbours[face][least == sides.X ? 0 : least == sides.Y ? 1 : 2];
        }
        return face;
    }

    /// <summary>For each corner: how far, in volumes, the direction lies on its side of the edge across. None is negative within the triangle.</summary>
    public Position Sides(int face, Position direction)
    {
        int[] corners = _corners[face];
        (Position a, Position b, Position c) = (_points[corners[0]], _points[corners[1]], _points[corners[2]]);
        return new(Triple(direction, b, c), Triple(a, direction, c), Triple(a, b, direction));
    }

    /// <summary>Every edge, once each way.</summary>
    public IEnumerable<(int From, int To)> Edges() => _corners.SelectMany(c => (IEnumerable<(int, int)>)[(c[0], c[1]), (c[1], c[2]), (c[2], c[0])]);

    /// <summary>Four points that the origin lies between.</summary>
    int[] Start()
    {
        for (int turn = 0; turn < 64; turn++)
        {
            Position[] tetrahedron = [new(0, 0, 1), .. Enumerable.Range(0, 3).Select(i => Position.Direction(turn * 0.37 + i * 2 * Math.PI / 3, -Math.Asin(1.0 / 3)))];
            int[] nearest = Array.ConvertAll(tetrahedron, wanted => Enumerable.Range(0, _points.Length).MaxBy(i => _points[i].Dot(wanted)));
            int[][] faces = [[nearest[0], nearest[1], nearest[2]], [nearest[0], nearest[2], nearest[3]], [nearest[0], nearest[3], nearest[1]], [nearest[1], nearest[3], nearest[2]]];
            if (!Array.TrueForAll(faces, f => Triple(_points[f[0]], _points[f[1]], _points[f[2]]) > 1e-3)) continue;
            foreach (int[] face in faces) Append(face);
            for (int face = 0; face < 4; face++)
                for (int corner = 0; corner < 3; corner++)
                    _neighbours[face][corner] = Enumerable.Range(0, 4).Single(other => other != face && !faces[other].Contains(faces[face][corner]));
            return nearest;
        }
        throw new ArgumentException("The directions of a head's measurements cannot be told apart.");
    }

    /// <summary>Takes away the triangles that a point sees from outside and ties it to the edge of the hole.</summary>
    void Add(int point)
    {
        int seen = Locate(_points[point], _last);
        if (!Sees(seen, point)) return;
        Dictionary<int, int> fan = []; // the new triangle by the corner its edge begins at
        Stack<int> open = new([seen]);
        _dead[seen] = true;
        List<(int From, int To, int Beyond)> rim = [];
        while (open.TryPop(out int face))
        {
            for (int corner = 0; corner < 3; corner++)
            {
                int beyond = _neighbours[face][corner];
                if (_dead[beyond]) continue;
                if (Sees(beyond, point))
                {
                    _dead[beyond] = true;
                    open.Push(beyond);
                }
                else
                {
                    rim.Add((_corners[face][(corner + 1) % 3], _corners[face][(corner + 2) % 3], beyond));
                }
            }
        }
        foreach ((int from, int to, int beyond) in rim)
        {
            fan[from] = _last = Append([from, to, point]);
            _neighbours[_last][2] = beyond;
            _neighbours[beyond][Array.FindIndex(_corners[beyond], c => c != from && c != to)] = _last;
        }
        foreach ((int from, int to, _) in rim) (_neighbours[fan[from]][0], _neighbours[fan[to]][1]) = (fan[to], fan[from]);
    }

    int Append(int[] corners)
    {
        _corners.Add(corners);
        _neighbours.Add([-1, -1, -1]);
        _dead.Add(false);
        return _corners.Count - 1;
    }

    bool Sees(int face, int point)
    {
        Position a = _points[_corners[face][0]], b = _points[_corners[face][1]], c = _points[_corners[face][2]];
        return Triple(b - a, c - a, _points[point] - a) > 1e-18;
    }

    void Compact()
    {
        int[] place = new int[_corners.Count];
        int alive = 0;
        for (int face = 0; face < place.Length; face++) place[face] = _dead[face] ? -1 : alive++;
        for (int face = 0; face < place.Length; face++)
            if (place[face] is >= 0 and int to) (_corners[to], _neighbours[to]) = (_corners[face], Array.ConvertAll(_neighbours[face], n => place[n]));
        _corners.RemoveRange(alive, _corners.Count - alive);
        _neighbours.RemoveRange(alive, _neighbours.Count - alive);
        _last = 0;
    }

    static double Triple(Position a, Position b, Position c) => a.Dot(b.Cross(c));
}
