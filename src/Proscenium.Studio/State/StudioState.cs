using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Proscenium.Design;
using Proscenium.Engine.Plan;
using Proscenium.Files.Projects;
using Proscenium.Heads;
using Proscenium.Integrations.Export;
using Proscenium.Loudspeakers;
using Proscenium.Rooms;
using Proscenium.Steering;
using static System.FormattableString;

namespace Proscenium.Studio.State;

/// <summary>What a page shows, as a design and a listener.</summary>
/// <param name="Device">The device.</param>
/// <param name="Request">The design, at 48 kHz.</param>
/// <param name="Listener">Where the head that listens is, from the design's seat.</param>
/// <param name="Room">Where it listens, null for free field.</param>
/// <param name="HeadId">The uploaded head that listens, null for the rigid sphere.</param>
sealed record StudioState(Device Device, DesignRequest Request, HeadPose Listener, Room? Room, string? HeadId)
{
    const string Name = "the page's state";
    const double MostLeft = 2, NearestMetres = 0.2, FarthestMetres = 20;

    /// <summary>Least and most of the numbers in a state.</summary>
    public static IReadOnlyDictionary<string, (double Least, double Most)> Bounds { get; } = new Dictionary<string, (double, double)>
    {
        ["left"] = (-MostLeft, MostLeft),
        ["distance"] = (NearestMetres, FarthestMetres),
        ["angle"] = (1, 90),
        ["target"] = (0, 40),
        ["gainLimit"] = (0, GainLimit.MaxDb),
        ["boostLimit"] = (0, GainLimit.MaxDb),
        ["taps"] = (32, 4096),
    };

    /// <summary>Reads a state.</summary>
    /// <exception cref="FileFormatException">It is none.</exception>
    /// <exception cref="SettingException">A setting is out of its range.</exception>
    public static StudioState Read(JsonNode? state)
    {
        NamedFiles.Refuse((state as JsonObject)?["device"], Name);
        return StrictJson.Read(state?.ToJsonString() ?? "null", Name, Read);
    }

    /// <summary>The state that a design has.</summary>
    public static JsonObject Of(DesignRequest request)
    {
        HeadPose seat = request.Poses[0].Pose;
        return new()
        {
            ["device"] = DeviceFile.Describe(request.Device),
            ["seat"] = new JsonObject { ["left"] = seat.Left, ["distance"] = request.Distance - seat.Forward },
            ["robust"] = request.Poses.Count > 1,
            ["listener"] = null,
            ["angle"] = request.AngleDegrees,
            ["target"] = Math.Round(request.Target.At(1000), 3),
            ["gainLimit"] = request.GainLimit.Decibels,
            ["boostLimit"] = request.BoostLimitDb,
            ["tone"] = request.Tone.IsForRoom ? "room" : "direct",
            ["upmix"] = UpmixModes.Name(request.Upmix),
            ["taps"] = request.Taps,
            ["room"] = null,
            ["head"] = null,
        };
    }

    /// <summary>The command line that designs the same, with the device's file in the working folder.</summary>
    public string Command
    {
        get
        {
            StringBuilder line = new("proscenium design -o plan --device ");
            line.Append(IsBuiltIn(Device) ? Device.Name : $"{FileName(Device)}.device.json");
            void Add(bool isNeeded, FormattableString option)
            {
                if (isNeeded) line.Append(CultureInfo.InvariantCulture, $" {Invariant(option)}");
            }
            Add(Request.Distance != Device.ListeningDistanceMetres, $"--distance {Request.Distance}");
            Add(Request.Poses.Count > 1 && Request.Poses[0].Pose == HeadPose.Seat, $"--robust");
            Add(Request.AngleDegrees != 30, $"--angle {(Request.AngleDegrees is { } angle ? Invariant($"{angle}") : "none")}");
            Add(Request.Target.At(1000) != 20, $"--target-gain {Request.Target.At(1000)}");
            Add(Request.GainLimit.Decibels != 12, $"--gain-limit {Request.GainLimit.Decibels}");
            Add(Request.BoostLimitDb != 10, $"--boost-limit {Request.BoostLimitDb}");
            Add(!Request.Tone.IsForRoom, $"--tone direct");
            Add(Request.Upmix != UpmixMode.Music, $"--upmix {UpmixModes.Name(Request.Upmix)}");
            Add(Request.Taps is not null, $"--taps {Request.Taps}");
            if (Request.Poses[0].Pose != HeadPose.Seat) line.Append(" --poses seat.poses.json");
            return line.ToString();
        }
    }

    /// <summary>A name of a device that any file may have.</summary>
    public static string FileName(Device device) => SafeNames.Of(device.Name) is { Length: > 0 } name ? name : "device";

    static bool IsBuiltIn(Device device) => DeviceFile.BuiltIn.Contains(device.Name) && JsonNode.DeepEquals(DeviceFile.Describe(DeviceFile.Open(device.Name)), DeviceFile.Describe(device));

    static StudioState Read(StrictJson json)
    {
        Device device = json.Object("device", part => DeviceFile.Read(part, ""));
        (double left, double distance) = json.Object("seat", Place);
        (double listenerLeft, double listenerDistance) = json.Has("listener") ? json.Object("listener", Place) : (left, distance);
        HeadPose seat = new(left);
        DesignRequest request = new()
        {
            Device = device,
            DistanceMetres = distance,
            Poses = json.Flag("robust") ? [.. HeadPose.SeatAndFiveCentimetres.Select(pose => pose with { Left = pose.Left + left })] : [seat],
            AngleDegrees = json.Has("angle") ? Bounded(json, "angle") : null,
            Target = PowerRatioCurve.Flat(Bounded(json, "target")),
            GainLimit = new(Bounded(json, "gainLimit")),
            BoostLimitDb = Bounded(json, "boostLimit"),
            Tone = json.OneOf("tone", "room", "direct") == "room" ? Tone.Room : Tone.Direct,
            Upmix = UpmixModes.TryParseOrNone(json.OneOf("upmix", [.. UpmixModes.AllAndNone.Select(UpmixModes.Name)]), out UpmixMode upmix) ? upmix : UpmixMode.Music,
            Taps = json.Has("taps") ? json.Whole("taps", (int)Bounds["taps"].Least, (int)Bounds["taps"].Most) : null,
        };
        Room? room = json.Has("room") ? RoomFile.Open(json.OneOf("room", [.. RoomFile.BuiltIn])) : null;
        string? head = json.Has("head") ? json.Text("head") : null;
        request.Check();
        HeadPose listener = new(listenerLeft, 0, distance - listenerDistance);
        return device.Clearance(distance, listener, new SphericalHead()) > 0
            ? new(device, request, listener, room, head)
            : throw new SettingException(Invariant($"a head {listenerDistance:0.##} m before the device is too near to {device.Name} for its model: sit farther away."));
    }

    static (double Left, double Distance) Place(StrictJson json) => (Bounded(json, "left"), Bounded(json, "distance"));

    static double Bounded(StrictJson json, string key) => json.Number(key, Bounds[key].Least, Bounds[key].Most);
}
