using Proscenium.Acoustics;
using Proscenium.Judging.Levels;
using Proscenium.Mathematics;
using Proscenium.Rooms;
using Proscenium.Rooms.Responses;

namespace Proscenium.Judging.Rooms;

/// <summary>What a room's impulse response says.</summary>
sealed record RoomResponseFigures
{
    /// <summary>The room.</summary>
    public required Room Room { get; init; }

    /// <summary>From source to receiver, metres.</summary>
    public required double Metres { get; init; }

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
            TailFromSeconds = how.HasTail(room) && RoomSimulation.MixingSeconds(room) * how.SampleRate < response.Length ? RoomSimulation.MixingSeconds(room) : null,
            Decays = [.. OctaveBands.Centres.Where(centre => centre < 0.35 * how.SampleRate).Select(centre => new EnergyDecay(OctaveFilter.Apply(response, how.SampleRate, centre), how.SampleRate, arrival))],
        };
    }
}
