using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Proscenium.Design;
using Proscenium.Design.Banks;
using Proscenium.Engine.Plan;
using Proscenium.Files.Projects;
using Proscenium.Heads;
using Proscenium.Integrations.Export;
using Proscenium.Loudspeakers;
using Proscenium.Rooms;
using Proscenium.Steering;
using Proscenium.Studio.Dropped;
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
    /// <summary>The name of a file with the seats, as it is taken away.</summary>
    public const string PosesFile = "seat.poses.json";

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
        ["followLeft"] = (FollowedRange.LeastLeft, FollowedRange.MostLeft),
        ["followForward"] = (0, FollowedRange.MostForward),
    };

    /// <summary>The responses at the listener's ears that it is for, measured in place; null for a head's model.</summary>
    public PlantChoice? Plant { get; init; }

    /// <summary>What the state wants that was not dropped here, and what is shown instead, in a sentence; null where all is here.</summary>
    public string? Missing { get; init; }

    /// <summary>The seats, the first one first.</summary>
    public IReadOnlyList<HeadPose> Seats => SeatPoses.Find(Request.Poses).Seats;

    /// <summary>The places about the seat that the plan is to have filters for; null where it follows nobody.</summary>
    public BankGrid? Follow { get; init; }

    /// <summary>The request with its places, which take a while to design.</summary>
    public DesignRequest RequestWithPlaces => Request with { Bank = Follow };

    /// <summary>The head that hears: the listener who was measured in place, or another one.</summary>
    public Head Hearing(Head head) => Plant is null ? head : Request.Head;

    /// <summary>Reads a state.</summary>
    /// <param name="state">The object.</param>
    /// <param name="shelves">What was measured.</param>
    /// <exception cref="FileFormatException">It is none.</exception>
    /// <exception cref="SettingException">A setting is out of its range.</exception>
    public static StudioState Read(JsonNode? state, Shelves shelves)
    {
        NamedFiles.Refuse((state as JsonObject)?["device"], Name);
        return StrictJson.Read(state?.ToJsonString() ?? "null", Name, json => Read(json, shelves));
    }

    /// <summary>Refuses to make something of a state that lacks what it wants.</summary>
    /// <exception cref="SettingException">It does.</exception>
    public void RequireAll()
    {
        if (Missing is not null) throw new SettingException(Missing);
    }

    /// <summary>The state that a design has; what was measured of its drivers is left to who holds the files.</summary>
    public static JsonObject Of(DesignRequest request)
    {
        HeadPose seat = request.Place;
        (IReadOnlyList<HeadPose> seats, bool robust, _) = SeatPoses.Find(request.Poses);
        return new()
        {
            ["device"] = DeviceFile.Describe(request.Device with { Drivers = [.. request.Device.Drivers.Select(driver => driver with { Response = null })] }),
            ["seat"] = new JsonObject { ["left"] = seat.Left, ["distance"] = request.Distance - seat.Forward },
            ["seats"] = SeatPoses.Describe(seats.Skip(1).Take(SeatPoses.MostFurther), request.Distance),
            ["robust"] = robust,
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
            ["plant"] = null,
            ["follow"] = FollowedRange.Find(request.Bank, request.Distance - seat.Forward) is { } follow ? new JsonObject { ["left"] = follow.Left, ["forward"] = follow.Forward } : null,
            ["layout"] = request.Layout.Name,
        };
    }

    /// <summary>The state that a plan has, and notes on what of it a state cannot say.</summary>
    public static JsonObject Opened(DesignRequest request)
    {
        List<string> notes = [];
        if (!SeatPoses.Find(request.Poses).IsAll) notes.Add($"Its heads are turned, raised, weighted or more than {SeatPoses.MostFurther + 1}, which the studio does not show: they look straight ahead here and count alike.");
        if (request.Bank is not null && FollowedRange.Find(request.Bank, request.Distance - request.Place.Forward) is null) notes.Add("Its filters for other places are not alike to both sides of the seat: they are left out here.");
        return new() { ["state"] = Of(request), ["notes"] = new JsonArray([.. notes.Select(note => (JsonNode)note)]) };
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
            Add(!NeedsPoses && Request.Poses.Count > 1, $"--robust");
            Add(!Request.Layout.IsStereo, $"--layout {Request.Layout.Name}");
            Add(Request.AngleDegrees != 30, $"--angle {(Request.AngleDegrees is { } angle ? Invariant($"{angle}") : "none")}");
            Add(Request.Target.At(1000) != 20, $"--target-gain {Request.Target.At(1000)}");
            Add(Request.GainLimit.Decibels != 12, $"--gain-limit {Request.GainLimit.Decibels}");
            Add(Request.BoostLimitDb != 10, $"--boost-limit {Request.BoostLimitDb}");
            Add(!Request.Tone.IsForRoom, $"--tone direct");
            Add(Request.Upmix != UpmixMode.Music, $"--upmix {UpmixModes.Name(Request.Upmix)}");
            Add(Request.Taps is not null, $"--taps {Request.Taps}");
            if (Plant is not null) line.Append(CultureInfo.InvariantCulture, $" --plant {Quoted(Plant.Name)}");
            Add(Follow is not null, $"--bank {Follow}");
            if (NeedsPoses) line.Append(CultureInfo.InvariantCulture, $" --poses {PosesFile}");
            return line.ToString();
        }
    }

    /// <summary>Whether only a file can tell the command where the seats are.</summary>
    bool NeedsPoses => Request.Place != HeadPose.Seat || Seats.Count > 1;

    /// <summary>A name of a device that any file may have.</summary>
    public static string FileName(Device device) => SafeNames.Of(device.Name) is { Length: > 0 } name ? name : "device";

    /// <summary>A file's name as a shell takes it.</summary>
    static string Quoted(string name) => name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_' or '-') && !name.StartsWith('-') ? name : $"'./{name.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    static bool IsBuiltIn(Device device) => DeviceFile.BuiltIn.Contains(device.Name) && JsonNode.DeepEquals(DeviceFile.Describe(DeviceFile.Open(device.Name)), DeviceFile.Describe(device));

    static StudioState Read(StrictJson json, Shelves shelves)
    {
        List<string> missing = [], drivers = [];
        Device device = json.Object("device", part => DeviceFile.Read(part, (driver, place) => shelves.Responses.Of(driver, place, drivers)));
        if (drivers.Count > 0) missing.Add($"What was measured of {string.Join(", ", drivers)} is not in this studio, and {(drivers.Count == 1 ? "an ideal driver stands in its place" : "ideal drivers stand in their places")}: drop the same files here.");
        (double left, double distance) = json.Object("seat", Place);
        (double listenerLeft, double listenerDistance) = json.Has("listener") ? json.Object("listener", Place) : (left, distance);
        List<HeadPose> seats = [new(left)];
        if (json.Has("seats")) seats.AddRange(json.Objects("seats", Place).Select(place => new HeadPose(place.Left, 0, Math.Round(distance - place.Distance, 6))));
        if (seats.Count > SeatPoses.MostFurther + 1) throw new SettingException($"A plan is for {SeatPoses.MostFurther + 1} seats at most: remove some.");
        if (seats.Distinct().Count() < seats.Count) throw new SettingException("Two seats are at the same place: move one of them.");
        DesignRequest request = new()
        {
            Device = device,
            DistanceMetres = distance,
            Poses = SeatPoses.Of(seats, json.Flag("robust")),
            Layout = json.Has("layout") ? ChannelLayout.Named(json.OneOf("layout", [.. ChannelLayout.All.Select(layout => layout.Name)])) : ChannelLayout.Stereo,
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
        PlantChoice? plant = PlantChoice.Read(json, shelves.Plants, missing);
        if (plant is not null && head is not null) throw new SettingException("A head cannot listen where ears were measured in place: choose one of them.");
        if (plant is not null && room is not null) throw new SettingException("A built-in room returns no sound of a device that was measured in place: choose free field, or a head's model.");
        if (plant is not null) request = plant.Put(request);
        BankGrid? follow = json.Has("follow") ? json.Object("follow", part => FollowedRange.Read(part, request.Distance - request.Place.Forward)) : null;
        if (follow is not null && plant is not null) throw new SettingException("Places about a seat that was measured were not measured: leave out following the head, or choose a head's model.");
        (request with { Bank = follow }).Check();
        HeadPose listener = new(listenerLeft, 0, request.Distance - listenerDistance);
        return device.Clearance(request.Distance, listener, new SphericalHead()) > 0
            ? new(device, request, listener, room, head) { Plant = plant, Follow = follow, Missing = missing.Count == 0 ? null : string.Join(" ", missing) }
            : throw new SettingException(Invariant($"a head {listenerDistance:0.##} m before the device is too near to {device.Name} for its model: sit farther away."));
    }

    static (double Left, double Distance) Place(StrictJson json) => (Bounded(json, "left"), Bounded(json, "distance"));

    static double Bounded(StrictJson json, string key) => json.Number(key, Bounds[key].Least, Bounds[key].Most);
}
