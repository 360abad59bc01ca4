using System.Text.Json.Nodes;
using Proscenium.Engine.Plan;
using Proscenium.Files.Projects;
using Proscenium.Integrations.Export.Formats;
using Proscenium.Studio.Asking;
using Proscenium.Studio.Session;
using Proscenium.Studio.State;

namespace Proscenium.Studio.Serving;

/// <summary>What a page is told first.</summary>
static class Greeting
{
    /// <summary>Devices, rooms, songs, formats, and the state to begin with.</summary>
    /// <param name="session">The studio's.</param>
    /// <param name="devices">Names of the built-in devices that are offered.</param>
    public static AnswerMessage Of(StudioSession session, IReadOnlyList<string> devices) => new(new()
    {
        ["do"] = "hello",
        ["version"] = session.Settings.Version,
        ["devices"] = new JsonArray([.. devices.Select(DeviceFile.Open).Select(device => new JsonObject { ["name"] = device.Name, ["description"] = device.Description, ["device"] = DeviceFile.Describe(device) })]),
        ["rooms"] = new JsonArray([.. RoomFile.BuiltIn.Select(name => new JsonObject { ["name"] = name, ["description"] = RoomFile.Open(name).Name })]),
        ["songs"] = session.Songs.Describe(),
        ["layouts"] = new JsonArray([.. ChannelLayout.All.Select(layout => new JsonObject { ["name"] = layout.Name, ["places"] = FilmPlaces.Describe(layout) })]),
        ["state"] = session.State.DeepClone(),
        ["formats"] = new JsonArray([.. ExportFormats.All.Select(format => new JsonObject { ["name"] = format.Name, ["description"] = format.Programs })]),
        ["bounds"] = new JsonObject([.. StudioState.Bounds.Select(bound => KeyValuePair.Create(bound.Key, (JsonNode?)new JsonArray(bound.Value.Least, bound.Value.Most)))]),
    });
}
