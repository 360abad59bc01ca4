namespace Proscenium.Mathematics;

/// <summary>A turn in space about the origin.</summary>
public sealed record Rotation
{
    readonly Position _x, _y, _z; // where the axes come to lie

    Rotation(Position x, Position y, Position z) => (_x, _y, _z) = (x, y, z);

    /// <summary>A turn about an axis, counter-clockwise as seen from its tip: Rodrigues' formula.</summary>
    /// <param name="axis">Of any length but 0.</param>
    /// <param name="radians">The angle.</param>
    public static Rotation About(Position axis, double radians)
    {
        Position unit = 1 / axis.Length * axis;
        (double sin, double cos) = Math.SinCos(radians);
        return new(Turn(new(1, 0, 0)), Turn(new(0, 1, 0)), Turn(new(0, 0, 1)));

        Position Turn(Position point) => cos * point + sin * unit.Cross(point) + (1 - cos) * unit.Dot(point) * unit;
    }

    /// <summary>The way back.</summary>
    public Rotation Inverse => new(new(_x.X, _y.X, _z.X), new(_x.Y, _y.Y, _z.Y), new(_x.Z, _y.Z, _z.Z));

    /// <summary>Where a point or direction comes to lie.</summary>
    public Position Turn(Position point) => point.X * _x + point.Y * _y + point.Z * _z;

    /// <summary>The second turn, then the first one, as matrices are multiplied.</summary>
    public static Rotation operator *(Rotation first, Rotation second) => new(first.Turn(second._x), first.Turn(second._y), first.Turn(second._z));
}
