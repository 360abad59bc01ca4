namespace Proscenium.Mathematics;

/// <summary>
/// Directions all over the sphere, not two degrees apart, of which a cubic polynomial through four by four joins what is known there: for functions that are asked for in many directions
/// close to each other. They are the rays of equal angles on the six sides of a cube (Ronchi, Iacono, Paolucci, J. Comput. Phys. 124, 1996, section 2).
/// </summary>
static class DirectionLattice
{
    /// <summary>How many nodes make a value.</summary>
    public const int Around = Points * Points;

    const int Cells = 48, Points = 4, Row = Cells + Points - 1, Side = Row * Row; // a node more beyond each edge

    /// <summary>Number of nodes.</summary>
    public static int Nodes => 6 * Side;

    /// <summary>The unit vector of a node.</summary>
    public static Position Direction(int node)
    {
        (int side, int place) = Math.DivRem(node, Side);
        (double u, double v) = (Math.Tan(Angle(place / Row)), Math.Tan(Angle(place % Row)));
        double sign = side % 2 == 0 ? 1 : -1;
        Position ray = (side / 2) switch { 0 => new(sign, u, v), 1 => new(u, sign, v), _ => new(u, v, sign) };
        return (1 / ray.Length) * ray;
    }

    /// <summary>The nodes about the direction of a unit vector, with weights that sum to 1.</summary>
    public static void Near(Position direction, Span<(int Node, double Weight)> nodes)
    {
        (double x, double y, double z) = (Math.Abs(direction.X), Math.Abs(direction.Y), Math.Abs(direction.Z));
        (int axis, double along, double first, double second) = x >= y && x >= z ? (0, direction.X, direction.Y, direction.Z) : y >= z ? (1, direction.Y, direction.X, direction.Z) : (2, direction.Z, direction.X, direction.Y);
        Span<double> across = stackalloc double[Points], up = stackalloc double[Points];
        int corner = (2 * axis + (along > 0 ? 0 : 1)) * Side + Row * Cell(first / Math.Abs(along), across) + Cell(second / Math.Abs(along), up);
        for (int i = 0; i < Points; i++)
            for (int j = 0; j < Points; j++) nodes[Points * i + j] = (corner + Row * i + j, across[i] * up[j]);
    }

    static double Angle(int place) => (place - 1 - Cells / 2.0) * Math.PI / (2 * Cells);

    /// <summary>The first of four nodes about a ray's slope, and the weights of all four.</summary>
    static int Cell(double slope, Span<double> weights)
    {
        double place = Math.Atan(slope) * 2 * Cells / Math.PI + Cells / 2.0;
        int cell = Math.Clamp((int)place, 0, Cells - 1);
        Lagrange.Cubic(place - cell, weights);
        return cell;
    }
}
