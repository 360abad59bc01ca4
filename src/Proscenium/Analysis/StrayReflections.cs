using Proscenium.Acoustics;
using Proscenium.Design;
using Proscenium.Heads;
using Proscenium.Judging.Rooms;
using Proscenium.Mathematics;
using Proscenium.Rooms;
using Proscenium.Rooms.Responses;

namespace Proscenium.Analysis;

/// <summary>
/// The directions in which a device should send little of left and right in a room: those of the first reflections, each with a weight for how strong and how early it is, and for how far from the
/// virtual loudspeaker it arrives.
/// </summary>
/// <remarks>
/// Weight: w g^2 10^(-t / 5 ms) (y - sin(angle))^2, with g a reflection's pressure at 1 kHz over that of the direct sound, t its delay, which counts 10 dB less every 5 ms as in the model of
/// hearing, and y the sine of the lateral angle from which it arrives.
/// </remarks>
static class StrayReflections
{
    const double Weight = 10, LatestSeconds = 0.02, TenDecibelsSeconds = 0.005, BandHz = 1000;
    const int MostDirections = 24;

    /// <summary>The directions that matter most.</summary>
    /// <param name="setup">Room, device and listener.</param>
    /// <param name="angleDegrees">Azimuth of the left virtual loudspeaker.</param>
    public static IReadOnlyList<SparedDirection> Of(RoomSetup setup, double angleDegrees)
    {
        Room room = setup.Room;
        double direct = (room.Listener - room.Device.Position).Length, side = Math.Sin(angleDegrees * Math.PI / 180);
        int band = OctaveBands.Centres.Index().First(centre => centre.Item == BandHz).Index;
        Arrivals arrivals = Arrivals.Of(room, room.Device.Position, room.Listener, direct + LatestSeconds * Air.SpeedOfSound, setup.How with { LateTail = false });
        List<SparedDirection> directions = [];
        foreach (Arrival arrival in arrivals.Reflections)
        {
            Position sent = arrival.Emitted.Turned(-room.Device.FacingDegrees * Math.PI / 180); // x ahead of the device, y to its own left
            double lateral = arrival.From.Turned(-setup.AzimuthOf(HeadPose.Seat)).Y, level = direct * arrival.Gain[band], delay = (arrival.Metres - direct) / Air.SpeedOfSound;
            double WeightFor(double place) => Math.Round(Weight * level * level * Math.Pow(10, -delay / TenDecibelsSeconds) * (lateral - place) * (lateral - place), 6);
            directions.Add(new(Degrees(Math.Atan2(-sent.Y, sent.X)), Degrees(Math.Asin(Math.Clamp(sent.Z, -1, 1))), WeightFor(side), WeightFor(-side)));
        }
        return [.. directions.Where(direction => Larger(direction) > 0).OrderByDescending(Larger).Take(MostDirections)];
    }

    static double Larger(SparedDirection direction) => Math.Max(direction.LeftWeight, direction.RightWeight);

    static double Degrees(double radians) => Math.Round(radians * 180 / Math.PI, 2);
}
