using Proscenium.Acoustics;

namespace Proscenium.Heads;

/// <summary>
/// When sound from a point source reaches an ear on a sphere, along the shortest way around it: straight, or along the tangent and then
/// around (Woodworth, Experimental Psychology, 1938, there for distant sources).
/// </summary>
static class SphereArrival
{
    /// <summary>Seconds after the sound would be at the sphere's centre without it; for ears in front negative.</summary>
    /// <param name="distance">Metres from the sphere's centre to the source, more than its radius.</param>
    /// <param name="angle">Radians between source and ear, seen from the centre.</param>
    /// <param name="radius">Metres.</param>
    public static double Seconds(double distance, double angle, double radius)
    {
        double edge = Math.Acos(radius / distance), tangent = Math.Sqrt(distance * distance - radius * radius);
        double way = angle <= edge
            ? Math.Sqrt(distance * distance + radius * radius - 2 * distance * radius * Math.Cos(angle))
            : tangent + radius * (angle - edge);
        return (way - distance) / Air.SpeedOfSound;
    }
}
