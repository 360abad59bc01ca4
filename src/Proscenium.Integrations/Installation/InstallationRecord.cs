using System.Text.Json.Nodes;
using Proscenium.Engine.Plan;
using Proscenium.Files;

namespace Proscenium.Integrations.Installation;

/// <summary>What an installation wrote, kept so that it can be undone.</summary>
/// <param name="Files">The files.</param>
/// <param name="Folders">The folders that were made for them, full paths.</param>
/// <param name="Backups">Full paths of files and folders that were in the way and were moved.</param>
sealed record InstallationRecord(IReadOnlyList<InstalledFile> Files, IReadOnlyList<string> Folders, IReadOnlyList<string> Backups)
{
    /// <summary>The record of a file, or null where there is none.</summary>
    /// <exception cref="FileFormatException">It is damaged.</exception>
    public static InstallationRecord? Read(string path)
    {
        if (!File.Exists(path)) return null;
        return StrictJson.Read(File.ReadAllText(path), path, json => new InstallationRecord(
            json.Objects("files", file => new InstalledFile(file.Text("path"), file.Text("sha256"))), json.Texts("folders"), json.Texts("aside")));
    }

    /// <summary>Writes it, whole.</summary>
    public void Write(string path) => AtomicFile.WriteAllText(path, ReadableJson.Of(new JsonObject
    {
        ["files"] = new JsonArray([.. Files.Select(file => new JsonObject { ["path"] = file.Path, ["sha256"] = file.Sha256 })]),
        ["folders"] = Texts(Folders),
        ["aside"] = Texts(Backups),
    }) + "\n");

    /// <summary>True where a file is as this installation wrote it.</summary>
    public bool Holds(string path) => Files.Any(file => file.Path == path && file.IsUnchanged);

    static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => JsonValue.Create(text))]);
}
