using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using Proscenium.Engine.Plan;
using Proscenium.Files.Measurements;
using Proscenium.Files.Projects;
using Proscenium.Loudspeakers;
using Proscenium.Mathematics;

namespace Proscenium.Studio.Dropped;

/// <summary>Measured responses of drivers that were dropped. A state names them by what is in them, so that a link means the same responses or none.</summary>
sealed class ResponseShelf(FileShelf files)
{
    const int MostOpen = 64, IdDigits = 20, LongestName = 120;

    readonly ConcurrentDictionary<string, ResponseSet> _sets = [];
    readonly ConcurrentDictionary<string, Lazy<Func<Position, MeasuredDirectivity>>> _open = [];
    readonly ConcurrentDictionary<(string, Position), MeasuredDirectivity> _placed = [];

    /// <summary>Adds the responses of one driver, as they were dropped on it.</summary>
    /// <param name="dropped">One file, or one for each angle.</param>
    /// <exception cref="ProsceniumException">They are no responses of a driver.</exception>
    public JsonObject Add(IReadOnlyList<DroppedFile> dropped)
    {
        DroppedFile[] held = dropped.Count == 1 ? [dropped[0]] : [.. dropped.Where(file => AngleSet.MayHoldAResponse(file.Leaf)).OrderBy(file => file.Leaf, StringComparer.Ordinal)];
        if (held.Length == 0) throw new SettingException("Nothing that was dropped holds a response: drop one file, or one for each angle.");
        ResponseSet set = new(held.Length == 1 ? held[0].Leaf : $"{held[0].Leaf} and {held.Length - 1} more", [.. held.Select(file => (file.Leaf, files.PathOf(file.Id)))], null);
        string id = Keep(set, held.Select(file => $"{(held.Length == 1 ? "" : file.Leaf)} {file.Id}"));
        MeasuredDirectivity response;
        string? note = null;
        try
        {
            response = Open(id, new(), default);
        }
        catch (FileFormatException e) when (Alternative(id) is { } minimum)
        {
            (response, note) = (minimum, $"{e.Fault.Sentence}: the phase is worked out from the level here, which knows no delay between drivers.");
        }
        JsonObject told = Tell(id, response.Source!);
        return new() { ["response"] = told, ["notes"] = new JsonArray([.. ((string?[])[note, .. response.Notes]).Where(one => one is not null).Select(one => (JsonNode)one!)]) };
    }

    /// <summary>Adds responses that a device file names.</summary>
    /// <param name="source">How they were measured; its paths count for nothing.</param>
    /// <param name="named">The files, with the angles at which the device file says they were measured, or null where their names tell them.</param>
    /// <returns>What a state says of them.</returns>
    public JsonObject Add(ResponseSource source, IReadOnlyList<(DroppedFile File, AngledFile? Angle)> named)
    {
        ResponseSet set = new(named.Count == 1 ? named[0].File.Leaf : $"{named[0].File.Leaf} and {named.Count - 1} more", [.. named.Select(one => (one.File.Leaf, files.PathOf(one.File.Id)))],
            named[0].Angle is null ? null : [.. named.Select(one => one.Angle! with { Path = files.PathOf(one.File.Id) })]);
        string id = Keep(set, named.Select(one => $"{(one.Angle is { } angle ? $"{angle.Plane} {angle.Degrees:R}" : named.Count == 1 ? "" : one.File.Leaf)} {one.File.Id}"));
        return Tell(id, source);
    }

    /// <summary>The response of a driver in a state; null where it has none, or where it is not here.</summary>
    /// <param name="driver">The driver.</param>
    /// <param name="place">Front, left, up.</param>
    /// <param name="missing">Takes the name of what is not here.</param>
    public MeasuredDirectivity? Of(StrictJson driver, Position place, ICollection<string> missing)
    {
        if (!driver.Has("response")) return null;
        (string id, string name, ResponseSource manner) = driver.Object("response", json => (json.Text("id"), json.Has("name") ? json.Text("name") : "", ResponseJson.ReadManner(json)));
        if (_sets.ContainsKey(id)) return Open(id, manner, place);
        missing.Add($"'{PrintableText.Quote(driver.Text("name"))}'{(name.Length == 0 ? "" : $" ({PrintableText.Quote(name.Length > LongestName ? name[..LongestName] : name)})")}");
        return null;
    }

    /// <summary>What a state says of a device's driver whose files are on this machine; they are copied.</summary>
    public JsonObject Take(ResponseSource source)
    {
        AngledFile[] angles = source.Path is not { } path ? [.. source.Files] : Directory.Exists(path) || Path.GetFileName(path).Contains('*') ? [.. AngleSet.Find(path, source.Plane)] : [];
        DroppedFile Copied(string file) => new(Path.GetFileName(file), files.Copy(file));
        return Add(source, angles.Length == 0 ? [(Copied(source.Path!), null)] : [.. angles.Select(angle => (Copied(angle.Path), (AngledFile?)angle))]);
    }

    MeasuredDirectivity? Alternative(string id)
    {
        try
        {
            return Open(id, new() { MinimumPhase = true }, default);
        }
        catch (ProsceniumException)
        {
            return null; // the phase was not what is wrong
        }
    }

    MeasuredDirectivity Open(string id, ResponseSource manner, Position place)
    {
        JsonObject described = [];
        ResponseJson.DescribeManner(manner, described);
        string key = $"{id} {described.ToJsonString()}";
        if (!manner.TurnedAboutDevice) place = default; // where it is makes no difference then
        if (_open.Count > MostOpen) _open.Clear();
        if (_placed.Count > MostOpen) _placed.Clear();
        ResponseSet set = _sets[id];
        return _placed.GetOrAdd((key, place), _ => set.InItsNames(() =>
        {
            ResponseSource source = manner with { Path = set.IsOne ? set.Files[0].Path : null, Files = set.IsOne ? [] : set.Angles ?? ByNames(set, manner.Plane) };
            MeasuredDirectivity response = _open.GetOrAdd(key, _ => new(() => DriverResponseFile.Open(source))).Value(place);
            return response.From(source, [.. response.Notes.Select(set.Named)]);
        }));
    }

    /// <summary>The angles that the names tell which the files had.</summary>
    static List<AngledFile> ByNames(ResponseSet set, AnglePlane plane)
    {
        Dictionary<string, string> paths = set.Files.ToDictionary(file => file.Name, file => file.Path);
        return [.. AngleSet.Of([.. paths.Keys], plane).Select(angle => angle with { Path = paths[angle.Path] })];
    }

    string Keep(ResponseSet set, IEnumerable<string> parts)
    {
        if (set.Files.Select(file => file.Name).Distinct().Count() < set.Files.Count && set.Angles is null) throw new SettingException("Two of the dropped files have one name: drop the files of one driver together, and no others.");
        string id = Sha256.Of(Encoding.UTF8.GetBytes(string.Join('\n', parts)))[..IdDigits];
        _sets[id] = set;
        return id;
    }

    JsonObject Tell(string id, ResponseSource manner)
    {
        JsonObject told = new() { ["id"] = id, ["name"] = _sets[id].Name };
        ResponseJson.DescribeManner(manner, told);
        return told;
    }
}
