using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using Proscenium.Engine.Plan;
using Proscenium.Files;
using Proscenium.Files.Projects;
using Proscenium.Loudspeakers;

namespace Proscenium.Sweeps.Jobs;

/// <summary>What the items of a job read, with the fingerprints that it had when the job was planned: rows never tell of something else.</summary>
/// <param name="folder">The job's folder, from which relative names go.</param>
/// <param name="fingerprints">Fingerprints of files and of plans' folders, by name.</param>
sealed class PlannedContent(string folder, IReadOnlyDictionary<string, string> fingerprints)
{
    readonly ConcurrentDictionary<string, Lazy<Exception?>> _faults = [];

    /// <summary>Nothing.</summary>
    public static PlannedContent None { get; } = new("", new Dictionary<string, string>());

    /// <summary>The names.</summary>
    public IEnumerable<string> Names => fingerprints.Keys;

    /// <summary>All fingerprints, whatever the names are.</summary>
    public IEnumerable<string> Fingerprints => fingerprints.Values.Order(StringComparer.Ordinal);

    /// <summary>As a job holds it.</summary>
    public JsonObject Json => new(fingerprints.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => KeyValuePair.Create(one.Key, (JsonNode?)one.Value)));

    /// <summary>The fingerprint of a name, or nothing for what is built in.</summary>
    public string Of(string? name) => name is null ? "" : fingerprints.GetValueOrDefault(name, "");

    /// <summary>Looks at what is to be read.</summary>
    /// <param name="folder">The job's folder.</param>
    /// <param name="names">Files and folders, from the job's folder.</param>
    public static PlannedContent Now(string folder, IEnumerable<string> names) => new(folder, names.Distinct().ToDictionary(name => name, name => FingerprintOf(Path.Combine(folder, name))));

    /// <summary>Refuses what has changed since; a name is looked at once.</summary>
    /// <exception cref="FileFormatException">It has changed, or is gone.</exception>
    public void Require(IEnumerable<string> names)
    {
        foreach (string name in names)
            if (fingerprints.TryGetValue(name, out string? planned) && _faults.GetOrAdd(name, _ => new Lazy<Exception?>(() => Fault(Path.Combine(folder, name), planned))).Value is { } fault) throw fault;
    }

    static Exception? Fault(string path, string planned)
    {
        try
        {
            return FingerprintOf(path) == planned ? null : new FileFormatException($"{path}: has changed since the job was planned: plan a new job.");
        }
        catch (Exception e) when (e is ProsceniumException)
        {
            return e;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new FileFormatException(new Fault(ErrorCodes.FileMissing, $"{path}: is not there any more, or cannot be read: put it back, then use 'proscenium sweep retry'"), e);
        }
    }

    /// <summary>The fingerprint of a file, of the files in a folder, or of a device's file and its measurements.</summary>
    static string FingerprintOf(string path)
    {
        string[] files = [.. Directory.Exists(path) ? Directory.EnumerateFiles(path).Order(StringComparer.Ordinal) : (IEnumerable<string>)[path, .. MeasurementsOf(path)]];
        string[] all = [.. files.Select(FileFingerprint.Of)];
        return all.Length == 1 ? all[0] : Sha256.Of(Encoding.UTF8.GetBytes(string.Concat(all)));
    }

    static IEnumerable<string> MeasurementsOf(string path) =>
        Path.GetExtension(path) == ".json" && JsonNode.Parse(ProjectText.Of(path), documentOptions: StrictJson.Options) is JsonObject file && file.ContainsKey("drivers") ? MeasurementsOf(DeviceFile.Open(path)) : [];

    /// <summary>The files that hold the measured responses of a device's drivers.</summary>
    public static IReadOnlyList<string> MeasurementsOf(Device device) => [.. device.Drivers.Select(driver => driver.Response?.Source).OfType<ResponseSource>().SelectMany(Files).Distinct().Order(StringComparer.Ordinal)];

    static IEnumerable<string> Files(ResponseSource source)
    {
        if (source.Path is not { } path) return source.Files.Select(file => file.Path);
        if (Directory.Exists(path)) return Directory.EnumerateFiles(path);
        return path.Contains('*') ? Directory.EnumerateFiles(Path.GetDirectoryName(path)!, Path.GetFileName(path)) : [path];
    }
}
