using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Proscenium.Engine.Plan;
using Proscenium.Files.Projects;
using Proscenium.Studio.Dropped;
using Proscenium.Studio.Session;
using Proscenium.Studio.State;

namespace Proscenium.Studio.Taking;

/// <summary>What is dropped on a page: read by the readers of files, from a file that nobody named.</summary>
static class Uploads
{
    const int MegaByte = 1 << 20, LongestName = 120;

    static readonly Upload[] _all =
    [
        new("/songs", _ => 500 * MegaByte, (session, name, path) => session.Songs.Add(name, path)),
        new("/heads", _ => 64 * MegaByte, (session, name, path) => PlantShelf.Holds(path, name) ? session.Shelves.Plants.Add(name, path) : session.Heads.Add(name, path)),
        new("/devices", _ => MegaByte, (_, name, path) => new() { ["device"] = DeviceFile.Describe(DeviceFile.Parse(Text(name, path, json => json), name)) }),
        new("/plans", _ => 4 * MegaByte, (_, name, path) => StudioState.Opened(PlanFile.RequestIn(Text(name, path, json => json?["device"]), name, (_, _) => null))),
        new("/files", FileShelf.MostOf, (session, name, path) => session.Files.Add(name, path)),
        new("/responses", _ => MegaByte, (session, _, path) => session.Shelves.Responses.Add(DroppedTogether.Read(path))),
        new("/folders", _ => MegaByte, (session, _, path) => DroppedTogether.ReadDevice(session, path)),
    ];

    /// <summary>One kind.</summary>
    /// <param name="Path">Its address.</param>
    /// <param name="MostBytes">What is taken at most, by the file's name.</param>
    /// <param name="Read">Reads the file.</param>
    public sealed record Upload(string Path, Func<string, long> MostBytes, Func<StudioSession, string, string, JsonObject> Read);

    /// <summary>The kind of an address, or null.</summary>
    public static Upload? Find(string path) => Array.Find(_all, upload => upload.Path == path);

    /// <summary>Takes a file, and says what was in it.</summary>
    public static async Task<JsonObject> Take(Upload upload, StudioSession session, HttpRequest request, IHttpMaxRequestBodySizeFeature size, CancellationToken cancel)
    {
        size.MaxRequestBodySize = upload.MostBytes(NameOf(request));
        string path = session.NewPath(".upload");
        try
        {
            FileStream file = new(path, FileMode.CreateNew);
            await using (file.ConfigureAwait(false)) await request.Body.CopyToAsync(file, cancel).ConfigureAwait(false);
            await session.Reading.WaitAsync(cancel).ConfigureAwait(false);
            try
            {
                return upload.Read(session, NameOf(request), path);
            }
            finally
            {
                session.Reading.Release();
            }
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>The name that a file had, for sentences alone.</summary>
    static string NameOf(HttpRequest request)
    {
        string name = PrintableText.Quote(Path.GetFileName(request.Query["name"].ToString()));
        string ending = Path.GetExtension(name);
        return name.Length == 0 ? "the dropped file" : name.Length <= LongestName || ending.Length > LongestName ? name[..Math.Min(name.Length, LongestName)] : name[..(LongestName - ending.Length)] + ending;
    }

    /// <summary>The text of a file, with a device in it that names no other files.</summary>
    static string Text(string name, string path, Func<JsonObject?, JsonNode?> device)
    {
        string text = File.ReadAllText(path);
        NamedFiles.Refuse(device(StrictJson.Read(text, name, json =>
        {
            json.Accept([.. json.Keys]);
            return JsonNode.Parse(text, documentOptions: StrictJson.Options) as JsonObject;
        })), name);
        return text;
    }
}
