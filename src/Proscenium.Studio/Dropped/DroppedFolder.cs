using System.IO.Enumeration;
using System.Text.Json.Nodes;
using Proscenium.Engine.Plan;
using Proscenium.Files.Measurements;
using Proscenium.Files.Projects;
using Proscenium.Loudspeakers;

namespace Proscenium.Studio.Dropped;

/// <summary>A device file that was dropped with the files that it names, which are looked for among those alone.</summary>
/// <param name="main">The device file, or a plan's description.</param>
/// <param name="dropped">What was dropped with it.</param>
/// <param name="responses">Takes what was measured.</param>
sealed class DroppedFolder(DroppedFile main, IReadOnlyList<DroppedFile> dropped, ResponseShelf responses)
{
    static readonly string _root = Path.GetPathRoot(Path.GetFullPath("."))!;

    readonly List<JsonObject?> _told = [];

    /// <summary>Reads the response that a driver names; what a state says of it is kept for <see cref="Tell"/>.</summary>
    public MeasuredDirectivity? Response(StrictJson driver)
    {
        ResponseSource? source = ResponseJson.Read(driver, Path.Combine(_root, main.Folder));
        _told.Add(source is null ? null : responses.Add(source, Named(driver, source)));
        return null; // whoever reads the state reads the response
    }

    /// <summary>A device's file as it stands in a state.</summary>
    public JsonObject Tell(JsonObject device)
    {
        foreach ((int index, JsonObject? told) in _told.Index())
            if (told is not null) device["drivers"]![index]!["response"] = told;
        return device;
    }

    IReadOnlyList<(DroppedFile, AngledFile?)> Named(StrictJson driver, ResponseSource source)
    {
        if (source.Path is null) return [.. source.Files.Select(angle => (Find(driver, angle.Path), (AngledFile?)angle))];
        string name = NameOf(source.Path), leaf = name[(name.LastIndexOf('/') + 1)..], folder = name[..Math.Max(0, name.LastIndexOf('/'))];
        DroppedFile[] within = leaf.Contains('*')
            ? [.. dropped.Where(file => file.Folder == folder && FileSystemName.MatchesSimpleExpression(leaf, file.Leaf, ignoreCase: false))]
            : [.. dropped.Where(file => file.Folder == name && AngleSet.MayHoldAResponse(file.Leaf))];
        if (within.Length == 0 && leaf.Contains('*')) within = [.. dropped.Where(file => file.Folder == main.Folder && FileSystemName.MatchesSimpleExpression(leaf, file.Leaf, ignoreCase: false))];
        if (within.Length == 0) return [(Find(driver, source.Path), null)];
        Dictionary<string, DroppedFile> byName = within.ToDictionary(file => file.Name);
        return [.. AngleSet.Of([.. byName.Keys.Order(StringComparer.Ordinal)], source.Plane).Select(angle => (byName[angle.Path], (AngledFile?)angle))];
    }

    /// <summary>The file of a path; where files were dropped without their folders, the only one of its name.</summary>
    DroppedFile Find(StrictJson driver, string path)
    {
        string name = NameOf(path), leaf = name[(name.LastIndexOf('/') + 1)..];
        return dropped.FirstOrDefault(file => file.Name == name)
            ?? (dropped.Where(file => file.Leaf == leaf).ToArray() is [var only] ? only : null)
            ?? throw driver.Fault($"driver '{PrintableText.Quote(driver.Text("name"))}' names '{PrintableText.Quote(leaf)}', which was not dropped with it: drop the device file together with the files that it names, or the folder that holds them all");
    }

    /// <summary>What a path within the dropped folders is called; no file of this machine is looked at.</summary>
    static string NameOf(string path) => Path.GetRelativePath(_root, path).Replace('\\', '/');
}
