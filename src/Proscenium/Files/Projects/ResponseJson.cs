using System.Text.Json.Nodes;
using Proscenium.Engine.Plan;
using Proscenium.Heads;
using Proscenium.Loudspeakers;

namespace Proscenium.Files.Projects;

/// <summary>The <c>response</c> of a driver in a device file: a path, or an object with the path and how it was measured. Paths are relative to a folder.</summary>
static class ResponseJson
{
    const string Key = "response";

    /// <summary>Reads the key; files are opened later.</summary>
    public static ResponseSource? Read(StrictJson json, string folder)
    {
        if (!json.Has(Key)) return null;
        return json.IsText(Key) ? new() { Path = Full(json.Text(Key), folder) } : json.Object(Key, response => ReadObject(response, folder));
    }

    /// <summary>The value of the key; a source that says nothing but its path is that path.</summary>
    public static JsonNode Describe(ResponseSource source, string folder)
    {
        JsonObject description = [];
        if (source.Path is { } path) description["file"] = Relative(path, folder);
        else description["files"] = new JsonArray([.. source.Files.Select(file => Describe(file, folder))]);
        DescribeManner(source, description);
        return source.Path is not null && description.Count == 1 ? JsonValue.Create((string)description["file"]!) : description;
    }

    /// <summary>How responses were measured, without their files: the keys that say other than is usual.</summary>
    public static void DescribeManner(ResponseSource source, JsonObject description)
    {
        if (source.DistanceMetres is { } metres) description["distanceMetres"] = metres;
        if (source.TurnedAboutDevice) description["turnedAbout"] = "device";
        if (source.FlightTimeIncluded) description["flightTime"] = "included";
        if (source.ReferenceDb != 0) description["referenceDb"] = source.ReferenceDb;
        if (source.DelaySeconds != 0) description["delaySeconds"] = source.DelaySeconds;
        if (source.MinimumPhase) description["phase"] = "minimum";
        if (source.Plane == AnglePlane.Vertical) description["plane"] = "vertical";
        if (source.Positive == Side.Right) description["positive"] = "right";
    }

    /// <summary>How responses were measured; which files they are is left to the caller.</summary>
    public static ResponseSource ReadManner(StrictJson json) => new()
    {
        DistanceMetres = json.Has("distanceMetres") ? json.Number("distanceMetres", 0.01, 100) : null,
        TurnedAboutDevice = json.Has("turnedAbout") && json.OneOf("turnedAbout", "driver", "device") == "device",
        FlightTimeIncluded = json.Has("flightTime") && json.OneOf("flightTime", "removed", "included") == "included",
        ReferenceDb = json.Has("referenceDb") ? json.Number("referenceDb", -200, 200) : 0,
        DelaySeconds = json.Has("delaySeconds") ? json.Number("delaySeconds", -0.1, 0.1) : 0,
        MinimumPhase = json.Has("phase") && json.OneOf("phase", "measured", "minimum") == "minimum",
        Plane = json.Has("plane") && json.OneOf("plane", "horizontal", "vertical") == "vertical" ? AnglePlane.Vertical : AnglePlane.Horizontal,
        Positive = json.Has("positive") && json.OneOf("positive", "left", "right") == "right" ? Side.Right : Side.Left,
    };

    static ResponseSource ReadObject(StrictJson json, string folder)
    {
        if (json.Has("file") == json.Has("files")) throw json.Fault("a 'response' needs either 'file' (a file, a folder of angles or a pattern) or 'files' (a list by angle)");
        ResponseSource source = ReadManner(json) with
        {
            Path = json.Has("file") ? Full(json.Text("file"), folder) : null,
            Files = json.Has("files") ? json.Objects("files", file => ReadFile(file, folder)) : [],
        };
        return source.Path is null && source.Files.Count == 0 ? throw json.Fault("'files' lists no file: name one for each angle") : source;
    }

    static AngledFile ReadFile(StrictJson json, string folder)
    {
        if (json.Has("horizontalDegrees") == json.Has("verticalDegrees")) throw json.Fault("a file of a 'response' needs either 'horizontalDegrees' or 'verticalDegrees'");
        string path = Full(json.Text("file"), folder);
        return json.Has("horizontalDegrees")
            ? new(AnglePlane.Horizontal, json.Number("horizontalDegrees", -180, 180), path)
            : new(AnglePlane.Vertical, json.Number("verticalDegrees", -180, 180), path);
    }

    static JsonObject Describe(AngledFile file, string folder) => new()
    {
        ["file"] = Relative(file.Path, folder),
        [file.Plane == AnglePlane.Horizontal ? "horizontalDegrees" : "verticalDegrees"] = file.Degrees,
    };

    static string Full(string path, string folder) => Path.GetFullPath(path, Absolute(folder));

    static string Relative(string path, string folder) => Path.GetRelativePath(Absolute(folder), path).Replace('\\', '/');

    static string Absolute(string folder) => Path.GetFullPath(folder.Length > 0 ? folder : ".");
}
