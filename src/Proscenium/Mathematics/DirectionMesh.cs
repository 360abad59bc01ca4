namespace Proscenium.Mathematics;

/// <summary>
/// Triangles between measured directions that cover the whole sphere, so that what lies between is a mean of three nodes and runs on
/// without a jump everywhere. Where nothing was measured within 30 degrees, nodes are filled in, each a mean of the nodes about it.
/// </summary>
/// <remarks>The convex hull of points on a sphere is their Delaunay triangulation (Brown, Inf. Process. Lett. 9, 1979).</remarks>
sealed class DirectionMesh
{
    const int Rows = 32, Columns = 64;
    const double Gap = Math.PI / 6;

    readonly int _measured;
    readonly Position[] _nodes;
    readonly SphereHull _hull;
    readonly (int Index, double Weight)[][] _means; // [node]
    readonly int[] _starts = new int[Rows * Columns];

    /// <param name="measured">Unit vectors, no two of them the same.</param>
    public DirectionMesh(Position[] measured)
    {
        _measured = measured.Length;
        _nodes = [.. measured, .. Lattice().Where(node => measured.Max(node.Dot) < Math.Cos(Gap))];
        _hull = new(_nodes);
        _means = [.. Enumerable.Range(0, _measured).Select(node => ((int, double)[])[(node, 1)]), .. Filled()];
        for (int cell = 0, near = 0; cell < _starts.Length; cell++)
        {
            (int row, int column) = Math.DivRem(cell, Columns);
            near = _starts[cell] = _hull.Locate(Position.Direction((column + 0.5) * 2 * Math.PI / Columns, Math.Asin((row + 0.5) * 2 / Rows - 1)), near);
        }
    }

    /// <summary>Measured and filled nodes.</summary>
    public int Nodes => _nodes.Length;

    /// <summary>The measured directions that a node is a mean of, with weights that sum to 1; of a measured one: itself.</summary>
    public (int Index, double Weight)[] Measured(int node) => _means[node];

    /// <summary>The three nodes about a direction, with weights that sum to 1.</summary>
    public void Around(Position direction, Span<(int Node, double Weight)> nodes)
    {
        int face = _hull.Locate(direction, _starts[Cell(direction)]);
        Position sides = _hull.Sides(face, direction);
        (double a, double b, double c) = (Math.Max(sides.X, 0), Math.Max(sides.Y, 0), Math.Max(sides.Z, 0));
        double sum = a + b + c;
        (int first, int second, int third) = _hull[face];
        (nodes[0], nodes[1], nodes[2]) = ((first, a / sum), (second, b / sum), (third, c / sum));
    }

    static int Cell(Position direction)
    {
        int row = Math.Clamp((int)((direction.Z + 1) * Rows / 2), 0, Rows - 1);
        double turn = Math.Atan2(direction.Y, direction.X) / (2 * Math.PI);
        return row * Columns + Math.Clamp((int)((turn - Math.Floor(turn)) * Columns), 0, Columns - 1);
    }

    /// <summary>Faces, edges and corners of a cube: 26 directions.</summary>
    static IEnumerable<Position> Lattice() =>
        from x in Steps from y in Steps from z in Steps let node = new Position(x, y, z) where node.Length > 0 select (1 / node.Length) * node;

    static int[] Steps => [-1, 0, 1];

    /// <summary>Filled nodes as means of their neighbours, near ones more: a harmonic function on the mesh, solved at once.</summary>
    (int, double)[][] Filled()
    {
        int count = _nodes.Length - _measured;
        if (count == 0) return [];
        RealMatrix among = RealMatrix.Build.Dense(count, count), toMeasured = RealMatrix.Build.Sparse(count, _measured);
        foreach ((int from, int to) in _hull.Edges())
        {
            if (from < _measured) continue;
            double weight = 1 / Math.Acos(Math.Clamp(_nodes[from].Dot(_nodes[to]), -1, 1));
            among[from - _measured, from - _measured] += weight;
            if (to < _measured) toMeasured[from - _measured, to] += weight;
            else among[from - _measured, to - _measured] -= weight;
        }
        RealMatrix means = among.Inverse() * toMeasured;
        return [.. Enumerable.Range(0, count).Select(node => means.Row(node).EnumerateIndexed(MathNet.Numerics.LinearAlgebra.Zeros.AllowSkip).Where(m => m.Item2 > 0).ToArray())];
    }
}
