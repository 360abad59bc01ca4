using Proscenium.Engine.Plan;
using Proscenium.Files.Projects;

namespace Proscenium.Sweeps.Studies;

/// <summary>The names of what a study can set.</summary>
static class SettingNames
{
    /// <summary>The device, and what in its file is set by a path of keys with points between.</summary>
    public const string Device = "device", InDevice = "device.";

    /// <summary>The head that the design is made for, and the head that hears.</summary>
    public const string Head = "head", ListeningHead = "listeningHead";

    /// <summary>Other names.</summary>
    public const string Room = "room", Distance = "distanceMetres", Rate = "sampleRate", Upmix = "upmix", Robust = "robust", SeatLeft = "seat.leftMetres", SeatForward = "seat.forwardMetres", SeatUp = "seat.upMetres", SeatYaw = "seat.yawDegrees",
        MonteCarloLevel = "monteCarlo.levelDb", MonteCarloPhase = "monteCarlo.phaseDegrees";

    /// <summary>All but paths into a device.</summary>
    public static IReadOnlyList<string> All { get; } =
        [Device, Head, ListeningHead, Room, Distance, Rate, Upmix, Robust, SeatLeft, SeatForward, SeatUp, SeatYaw, MonteCarloLevel, MonteCarloPhase, .. PlanFile.SettingNames];

    /// <summary>Settings whose values name files, or what is built in.</summary>
    public static bool IsFile(string name) => name is Device or Head or ListeningHead or Room;

    /// <summary>Settings that take whole numbers.</summary>
    public static bool IsWhole(string name) => name is Rate or "taps" or "modellingDelaySamples";

    /// <summary>How dear a change is, the dearest first: a device makes new plants, a limit none.</summary>
    public static int Cost(string name) => name switch
    {
        Device => 0,
        Head or ListeningHead => 1,
        _ when name.StartsWith(InDevice, StringComparison.Ordinal) => 2,
        Rate => 3,
        Distance or Robust or "poses" => 4,
        _ when name.StartsWith("seat.", StringComparison.Ordinal) => 5,
        Room => 6,
        "angleDegrees" or "layout" => 7,
        MonteCarloLevel or MonteCarloPhase => 9,
        _ => 8,
    };

    /// <summary>The column of a setting: its keys, with a unit where the name has none.</summary>
    public static string Column(string name)
    {
        string last = name[(name.LastIndexOf('.') + 1)..];
        string unit = name.StartsWith(InDevice, StringComparison.Ordinal) && last is "left" or "up" or "front" && name.Contains(".position.", StringComparison.Ordinal) ? "Metres" : name == "target" ? "Db" : name == Rate ? "Hz" : last == "taps" ? "Samples" : "";
        return Jobs.Column.NameOf(name + unit);
    }

    /// <summary>Refuses what is no setting.</summary>
    /// <exception cref="FileFormatException">There is none of that name.</exception>
    public static void Require(string name, StrictJson json)
    {
        if (name.StartsWith(InDevice, StringComparison.Ordinal) || All.Contains(name)) return;
        throw json.Fault($"there is no setting '{PrintableText.Quote(name)}': {NearestName.Question(name, All)}use {string.Join(", ", All)}, or a path into the device as in device.drivers.left.position.left");
    }
}
