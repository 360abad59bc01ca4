using System.Text.Json.Nodes;
using Proscenium.Engine.Plan;
using Proscenium.Files.Projects;
using Proscenium.Studio.Dropped;
using Proscenium.Studio.Session;
using Proscenium.Studio.State;

namespace Proscenium.Studio.Taking;

/// <summary>Lists of files that were dropped at once, and what is made of them together.</summary>
static class DroppedTogether
{
    const int LongestName = 400;
    const string Name = "the list of dropped files";

    /// <summary>The files of a list.</summary>
    public static IReadOnlyList<DroppedFile> Read(string path) => StrictJson.Read(File.ReadAllText(path), Name, Files);

    /// <summary>A device file or a plan's description, with the responses that it names among the other files.</summary>
    /// <exception cref="ProsceniumException">It is neither, or names what was not dropped.</exception>
    public static JsonObject ReadDevice(StudioSession session, string path)
    {
        (string main, IReadOnlyList<DroppedFile> files) = StrictJson.Read(File.ReadAllText(path), Name, json => (json.Text("main"), Files(json)));
        DroppedFile file = files.FirstOrDefault(one => one.Name == main) ?? throw new SettingException("The device file was not dropped with the others: drop it together with the files that it names.");
        DroppedFolder folder = new(file, files, session.Shelves.Responses);
        string text = BoundedFile.TextOf(File.ReadAllBytes(session.Files.PathOf(file.Id)));
        bool isPlan = StrictJson.Read(text, file.Leaf, json =>
        {
            json.Accept([.. json.Keys]);
            return json.Has("settings");
        });
        if (isPlan)
        {
            JsonObject plan = StudioState.Opened(PlanFile.RequestIn(text, file.Leaf, (driver, _) => folder.Response(driver)));
            folder.Tell(plan["state"]!["device"]!.AsObject());
            _ = StudioState.Read(plan["state"], session.Shelves);
            return plan;
        }
        JsonObject device = folder.Tell(DeviceFile.Describe(StrictJson.Read(text, file.Leaf, json => DeviceFile.Read(json, (driver, _) => folder.Response(driver)))));
        _ = StrictJson.Read(device.ToJsonString(), file.Leaf, json => DeviceFile.Read(json, (driver, place) => session.Shelves.Responses.Of(driver, place, [])));
        return new() { ["device"] = device };
    }

    static IReadOnlyList<DroppedFile> Files(StrictJson json) => json.Objects("files", file => new DroppedFile(Short(file.Text("name")), file.Text("id")));

    static string Short(string name) => name.Length <= LongestName ? name : throw new SettingException("A dropped file has a name of more than 400 characters: give it a shorter one.");
}
