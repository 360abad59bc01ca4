using System.Text;
using System.Text.Json.Nodes;
using Proscenium.Engine.Plan;
using Proscenium.Files;
using Proscenium.Files.Projects;
using Proscenium.Loudspeakers;
using Proscenium.Sweeps.Jobs;

namespace Proscenium.Sweeps.Studies;

/// <summary>Files that a study names, copied beside its job under names that tell their content: a job that is moved takes them along, and whoever changes the original changes no job.</summary>
/// <param name="job">The job's folder.</param>
/// <param name="study">The study's file; names in it are relative to its folder.</param>
sealed class JobInputs(string job, string study)
{
    /// <summary>Their folder within the job's.</summary>
    public const string FolderName = "inputs";

    const int NameDigits = 16;

    readonly string _from = Path.GetDirectoryName(Path.GetFullPath(study))!;
    readonly HashSet<string> _copies = [];

    /// <summary>The copies that were made, from the job's folder.</summary>
    public IEnumerable<string> Copies => _copies;

    /// <summary>The study with the names of the copies.</summary>
    public JsonObject Taken(JsonObject study)
    {
        JsonObject taken = (JsonObject)study.DeepClone();
        if (taken["set"] is JsonObject settings)
            foreach (string name in settings.Select(setting => setting.Key).Where(SettingNames.IsFile).ToArray()) settings[name] = Taken(name, settings[name]);
        foreach (JsonObject axis in (taken["grid"] as JsonArray ?? []).OfType<JsonObject>())
            if (axis["setting"]?.ToString() is { } name && SettingNames.IsFile(name) && axis["values"] is JsonArray values) axis["values"] = new JsonArray([.. values.Select(value => Taken(name, value))]);
        return taken;
    }

    JsonNode? Taken(string setting, JsonNode? value)
    {
        if (setting == SettingNames.Device && value is JsonObject written) return Written(written);
        if (value?.GetValueKind() != System.Text.Json.JsonValueKind.String) throw new FileFormatException($"{study}: '{setting}' is {value?.ToJsonString() ?? "null"}; it must be a text{(setting == SettingNames.Device ? ", or the contents of a device's file" : "")}.");
        string name = value.ToString();
        bool isBuiltIn = setting switch { SettingNames.Device => DeviceFile.BuiltIn.Contains(name), SettingNames.Room => RoomFile.BuiltIn.Contains(name), _ => name == SubjectReader.Sphere };
        if (isBuiltIn) return name;
        string path = Path.Combine(_from, name);
        IReadOnlyList<string> builtIn = setting switch { SettingNames.Device => DeviceFile.BuiltIn, SettingNames.Room => RoomFile.BuiltIn, _ => [SubjectReader.Sphere] };
        if (!File.Exists(path)) throw new FileFormatException(new Fault(ErrorCodes.FileMissing, $"{study}: there is no {(setting == SettingNames.Device || setting == SettingNames.Room ? setting : "head")} '{PrintableText.Quote(name)}': {NearestName.Question(name, builtIn)}name what is built in ({string.Join(", ", builtIn)}), or a file, relative to the study's folder"));
        FilesRead.Note(path);
        return setting == SettingNames.Device ? Device(DeviceFile.Open(path), path, File.ReadAllBytes(path)) : Copy(path, File.ReadAllBytes(path), "");
    }

    /// <summary>A device that stands in the study itself; with measured responses it is a file of its own, since their names go from the study's folder.</summary>
    JsonNode Written(JsonObject device)
    {
        if (device["drivers"] is not JsonArray drivers || !drivers.OfType<JsonObject>().Any(driver => driver.ContainsKey("response"))) return device.DeepClone();
        return Device(DeviceFile.Parse(device.ToJsonString(), study), Path.Combine(_from, "written.device.json"), []);
    }

    /// <summary>A device's file; measured responses stay where they are, named from the copy, and their content goes into its name.</summary>
    string Device(Device device, string path, byte[] content)
    {
        IReadOnlyList<string> files = PlannedContent.MeasurementsOf(device);
        if (files.Count == 0) return Copy(path, content, "");
        return Copy(path, Encoding.UTF8.GetBytes(ReadableJson.Of(DeviceFile.Describe(device, Path.Combine(job, FolderName)))), string.Concat(files.Select(file => Sha256.Of(File.ReadAllBytes(file)))));
    }

    string Copy(string path, byte[] content, string more)
    {
        string name = $"{FolderName}/{Sha256.Of(more.Length == 0 ? content : [.. content, .. Encoding.UTF8.GetBytes(more)])[..NameDigits]}-{Path.GetFileName(path)}", copy = Path.Combine(job, name);
        _copies.Add(name);
        if (File.Exists(copy)) return name;
        Directory.CreateDirectory(Path.Combine(job, FolderName));
        AtomicFile.WriteAllBytes(copy, content);
        return name;
    }
}
