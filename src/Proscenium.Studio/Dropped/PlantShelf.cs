using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Proscenium.Engine.Plan;
using Proscenium.Files.Measurements;
using Proscenium.Heads;
using Proscenium.Loudspeakers;
using Proscenium.Measuring;
using Proscenium.Plants;

namespace Proscenium.Studio.Dropped;

/// <summary>Responses of a device at a listener's ears, measured in place, which were dropped; named by what is in them.</summary>
sealed class PlantShelf(FileShelf files)
{
    const int MostPlants = 8, MostListeners = 16;

    static readonly SphericalHead _sphere = new();

    readonly ConcurrentDictionary<string, (MeasuredPlant Plant, string Path)> _plants = [];
    readonly ConcurrentDictionary<string, MeasuredListener> _listeners = [];

    /// <summary>Whether a SOFA file holds such responses, and no head.</summary>
    /// <exception cref="FileFormatException">It is no SOFA file.</exception>
    public static bool Holds(string path, string name) => new ResponseSet(name, [(name, path)], null).InItsNames(() => SofaContainer.Read(path, "SOFA file", sofa => sofa.Text("SOFAConventions") == PlantFile.Convention));

    /// <summary>Adds a file.</summary>
    /// <param name="name">The name that it had.</param>
    /// <param name="path">Where it is now; it is moved away from there.</param>
    /// <exception cref="ProsceniumException">It holds no responses at two ears.</exception>
    public JsonObject Add(string name, string path)
    {
        string id = (string)files.Add(name, path)["id"]!, kept = files.PathOf(id);
        if (_plants.Count >= MostPlants && !_plants.ContainsKey(id)) throw new SettingException($"The studio holds {MostPlants} measurements in place: start it again for others.");
        ResponseSet set = new(name, [(name, kept)], null);
        MeasuredPlant plant = set.InItsNames(() => PlantFile.Open(kept));
        _plants[id] = (plant with { Name = name, Notes = [.. plant.Notes.Select(set.Named)] }, kept);
        return new()
        {
            ["plant"] = new JsonObject { ["id"] = id, ["name"] = name },
            ["device"] = plant.Device,
            ["distance"] = plant.DistanceMetres,
            ["notes"] = new JsonArray([.. _plants[id].Plant.Notes.Select(note => (JsonNode)note)]),
        };
    }

    /// <summary>What was measured, or null where it is not here.</summary>
    public MeasuredPlant? Find(string id) => _plants.TryGetValue(id, out var found) ? found.Plant : null;

    /// <summary>Where the file of one is.</summary>
    public string PathOf(string id) => _plants[id].Path;

    /// <summary>The listener at whose ears a device was measured.</summary>
    /// <param name="id">A plant that is here.</param>
    /// <param name="device">The device.</param>
    /// <param name="distance">Metres to it.</param>
    /// <exception cref="SettingException">Another device was measured.</exception>
    public MeasuredListener Listener(string id, Device device, double distance)
    {
        if (_listeners.Count > MostListeners) _listeners.Clear();
        return _listeners.GetOrAdd($"{id} {string.Join(';', device.Drivers)} {device.EnclosureRadiusMetres} {distance}", _ => _plants[id].Plant.Listener(device, distance, _sphere));
    }
}
