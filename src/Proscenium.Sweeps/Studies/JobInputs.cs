using System.Text;
using System.Text.Json.Nodes;
using Proscenium.Engine.Plan;
using Proscenium.Files;
using Proscenium.Files.Projects;
using Proscenium.Loudspeakers;

namespace Proscenium.Sweeps.Studies;

/// <summary>Files that a study names, copied beside its job under names that tell their content: a job that is moved takes them along, and whoever changes the original changes no job.</summary>
/// <param name="job">The job's folder.</param>
/// <param name="from">Where the study is; names in it are relative to that.</param>
sealed class JobInputs(string job, string from)
{
    /// <summary>Their folder within the job's.</summary>
    public const string FolderName = "inputs";

    const int NameDigits = 16;

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
        if (value is not JsonValue || value.GetValueKind() != System.Text.Json.JsonValueKind.String) return value?.DeepClone();
        string name = value.ToString();
        bool isBuiltIn = setting switch { SettingNames.Device => DeviceFile.BuiltIn.Contains(name), SettingNames.Room => RoomFile.BuiltIn.Contains(name), _ => name == SubjectReader.Sphere };
        if (isBuiltIn) return name;
        string path = Path.Combine(from, name);
        if (!File.Exists(path)) throw new FileFormatException(new Fault(ErrorCodes.FileMissing, $"there is no {(setting == SettingNames.Device || setting == SettingNames.Room ? setting : "head")} '{name}' as the study names it: put the file there, relative to the study's folder, or name another"));
        FilesRead.Note(path);
        return setting == SettingNames.Device ? Device(path) : Copy(path, File.ReadAllBytes(path), "");
    }

    /// <summary>A device's file; measured responses stay where they are, named from the copy, and their content goes into its name.</summary>
    string Device(string path)
    {
        Device device = DeviceFile.Open(path);
        ResponseSource[] sources = [.. device.Drivers.Select(driver => driver.Response?.Source).OfType<ResponseSource>()];
        if (sources.Length == 0) return Copy(path, File.ReadAllBytes(path), "");
        string[] files = [.. sources.SelectMany(Files).Distinct().Order(StringComparer.Ordinal)];
        return Copy(path, Encoding.UTF8.GetBytes(ReadableJson.Of(DeviceFile.Describe(device, Path.Combine(job, FolderName)))), string.Concat(files.Select(file => Sha256.Of(File.ReadAllBytes(file)))));
    }

    static IEnumerable<string> Files(ResponseSource source)
    {
        if (source.Path is not { } path) return source.Files.Select(file => file.Path);
        if (Directory.Exists(path)) return Directory.EnumerateFiles(path);
        return path.Contains('*') ? Directory.EnumerateFiles(Path.GetDirectoryName(path)!, Path.GetFileName(path)) : [path];
    }

    string Copy(string path, byte[] content, string more)
    {
        string name = $"{FolderName}/{Sha256.Of(more.Length == 0 ? content : [.. content, .. Encoding.UTF8.GetBytes(more)])[..NameDigits]}-{Path.GetFileName(path)}", copy = Path.Combine(job, name);
        if (File.Exists(copy)) return name;
        Directory.CreateDirectory(Path.Combine(job, FolderName));
        AtomicFile.WriteAllBytes(copy, content);
        return name;
    }
}
