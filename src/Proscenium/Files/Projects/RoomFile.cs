using Proscenium.Engine.Plan;
using Proscenium.Mathematics;
using Proscenium.Rooms;

namespace Proscenium.Files.Projects;

/// <summary>Room files (<c>*.room.json</c>) and the rooms that are built in.</summary>
public static class RoomFile
{
    const double LargestMetres = 200;

    static readonly BuiltInFiles _builtIn = new("room");

    /// <summary>Names of the built-in rooms.</summary>
    public static IReadOnlyList<string> BuiltIn => _builtIn.Names;

    /// <summary>A built-in room by name, or a room file by path.</summary>
    /// <exception cref="FileFormatException">Neither a built-in name nor a readable, correct room file.</exception>
    public static Room Open(string nameOrPath) => Parse(_builtIn.TextOf(nameOrPath), nameOrPath);

    /// <summary>A room file from a stream, which is read to its end and closed.</summary>
    /// <param name="content">JSON of a room file.</param>
    /// <param name="name">Named in errors.</param>
    /// <exception cref="FileFormatException">Not a correct room file.</exception>
    public static Room Open(Stream content, string name)
    {
        using (content) return Parse(ProjectText.Of(content, name), name);
    }

    /// <summary>The text of a built-in room, to start one's own from.</summary>
    public static string BuiltInText(string name) => _builtIn.Text(name);

    /// <summary>Reads a room from text.</summary>
    /// <param name="text">JSON of a room file.</param>
    /// <param name="file">Named in errors.</param>
    public static Room Parse(string text, string file) => StrictJson.Read(text, file, Read);

    static Room Read(StrictJson json)
    {
        string name = json.Text("name");
        bool isShoebox = json.OneOf("shape", "shoebox", "polygon") == "shoebox";
        DevicePlace device = json.Object("device", place => new DevicePlace(Point(place, "position"), place.Number("facingDegrees", -360, 360)));
        Position listener = json.Object("listener", place => Point(place, "position"));
        AirConditions? air = json.Has("air") ? json.Object("air", a => new AirConditions(a.Number("temperatureCelsius", -20, 50), a.Number("relativeHumidityPercent", 10, 100))) : null;
        Room room;
        try
        {
            room = isShoebox ? Shoebox(json, name, device, listener) : Polygon(json, name, device, listener);
        }
        catch (SettingException e)
        {
            throw json.Fault(e.Message.TrimEnd('.'));
        }
        Check(room, json);
        return room with { Air = air };
    }

    static ShoeboxRoom Shoebox(StrictJson json, string name, DevicePlace device, Position listener)
    {
        List<double> size = json.Numbers("sizeMetres", 0.5, LargestMetres);
        if (size.Count != 3) throw json.Fault("'sizeMetres' must be three lengths, [x, y, z]");
        return new(new(size[0], size[1], size[2]), RoomSurfaces.Read(json, ShoeboxRoom.WallNames)) { Name = name, Device = device, Listener = listener };
    }

    static PolygonRoom Polygon(StrictJson json, string name, DevicePlace device, Position listener)
    {
        List<(double X, double Y)> floor = json.Pairs("floor", (-LargestMetres, LargestMetres), (-LargestMetres, LargestMetres));
        double height = json.Number("heightMetres", 0.5, LargestMetres);
        List<CeilingPlane> ceiling = json.Has("ceiling") ? json.Objects("ceiling", plane => new CeilingPlane(Point(plane, "first"), Point(plane, "second"), Point(plane, "third"))) : [];
        string[] names = [.. Enumerable.Range(0, floor.Count).Select(i => $"wall{i}"), "floor", "ceiling"];
        IReadOnlyList<Surface> surfaces = RoomSurfaces.Read(json, names);
        return new(floor, height, ceiling, wall => surfaces[Array.IndexOf(names, wall)]) { Name = name, Device = device, Listener = listener };
    }

    static void Check(Room room, StrictJson json)
    {
        foreach ((string what, Position place) in new[] { ("device", room.Device.Position), ("listener", room.Listener) })
            if (!room.Contains(place)) throw json.Fault(FormattableString.Invariant($"the {what} at [{place.X}, {place.Y}, {place.Z}] is not inside the room: give its place in metres from the corner at the origin"));
        if ((room.Listener - room.Device.Position).Length < 0.2) throw json.Fault("device and listener are less than 20 cm apart: move one of them");
    }

    static Position Point(StrictJson json, string key)
    {
        List<double> p = json.Numbers(key, -LargestMetres, LargestMetres);
        return p.Count == 3 ? new(p[0], p[1], p[2]) : throw json.Fault($"'{key}' must be three coordinates in metres, [x, y, z]");
    }
}
