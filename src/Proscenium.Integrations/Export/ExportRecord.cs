using System.Text.Json.Nodes;
using Proscenium.Engine.Plan;
using Proscenium.Files;

namespace Proscenium.Integrations.Export;

/// <summary>What an export wrote into a folder, kept there in a hidden file.</summary>
/// <param name="Format">The format's name.</param>
/// <param name="Device">The device's name.</param>
/// <param name="Files">The files, relative to the folder.</param>
sealed record ExportRecord(string Format, string Device, IReadOnlyList<string> Files)
{
    const string FileName = ".export.json";

    /// <summary>The record in a folder, or null.</summary>
    /// <exception cref="FileFormatException">It is damaged.</exception>
    public static ExportRecord? Read(string folder)
    {
        string path = Path.Combine(folder, FileName);
        if (!File.Exists(path)) return null;
        return StrictJson.Read(File.ReadAllText(path), path, json => new ExportRecord(json.Text("format"), json.Text("device"), json.Texts("files")));
    }

    /// <summary>Writes it.</summary>
    public void Write(AtomicFolder folder) => folder.WriteText(FileName, ReadableJson.Of(new JsonObject
    {
        ["format"] = Format,
        ["device"] = Device,
        ["files"] = new JsonArray([.. Files.Select(file => JsonValue.Create(file))]),
    }) + "\n");

    /// <summary>Removes the files that another export does not have.</summary>
    public void RemoveAllBut(ExportRecord other, string folder)
    {
        foreach (string file in Files.Except(other.Files))
        {
            string path = Path.GetFullPath(Path.Combine(folder, file));
            if (path.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal)) File.Delete(path);
        }
    }
}
