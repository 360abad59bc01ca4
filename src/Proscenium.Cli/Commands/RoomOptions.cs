using System.CommandLine;
using Proscenium.Acoustics;
using Proscenium.Cli.Text;
using Proscenium.Design;
using Proscenium.Heads;
using Proscenium.Judging.Rooms;
using Proscenium.Mathematics;
using Proscenium.Rooms;
using Proscenium.Rooms.Responses;

namespace Proscenium.Cli.Commands;

/// <summary>Options about a room, made anew for each command.</summary>
static class RoomOptions
{
    public static Option<string?> Room(string what) => new("--room") { Description = $"{what}: a built-in room (see 'proscenium rooms') or a room file." };

    /// <summary>A place of a room, as in <c>1,2.5,1.1</c>.</summary>
    public static Position Place(string option, string text)
    {
        string[] parts = text.Split(',');
        return parts.Length == 3 ? new(Options.Number(option, parts[0]), Options.Number(option, parts[1]), Options.Number(option, parts[2]))
            : throw new ArgumentException($"{option} needs metres along x, y and z, as in 1,2.5,1.1, not '{text}'.");
    }

    /// <summary>How a room is simulated for what is heard in it.</summary>
    public static RoomSimulation Heard { get; } = new() { LateTail = true };

    /// <summary>Device and head in a room, on the grid of a design; says where the plan was designed for another distance.</summary>
    public static RoomSetup Setup(Room room, SpatialDesign design, Head head)
    {
        RoomSetup setup = new(room, design.Request.Device, head, FrequencyGrid.ForDesign(design.Plan.SampleRate), Heard);
        if (Math.Abs(setup.Distance - design.Request.Distance) > 0.05)
            Report.Warn($"the plan was designed for {design.Request.Distance:0.##} m; in '{room.Name}' the listener sits {setup.Distance:0.##} m away: design it with --distance {FormattableString.Invariant($"{setup.Distance:0.##}")}.");
        return setup;
    }

    /// <summary>The room with its listener moved to a distance straight ahead of the device, where one was asked for; says so.</summary>
    public static Room WithListenerAt(Room room, double? distance)
    {
        if (distance is not { } metres) return room;
        Room moved = RoomSetup.WithListenerAt(room, metres);
        if (moved != room) Report.Warn(FormattableString.Invariant($"in '{room.Name}' the listener is moved from {RoomSetup.DistanceIn(room):0.##} m to {metres:0.##} m before the device, as --distance says."));
        return moved;
    }
}
