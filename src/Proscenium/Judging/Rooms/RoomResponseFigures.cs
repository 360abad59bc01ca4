using Proscenium.Acoustics;
using Proscenium.Judging.Levels;
using Proscenium.Mathematics;
using Proscenium.Rooms;
using Proscenium.Rooms.Responses;

namespace Proscenium.Judging.Rooms;

/// <summary>What a room's impulse response says.</summary>
sealed record RoomResponseFigures
{
    const double NearSeconds = 0.5e-3, Least = 0.1;

    /// <summary>The room.</summary>
    public required Room Room { get; init; }

    /// <summary>From source to receiver, metres.</summary>
    public required double Metres { get; init; }

    /// <summary>True where nothing stands in the way from source to receiver.</summary>
    public required bool HasDirectSound { get; init; }

    /// <summary>When random images take over, in seconds; null where they do not.</summary>
    public required double? TailFromSeconds { get; init; }

    /// <summary>How the response decays in each octave band.</summary>
    public required IReadOnlyList<EnergyDecay> Decays { get; init; }

    /// <summary>Reads a response.</summary>
    /// <param name="room">The room.</param>
    /// <param name="source">Where the sound comes from, in the room's axes, metres.</param>
    /// <param name="receiver">Where the microphone is.</param>
    /// <param name="how">How the response was simulated.</param>
    /// <param name="response">The response of an omnidirectional microphone; time zero is when the source sounds.</param>
    public static RoomResponseFigures Of(Room room, Position source, Position receiver, RoomSimulation how, double[] response)
    {
        double metres = (receiver - source).Length, arrival = metres / Air.SpeedOfSound;
        return new()
        {
            Room = room,
            Metres = metres,
            HasDirectSound = Largest(response, (arrival - NearSeconds) * how.SampleRate, (arrival + NearSeconds) * how.SampleRate) > Least / metres,
            TailFromSeconds = how.HasTail(room) && RoomSimulation.MixingSeconds(room) * how.SampleRate < response.Length ? RoomSimulation.MixingSeconds(room) : null,
            Decays = [.. OctaveBands.Centres.Where(centre => centre < 0.35 * how.SampleRate).Select(centre => new EnergyDecay(OctaveFilter.Apply(response, how.SampleRate, centre), how.SampleRate, arrival))],
        };
    }

    static double Largest(double[] response, double from, double to)
    {
        double largest = 0;
        for (int n = Math.Max(0, (int)from); n < Math.Min(response.Length, to); n++) largest = Math.Max(largest, Math.Abs(response[n]));
        return largest;
    }
}
