using System.Text;
using System.Text.Json.Nodes;
using Proscenium.Engine.Plan;

namespace Proscenium.Sweeps.Catalogues;

/// <summary>The files of a catalogue as a job holds them: one in a line, as JSON.</summary>
static class CatalogueFile
{
    /// <summary>Its name in a job's folder.</summary>
    public const string Name = "files.jsonl";

    /// <summary>The lines.</summary>
    /// <param name="items">The files.</param>
    /// <param name="common">What is done with most; what is different stands in the line.</param>
    public static byte[] Bytes(IEnumerable<CatalogueItem> items, CatalogueSettings common)
    {
        StringBuilder text = new();
        foreach (CatalogueItem item in items)
        {
            JsonObject line = new() { ["input"] = item.Input, ["output"] = item.Output, ["sha256"] = item.Sha256 };
            if (item.Settings != common) line["settings"] = item.Settings.Json;
            text.Append(line.ToJsonString()).Append('\n');
        }
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>Reads them.</summary>
    /// <exception cref="FileFormatException">A line is damaged.</exception>
    public static CatalogueItem[] Read(string path, CatalogueSettings common) => [.. File.ReadLines(path).Select(line => StrictJson.Read(line, path, json =>
        new CatalogueItem(json.Text("input"), json.Text("output"), json.Text("sha256"), json.Has("settings") ? json.Object("settings", CatalogueSettings.Read) : common), "plan the job anew"))];
}
