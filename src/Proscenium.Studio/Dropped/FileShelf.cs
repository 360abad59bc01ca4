using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Proscenium.Engine.Plan;
using Proscenium.Files;

namespace Proscenium.Studio.Dropped;

/// <summary>Files that were dropped for others to name: kept in the session's folder under numbers, known by what is in them.</summary>
/// <param name="newPath">Gives a new path in that folder, with an ending.</param>
sealed class FileShelf(Func<string, string> newPath)
{
    const int MostFiles = 4096, IdDigits = 20, MegaByte = 1 << 20;
    const long MostBytes = 1L << 30;

    static readonly string[] _sound = [".wav", ".w64", ".rf64", ".flac", ".aif", ".aiff"], _text = [".frd", ".txt", ".dat", ".csv", ".zma", ".json"];

    readonly Lock _gate = new();
    readonly ConcurrentDictionary<string, string> _paths = [];
    long _bytes;

    /// <summary>What a file of this name may hold at most, bytes.</summary>
    public static long MostOf(string name) => Ending(name) is var ending && _sound.Contains(ending) ? 20 * MegaByte : ending == ".sofa" ? 64 * MegaByte : MegaByte;

    /// <summary>Keeps a file.</summary>
    /// <param name="name">The name that it had.</param>
    /// <param name="path">Where it is now; it is moved away from there.</param>
    /// <exception cref="ProsceniumException">It is nothing that is measured, or there is no room for it.</exception>
    public JsonObject Add(string name, string path)
    {
        string ending = Ending(name);
        if (_sound.Contains(ending)) SongFormat.Require(path, name);
        else if (ending != ".sofa" && !_text.Contains(ending)) throw new FileFormatException($"{name}: is no measurement that the studio takes: drop responses in text ({string.Join(", ", _text[..^1])}), as sound ({string.Join(", ", _sound)}) or as SOFA.");
        return new() { ["id"] = Keep(path, ending, move: true) };
    }

    /// <summary>Keeps a copy of a file of this machine, which whoever started the studio has named.</summary>
    public string Copy(string path) => Keep(path, Ending(path), move: false);

    /// <summary>Where a file is.</summary>
    /// <exception cref="SettingException">It is not here any more.</exception>
    public string PathOf(string id) => _paths.TryGetValue(id, out string? path) ? path : throw new SettingException("A dropped file is not here any more: drop it again.");

    string Keep(string path, string ending, bool move)
    {
        string id = FileFingerprint.Of(path)[..IdDigits] + ending;
        lock (_gate)
        {
            if (_paths.ContainsKey(id)) return id;
            long bytes = new FileInfo(path).Length;
            if (_paths.Count >= MostFiles || _bytes + bytes > MostBytes) throw new SettingException($"The studio holds {MostFiles} measured files and {MostBytes >> 20} MB of them: start it again for others.");
            string kept = newPath(ending);
            if (move) File.Move(path, kept);
            else File.Copy(path, kept);
            (_bytes, _paths[id]) = (_bytes + bytes, kept);
        }
        return id;
    }

    static string Ending(string name) => Path.GetExtension(name).ToLowerInvariant();
}
