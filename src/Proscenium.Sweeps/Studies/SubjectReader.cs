using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Proscenium.Design;
using Proscenium.Engine.Plan;
using Proscenium.Files.Measurements;
using Proscenium.Files.Projects;
using Proscenium.Heads;
using Proscenium.Judging.Rooms;
using Proscenium.Loudspeakers;
using Proscenium.Rooms;

namespace Proscenium.Sweeps.Studies;

/// <summary>Makes designs of settings. Devices, heads and rooms are read once and shared: those who share a head share its plants.</summary>
/// <param name="study">The study's file, for errors.</param>
/// <param name="folder">Where named files are looked for.</param>
sealed class SubjectReader(string study, string folder)
{
    /// <summary>What stands for the rigid sphere.</summary>
    public const string Sphere = "sphere";

    const string StandardDevice = "echo-studio";
    const double MostMetres = 2;
    const int MostDevices = 256;

    readonly ConcurrentDictionary<string, Lazy<Head>> _heads = [];
    readonly ConcurrentDictionary<string, Lazy<Room>> _rooms = [];
    readonly ConcurrentDictionary<string, Lazy<Device>> _devices = [];

    /// <summary>The design of some settings.</summary>
    /// <exception cref="ProsceniumException">A setting cannot be, or a file cannot be read.</exception>
    public Subject Read(IReadOnlyDictionary<string, JsonNode?> settings)
    {
        JsonObject design = [], device = DeviceText(settings);
        HashSet<(JsonNode, string)> set = [];
        foreach ((string name, JsonNode? value) in settings)
        {
            if (name.StartsWith(SettingNames.InDevice, StringComparison.Ordinal)) DeviceEdit.Set(device, name[SettingNames.InDevice.Length..], value, study, set);
            else if (PlanFile.SettingNames.Contains(name)) design[name] = value?.DeepClone();
        }
        return Ask(settings, json => Read(json, settings, design, DeviceOf(device)));
    }

    Subject Read(StrictJson json, IReadOnlyDictionary<string, JsonNode?> settings, JsonObject design, Device device)
    {
        foreach (string key in json.Keys) json.Accept(key);
        Room? room = json.Has(SettingNames.Room) ? RoomOf(json.Text(SettingNames.Room)) : null;
        double? distance = json.Has(SettingNames.Distance) ? json.Number(SettingNames.Distance, 0.2, 20) : null;
        if (room is not null && distance is { } metres) room = RoomSetup.WithListenerAt(room, metres);
        double Number(string name, double standard, double least, double most) => json.Has(name) ? json.Number(name, least, most) : standard;
        bool robust = json.Has(SettingNames.Robust) && json.Flag(SettingNames.Robust);
        if (robust && settings.ContainsKey("poses")) throw json.Fault("'robust' and 'poses' cannot both be set: leave one of them out");
        DesignRequest request = PlanFile.With(new()
        {
            Device = device,
            Head = json.Has(SettingNames.Head) ? HeadOf(json.Text(SettingNames.Head)) : HeadOf(Sphere),
            DistanceMetres = distance ?? (room is null ? null : RoomSetup.DistanceIn(room)),
            SampleRate = json.Has(SettingNames.Rate) ? json.Whole(SettingNames.Rate, 8000, 192000) : 48000,
            Upmix = json.Has(SettingNames.Upmix) ? UpmixModes.All.Append(UpmixMode.None).First(mode => UpmixModes.Name(mode) == json.OneOf(SettingNames.Upmix, [.. UpmixModes.All.Append(UpmixMode.None).Select(UpmixModes.Name)])) : UpmixMode.Music,
            Poses = robust ? [.. HeadPose.SeatAndFiveCentimetres] : [HeadPose.Seat],
        }, design, study);
        HeadPose seat = new(Number(SettingNames.SeatLeft, 0, -MostMetres, MostMetres), Number(SettingNames.SeatUp, 0, -MostMetres, MostMetres), Number(SettingNames.SeatForward, 0, -MostMetres, MostMetres), Number(SettingNames.SeatYaw, 0, -180, 180));
        if (seat != HeadPose.Seat) request = request with { Poses = [.. request.Poses.Select(pose => pose with { Pose = seat.Plus(pose.Pose) })] };
        request.Check();
        return new(request, json.Has(SettingNames.ListeningHead) ? HeadOf(json.Text(SettingNames.ListeningHead)) : HeadOf(Sphere), room,
            Number(SettingNames.MonteCarloLevel, 0.5, 0, 20), Number(SettingNames.MonteCarloPhase, 3, 0, 180));
    }

    JsonObject DeviceText(IReadOnlyDictionary<string, JsonNode?> settings)
    {
        if (settings.GetValueOrDefault(SettingNames.Device) is JsonObject written) return (JsonObject)written.DeepClone();
        string name = settings.GetValueOrDefault(SettingNames.Device)?.ToString() ?? StandardDevice;
        return (JsonObject)JsonNode.Parse(DeviceFile.BuiltIn.Contains(name) ? DeviceFile.BuiltInText(name) : ProjectText.Of(Path.Combine(folder, name)), documentOptions: StrictJson.Options)!;
    }

    Device DeviceOf(JsonObject device)
    {
        string text = device.ToJsonString();
        if (_devices.Count > MostDevices) _devices.Clear();
        return _devices.GetOrAdd(text, new Lazy<Device>(() => StrictJson.Read(text, study, json => DeviceFile.Read(json, Path.Combine(folder, JobInputs.FolderName))))).Value;
    }

    Head HeadOf(string name) => _heads.GetOrAdd(name, new Lazy<Head>(() => name == Sphere ? new SphericalHead() : SofaFile.Open(Path.Combine(folder, name)))).Value;

    Room RoomOf(string name) => _rooms.GetOrAdd(name, new Lazy<Room>(() => RoomFile.Open(RoomFile.BuiltIn.Contains(name) ? name : Path.Combine(folder, name)))).Value;

    /// <summary>Reads the settings that are not a plan's by the rules of any file.</summary>
    Subject Ask(IReadOnlyDictionary<string, JsonNode?> settings, Func<StrictJson, Subject> read)
    {
        JsonObject own = [];
        foreach ((string name, JsonNode? value) in settings)
            if (name != SettingNames.Device && !name.StartsWith(SettingNames.InDevice, StringComparison.Ordinal) && !PlanFile.SettingNames.Contains(name)) own[name] = value?.DeepClone();
        return StrictJson.Read(own.ToJsonString(), study, read);
    }
}
