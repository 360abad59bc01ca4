namespace Proscenium.Acoustics;

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

    /// <summary>Sum.</summary>
    public static Position operator +(Position a, Position b) => new(a.X + b.X, a.Y + b.Y, a.Z + b.Z);

    /// <summary>Difference.</summary>
    public static Position operator -(Position a, Position b) => new(a.X - b.X, a.Y - b.Y, a.Z - b.Z);

    /// <summary>Scaled.</summary>
    public static Position operator *(double scale, Position a) => new(scale * a.X, scale * a.Y, scale * a.Z);
}
