namespace Proscenium.Mathematics;

/// <summary>
/// A point or direction in metres. World frame (SOFA, AES69): x ahead of the listener, y to the listener's left, z up; the listener's
/// nominal head centre is the origin.
/// </summary>
public readonly record struct Position(double X, double Y, double Z)
{
    /// <summary>Distance from the origin.</summary>
    public double Length => Math.Sqrt(Dot(this));

    /// <summary>Scalar product.</summary>
    public double Dot(Position other) => X * other.X + Y * other.Y + Z * other.Z;

    /// <summary>Vector product.</summary>
    internal Position Cross(Position other) => new(Y * other.Z - Z * other.Y, Z * other.X - X * other.Z, X * other.Y - Y * other.X);

    /// <summary>Turned about the vertical axis, counter-clockwise as seen from above.</summary>
    public Position Turned(double radians)
    {
        (double sin, double cos) = Math.SinCos(radians);
        return new(cos * X - sin * Y, sin * X + cos * Y, Z);
    }

    /// <summary>The unit vector of an azimuth (counter-clockwise, + = left) and an elevation, in radians.</summary>
    public static Position Direction(double azimuth, double elevation = 0)
    {
        (double sin, double cos) = Math.SinCos(azimuth);
        (double up, double flat) = Math.SinCos(elevation);
        return new(flat * cos, flat * sin, up);
    }

    /// <summary>Two unit vectors at right angles to this unit vector and to each other; the first one is level.</summary>
    internal (Position Across, Position Along) Tangents()
    {
        double flat = Math.Sqrt(X * X + Y * Y);
        Position across = flat > 1e-9 ? new(-Y / flat, X / flat, 0) : new(0, 1, 0);
        return (across, Cross(across));
    }

    /// <summary>Sum.</summary>
    public static Position operator +(Position a, Position b) => new(a.X + b.X, a.Y + b.Y, a.Z + b.Z);

    /// <summary>Difference.</summary>
    public static Position operator -(Position a, Position b) => new(a.X - b.X, a.Y - b.Y, a.Z - b.Z);

    /// <summary>Scaled.</summary>
    public static Position operator *(double scale, Position a) => new(scale * a.X, scale * a.Y, scale * a.Z);
}
