using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Proscenium.Files.Measurements;
using Proscenium.Heads;

namespace Proscenium.Studio.Listening;

/// <summary>The heads that a studio hears with: the rigid sphere, and what was dropped.</summary>
sealed class HeadShelf
{
    const int MostHeads = 8, IdDigits = 20;

    readonly SphericalHead _sphere = new();
    readonly ConcurrentDictionary<string, Head> _dropped = [];

    /// <summary>A head by its number; the rigid sphere for null.</summary>
    /// <exception cref="SettingException">There is none.</exception>
    public Head this[string? id] => id is null ? _sphere
        : _dropped.TryGetValue(id, out Head? head) ? head : throw new SettingException("The head of this state is not here: drop its SOFA file, or choose the sphere.");

    /// <summary>Adds a SOFA file.</summary>
    /// <exception cref="ProsceniumException">It is none of a head.</exception>
    public JsonObject Add(string name, string path)
    {
        MeasuredHead head = SofaFile.Open(File.OpenRead(path), name, swapEars: false);
        string id = $"head-{head.Origin!.Sha256[..IdDigits]}"; // by what is in it, so that a link means the same head or none
        if (_dropped.Count >= MostHeads && !_dropped.ContainsKey(id)) throw new SettingException($"The studio holds {MostHeads} heads: start it again for others.");
        _dropped[id] = head;
        return new() { ["id"] = id, ["name"] = name, ["notes"] = new JsonArray([.. head.Notes.Select(note => (JsonNode)$"{note.Sentence}.")]) };
    }
}
