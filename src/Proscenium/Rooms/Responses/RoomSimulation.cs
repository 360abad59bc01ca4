using Proscenium.Acoustics;
using Proscenium.Mathematics;
using static System.FormattableString;

namespace Proscenium.Rooms.Responses;

/// <summary>How a room is simulated.</summary>
sealed record RoomSimulation
{
    const double LongestSeconds = 20, ShortestSeconds = 0.05;

    /// <summary>Samples per second, 8000 to 192000.</summary>
    public int SampleRate { get; init; } = 48000;

    /// <summary>Length of a response, up to 20 s; by default until 60 dB of decay in the slowest band.</summary>
    public double? Seconds { get; init; }

    /// <summary>
    /// True: images up to <see cref="MixingSeconds"/>, from there on random ones with their energy. False: nothing but images. By default only where images
    /// are dear: in rooms that are no rectangles.
    /// </summary>
    public bool? LateTail { get; init; }

    /// <summary>
    /// Each coordinate of an image may be off by so many metres, 0 to 0.1; its walls are not quite flat then, and the echoes of an empty rectangular room do not sweep
    /// (De Sena, Antonello, Moonen and van Waterschoot, On the modeling of rectangular geometries in room acoustic simulations, IEEE/ACM Trans. ASLP 23, 2015).
    /// </summary>
    public double JitterMetres { get; init; }

    /// <summary>Threads that share a response's images; by default one for each processor.</summary>
    public int MaxThreads { get; init; } = Environment.ProcessorCount;

    /// <summary>Decides all that is random.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>From when on a room's sound is taken as mixed: 0.0117 V + 50.1 ms (Lindau, Kosanke and Weinzierl, JAES 60, 2012, eq. 14: nobody hears a difference).</summary>
    public static double MixingSeconds(Room room) => (0.0117 * room.Volume + 50.1) / 1000;

    /// <summary>Length of the response between two points, in seconds.</summary>
    internal double LengthIn(Room room, Position source, Position receiver)
    {
        double direct = (receiver - source).Length / Air.SpeedOfSound;
        return Seconds ?? Math.Clamp(direct + 1.25 * room.EyringSeconds.Max(), direct + ShortestSeconds, LongestSeconds);
    }

    /// <summary>True where random images take over from the room's own.</summary>
    public bool HasTail(Room room) => room.IsReverberant && (LateTail ?? room is not ShoeboxRoom);

    /// <summary>Says what cannot be done, in one sentence.</summary>
    /// <exception cref="SettingException">A setting is out of its range, or a point is not in the room.</exception>
    internal void Check(Room room, Position source, Position receiver)
    {
        Require(SampleRate is >= 8000 and <= 192000, Invariant($"a sample rate of {SampleRate} Hz cannot be simulated: 8000 to 192000 Hz"));
        Require(Seconds is null or (> 0 and <= LongestSeconds), Invariant($"a response of {Seconds} s cannot be simulated: above 0, up to {LongestSeconds} s"));
        Require(Seconds is not null || room.EyringSeconds.All(double.IsFinite), $"in '{room.Name}' no wall absorbs anything and the sound never ends: give a length");
        Require(JitterMetres is >= 0 and <= 0.1, FormattableString.Invariant($"a jitter of {100 * JitterMetres:0.##} cm is out of range: 0 to 10 cm"));
        foreach ((string what, Position place) in new[] { ("source", source), ("receiver", receiver) })
            Require(room.Contains(place), FormattableString.Invariant($"the {what} at {place.X:0.###},{place.Y:0.###},{place.Z:0.###} is not inside '{room.Name}': metres from the room's origin, off the walls"));
        double metres = (receiver - source).Length;
        Require(metres >= 0.01, "source and receiver are in one place: at least 1 cm apart");
        Require(Seconds is not { } length || length > metres / Air.SpeedOfSound, FormattableString.Invariant($"a response of {Seconds} s ends before the direct sound arrives, after {1000 * metres / Air.SpeedOfSound:0.0} ms: give a longer one"));
    }

    static void Require(bool condition, string sentence)
    {
        if (!condition) throw new SettingException(sentence + ".");
    }
}
