using System.Text.Json.Nodes;
using Proscenium.Engine.Plan;

namespace Proscenium.Files;

/// <summary>What was written into a folder, kept there in a hidden file: what is in it may be replaced by the next run, all else is somebody's.</summary>
/// <param name="Holds">What the files are, in words.</param>
/// <param name="Files">Their names, relative to the folder with forward slashes, each with the SHA-256 of its content; while a run exchanges the files of another, those of both.</param>
sealed record FolderRecord(string Holds, IReadOnlyList<(string Name, string Sha256)> Files)
{
    /// <summary>The name of the hidden file.</summary>
    public const string FileName = ".proscenium.json";

    /// <summary>The record in a folder, or null.</summary>
    /// <exception cref="FileFormatException">It is damaged.</exception>
    public static FolderRecord? Read(string folder)
    {
        string path = Path.Combine(folder, FileName);
        if (!File.Exists(path)) return null;
        return StrictJson.Read(File.ReadAllText(path), path, json => new FolderRecord(json.Text("holds"), json.Objects("files", file => (file.Text("name"), file.Text("sha256")))));
    }

    /// <summary>The record of files in a folder.</summary>
    public static FolderRecord Of(string holds, string folder, IEnumerable<string> names) => new(holds, [.. names.Select(name => (name, Fingerprint(Path.Combine(folder, name))))]);

    /// <summary>The record while files of another are exchanged for these.</summary>
    public FolderRecord And(FolderRecord? other) => this with { Files = [.. Files.Union(other?.Files ?? [])] };

    /// <summary>The record of some of the files.</summary>
    public FolderRecord Only(Func<string, bool> wanted) => this with { Files = [.. Files.Where(file => wanted(file.Name))] };

    /// <summary>True where a file is there as it was written.</summary>
    public bool Holding(string folder, string name) => Files.Any(file => file.Name == name) && Files.Contains((name, Fingerprint(Path.Combine(folder, name))));

    /// <summary>The record as text.</summary>
    public string Text() => ReadableJson.Of(new JsonObject
    {
        ["holds"] = Holds,
        ["files"] = new JsonArray([.. Files.Select(file => new JsonObject { ["name"] = file.Name, ["sha256"] = file.Sha256 })]),
    }) + "\n";

    static string Fingerprint(string path)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        return Sha256.Of(file);
    }
}
