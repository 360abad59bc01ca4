using Proscenium.Acoustics;

namespace Proscenium.Rooms;

/// <summary>Where direct sound and reverberation of an omnidirectional source are alike in a room, by octave.</summary>
static class CriticalDistances
{
    /// <summary>Beyond this nothing comes back.</summary>
    const double FarthestMetres = 100;

    /// <summary>(Hz, metres): sqrt(A / 16 pi), with the absorption area A of Eyring's reverberation time (Kuttruff, Room Acoustics, 5th ed. 2009, eq. 5.44).</summary>
    public static IReadOnlyList<(double Hertz, double Metres)> Of(Room room)
    {
        double Metres(double seconds) => seconds == 0 ? FarthestMetres : Math.Min(FarthestMetres, Math.Sqrt(24 * Math.Log(10) * room.Volume / (Air.SpeedOfSound * seconds) / (16 * Math.PI)));
        return [.. OctaveBands.Centres.Zip(room.EyringSeconds, (hertz, seconds) => ((double)hertz, Math.Round(Metres(seconds), 3)))];
    }
}
