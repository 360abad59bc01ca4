using System.CommandLine;
using Proscenium.Cli.Terminal;
using Proscenium.Design;
using Proscenium.Files.Measurements;
using Proscenium.Files.Projects;
using Proscenium.Judging.Rooms;
using Proscenium.Mathematics;
using Proscenium.Rooms;

namespace Proscenium.Cli.Arguments;

/// <summary>Options about a room, made anew for each command.</summary>
static class RoomOptions
{
    public static Option<string?> Room(string what, string orElse = "") => new("--room") { HelpName = "name|file", Description = $"{what}: a built-in room (see 'proscenium rooms') or a room file{orElse}." };

    /// <summary>A room to simulate, by the value of <see cref="Room"/>.</summary>
    public static Room Open(string name) => MeasuredRoomFile.Recognises(name)
        ? throw new SettingException($"{name}: holds measured responses, and a room to simulate is needed: name a built-in room (proscenium rooms) or a room file.") : RoomFile.Open(name);

    /// <summary>A place of a room, as in <c>1,2.5,1.1</c>.</summary>
    public static Position Place(string option, string text)
    {
        string[] parts = text.Split(',');
        return parts.Length == 3 && Options.TryNumber(parts[0], out double x) && Options.TryNumber(parts[1], out double y) && Options.TryNumber(parts[2], out double z) ? new(x, y, z)
            : throw new SettingException($"{option} needs metres along x, y and z, as in 1,2.5,1.1, not '{text}'.");
    }

    /// <summary>Says where a plan was designed for another distance than a room's listener has.</summary>
    public static void WarnOfDistance(Room room, SpatialDesign design)
    {
        double distance = RoomSetup.DistanceIn(room);
        if (Math.Abs(distance - design.Request.Distance) > 0.05)
            Report.Warn($"the plan was designed for a distance of {design.Request.Distance:0.##} m, but the listener in '{room.Name}' is {distance:0.##} m from the device: design it with --distance {FormattableString.Invariant($"{distance:0.##}")}.");
    }

    /// <summary>Says where a design is for a room's listener, who sits elsewhere than the device's usual one.</summary>
    public static void NoteMove(DesignRequest request, Room room)
    {
        if (Math.Abs(request.Distance - request.Device.ListeningDistanceMetres) > 0.05)
            Report.Warn(FormattableString.Invariant($"in '{room.Name}' the listener is {request.Distance:0.##} m from the device, and the plan is designed for that; {request.Device.Name} is usually heard from {request.Device.ListeningDistanceMetres:0.##} m: for that distance design a plan with --distance {request.Device.ListeningDistanceMetres:0.##}."));
    }

    /// <summary>The room with its listener moved to a distance straight ahead of the device, where one was asked for; says so.</summary>
    public static Room WithListenerAt(Room room, double? distance)
    {
        if (distance is not { } metres) return room;
        Room moved = RoomSetup.WithListenerAt(room, metres);
        if (moved != room) Report.Warn(FormattableString.Invariant($"in '{room.Name}' the listener is moved from {RoomSetup.DistanceIn(room):0.##} m to {metres:0.##} m in front of the device, by --distance."));
        return moved;
    }
}
