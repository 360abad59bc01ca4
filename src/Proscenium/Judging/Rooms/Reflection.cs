using Proscenium.Acoustics;
using Proscenium.Heads;
using Proscenium.Mathematics;
using Proscenium.Rooms;
using Proscenium.Rooms.Responses;

namespace Proscenium.Judging.Rooms;

/// <summary>A reflection on its way from the device to the seat, as an omnidirectional source would send it.</summary>
/// <param name="Seconds">After the direct sound.</param>
/// <param name="LevelDb">At 1 kHz, against the direct sound.</param>
/// <param name="AzimuthDegrees">Where it comes from, against where the listener looks, + = left.</param>
/// <param name="Order">Number of walls on its way.</param>
readonly record struct Reflection(double Seconds, double LevelDb, double AzimuthDegrees, int Order)
{
    const double BandHz = 1000;

    /// <summary>The sine of the lateral angle from which it comes, + = left.</summary>
    public double Lateral { get; init; }

    /// <summary>In which direction it left the device: 0 = where the device faces, + = the listener's left.</summary>
    public double SentAzimuthDegrees { get; init; }

    /// <summary>The same, + = up.</summary>
    public double SentElevationDegrees { get; init; }

    /// <summary>The first reflections at the seat, nearest first.</summary>
    /// <param name="setup">Room, device and listener.</param>
    /// <param name="seconds">How long after the direct sound the last one may come.</param>
    public static List<Reflection> First(RoomSetup setup, double seconds)
    {
        Room room = setup.Room;
        double direct = (room.Listener - room.Device.Position).Length;
        int band = OctaveBands.Centres.Index().First(centre => centre.Item == BandHz).Index;
        ReadOnlySpan<Arrival> arrivals = Arrivals.Of(room, room.Device.Position, room.Listener, direct + seconds * Air.SpeedOfSound, setup.How with { LateTail = false }).All;
        List<Reflection> reflections = [];
        foreach (Arrival arrival in arrivals)
        {
            if (arrival.Order == 0 || arrival.Gain[band] == 0) continue;
            Position seen = arrival.From.Turned(-setup.AzimuthOf(HeadPose.Seat)), sent = arrival.Emitted.Turned(-Radians(room.Device.FacingDegrees)); // sent: y to the device's own left
            reflections.Add(new((arrival.Metres - direct) / Air.SpeedOfSound, 20 * Math.Log10(direct * arrival.Gain[band]), Degrees(Math.Atan2(seen.Y, seen.X)), arrival.Order)
            {
                Lateral = seen.Y,
                SentAzimuthDegrees = Degrees(Math.Atan2(-sent.Y, sent.X)),
                SentElevationDegrees = Degrees(Math.Asin(Math.Clamp(sent.Z, -1, 1))),
            });
        }
        return reflections;
    }

    static double Degrees(double radians) => radians * 180 / Math.PI;

    static double Radians(double degrees) => degrees * Math.PI / 180;
}
