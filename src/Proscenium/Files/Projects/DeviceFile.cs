using System.Text.Json.Nodes;
using Proscenium.Engine.Plan;
using Proscenium.Files.Measurements;
using Proscenium.Loudspeakers;
using Proscenium.Mathematics;
using static System.FormattableString;

namespace Proscenium.Files.Projects;

/// <summary>Device files (<c>*.device.json</c>) and the devices that are built in.</summary>
public static class DeviceFile
{
    static readonly BuiltInFiles _builtIn = new("device");

    /// <summary>Names of the built-in devices.</summary>
    public static IReadOnlyList<string> BuiltIn => _builtIn.Names;

    /// <summary>A built-in device by name, or a device file by path.</summary>
    /// <exception cref="FileFormatException">Neither a built-in name nor a readable, correct device file.</exception>
    /// <exception cref="SoundException">An impulse response that the file names cannot be read.</exception>
    public static Device Open(string nameOrPath) => Parse(_builtIn.TextOf(nameOrPath), nameOrPath);

    /// <summary>A device file from a stream, which is read to its end and closed.</summary>
    /// <param name="content">JSON of a device file.</param>
    /// <param name="name">Named in errors; measured responses are looked for from its folder.</param>
    /// <exception cref="FileFormatException">Not a correct device file.</exception>
    /// <exception cref="SoundException">An impulse response that the file names cannot be read.</exception>
    public static Device Open(Stream content, string name)
    {
        using (content) return Parse(ProjectText.Of(content, name), name);
    }

    /// <summary>The text of a built-in device, to start one's own from.</summary>
    public static string BuiltInText(string name) => _builtIn.Text(name);

    /// <summary>Reads a device from text.</summary>
    /// <param name="text">JSON of a device file.</param>
    /// <param name="file">Named in errors; measured responses are looked for from its folder.</param>
    public static Device Parse(string text, string file) => StrictJson.Read(text, file, json => Read(json, Path.GetDirectoryName(file) ?? ""));

    /// <summary>The contents of a device's file.</summary>
    /// <param name="device">The device.</param>
    /// <param name="folder">Paths of measured responses are written relative to it.</param>
    /// <exception cref="SoundException">A driver's response was made in code and is in no file.</exception>
    internal static JsonObject Describe(Device device, string folder = "") => new()
    {
        ["name"] = device.Name,
        ["description"] = device.Description,
        ["enclosure"] = device.EnclosureRadiusMetres is { } radius
            ? new JsonObject { ["shape"] = "sphere", ["radiusMetres"] = radius }
            : new JsonObject { ["shape"] = "none" },
        ["drivers"] = new JsonArray([.. device.Drivers.Select(driver => Describe(driver, folder))]),
        ["listeningDistanceMetres"] = device.ListeningDistanceMetres,
    };

    /// <summary>Reads a device.</summary>
    /// <param name="json">The object.</param>
    /// <param name="folder">Measured responses are looked for from here.</param>
    internal static Device Read(StrictJson json, string folder) =>
        Read(json, (driver, place) => ResponseJson.Read(driver, folder) is { } source ? DriverResponseFile.Read(source, place) : null);

    /// <summary>Reads a device whose drivers' responses are kept elsewhere.</summary>
    /// <param name="json">The object.</param>
    /// <param name="response">Reads the response of a driver at a place (front, left, up); null where it has none.</param>
    internal static Device Read(StrictJson json, Func<StrictJson, Position, MeasuredDirectivity?> response)
    {
        double? radius = json.Object("enclosure", ReadEnclosure);
        List<Driver> drivers = json.Objects("drivers", driver => ReadDriver(driver, response));
        Device device = new(json.Text("name"), json.Text("description"), radius, drivers, json.Number("listeningDistanceMetres", 0.2, 20));
        Check(device, json);
        return device;
    }

    static JsonObject Describe(Driver driver, string folder)
    {
        JsonObject description = new()
        {
            ["name"] = driver.Name,
            ["kind"] = driver.Kind.ToString().ToLowerInvariant(),
            ["position"] = new JsonObject { ["left"] = driver.Left, ["up"] = driver.Up, ["front"] = driver.Front },
            ["aim"] = new JsonObject { ["azimuthDegrees"] = driver.AzimuthDegrees, ["elevationDegrees"] = driver.ElevationDegrees },
            ["diameterMetres"] = driver.DiameterMetres,
            ["bandHz"] = new JsonArray(driver.LowHz, driver.HighHz),
        };
        if (driver.Ratings is { } ratings) description["limits"] = RatingsJson.Describe(ratings);
        if (driver.Reversed) description["polarity"] = "reversed";
        if (driver.Response is not { } response) return description;
        description["response"] = ResponseJson.Describe(response.Source
            ?? throw new SoundException(new Fault(ErrorCodes.PlanUnstorable, $"the response of driver '{driver.Name}' is in no file: write it to one and read the device from its file")), folder);
        return description;
    }

    static double? ReadEnclosure(StrictJson json) => json.OneOf("shape", "sphere", "none") == "sphere" ? json.Number("radiusMetres", 0.01, 1) : null;

    static Driver ReadDriver(StrictJson json, Func<StrictJson, Position, MeasuredDirectivity?> response)
    {
        string name = json.Text("name");
        DriverKind kind = Enum.Parse<DriverKind>(json.OneOf("kind", "woofer", "mid", "tweeter", "fullrange"), ignoreCase: true);
        (double left, double up, double front) = json.Object("position", p => (p.Number("left", -5, 5), p.Number("up", -5, 5), p.Number("front", -5, 5)));
        (double azimuth, double elevation) = json.Object("aim", p => (p.Number("azimuthDegrees", -180, 180), p.Number("elevationDegrees", -90, 90)));
        double diameter = json.Number("diameterMetres", 0.001, 1);
        List<double> band = json.Numbers("bandHz", 1, 200000);
        if (band.Count != 2 || band[0] >= band[1]) throw json.Fault($"the band of driver '{name}' must be two frequencies, [low, high]");
        bool reversed = json.Has("polarity") && json.OneOf("polarity", "normal", "reversed") == "reversed";
        if (reversed && json.Has("response")) throw json.Fault($"driver '{PrintableText.Quote(name)}' has a 'response', which tells its polarity: leave 'polarity' out");
        return new(name, kind, left, up, front, azimuth, elevation, diameter, band[0], band[1]) { Ratings = RatingsJson.Read(json), Reversed = reversed, Response = response(json, new(front, left, up)) };
    }

    static void Check(Device device, StrictJson json)
    {
        if (device.Drivers.Count is < 1 or > 64) throw json.Fault("a device has 1 to 64 drivers");
        foreach (Driver driver in device.Drivers)
        {
            if (device.Drivers.Count(other => other.Name == driver.Name) > 1) throw json.Fault($"two drivers are named '{driver.Name}': give each its own name");
            if (device.EnclosureRadiusMetres is not { } radius) continue;
            if ((driver.Place - radius * driver.Aim).Length > 0.001)
                throw json.Fault(Invariant($"driver '{driver.Name}' is not where its aim meets the sphere of {radius} m: position and aim must agree to 1 mm"));
            if (driver.DiameterMetres >= 2 * radius) throw json.Fault($"driver '{driver.Name}' is as wide as the sphere: correct its size or 'radiusMetres'");
        }
    }
}
