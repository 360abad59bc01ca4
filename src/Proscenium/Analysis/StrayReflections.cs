using Proscenium.Design;
using Proscenium.Judging.Rooms;

namespace Proscenium.Analysis;

/// <summary>
/// The directions in which a device should send little of left and right in a room: those of the first reflections, each with a weight for how strong and how early it is, and for how far from the
/// virtual loudspeaker it arrives.
/// </summary>
/// <remarks>
/// Weight: w g^2 10^(-t / 5 ms) (y - sin(angle))^2, with g a reflection's pressure at 1 kHz over that of the direct sound, t its delay, which counts 10 dB less every 5 ms as in the model of
/// hearing, and y the sine of the lateral angle from which it arrives (docs/decisions/opposite-wall.md).
/// </remarks>
static class StrayReflections
{
    const double Weight = 10, LatestSeconds = 0.02, TenDecibelsSeconds = 0.005;
    const int MostDirections = 24;

    /// <summary>The directions that matter most.</summary>
    /// <param name="setup">Room, device and listener.</param>
    /// <param name="angleDegrees">Azimuth of the left virtual loudspeaker.</param>
    public static IReadOnlyList<SparedDirection> Of(RoomSetup setup, double angleDegrees)
    {
        double place = Math.Sin(angleDegrees * Math.PI / 180);
        return [.. Reflection.First(setup, LatestSeconds).Select(reflection => Spared(reflection, place)).Where(direction => Larger(direction) > 0).OrderByDescending(Larger).Take(MostDirections)];
    }

    /// <summary>Rounded as a plan stores it, so that a stored plan is designed again as it was.</summary>
    static SparedDirection Spared(Reflection reflection, double place)
    {
        double power = Math.Pow(10, reflection.LevelDb / 10 - reflection.Seconds / TenDecibelsSeconds);
        double WeightFor(double side) => Math.Round(Weight * power * (reflection.Lateral - side) * (reflection.Lateral - side), 6);
        return new(Math.Round(reflection.SentAzimuthDegrees, 2), Math.Round(reflection.SentElevationDegrees, 2), WeightFor(place), WeightFor(-place));
    }

    static double Larger(SparedDirection direction) => Math.Max(direction.LeftWeight, direction.RightWeight);
}
