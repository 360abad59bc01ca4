using System.Globalization;
using System.Text.Json.Nodes;
using Proscenium.Engine.Plan;

namespace Proscenium.Sweeps.Studies;

/// <summary>A value in a device's file by the path of its keys: <c>drivers.left.position.left</c>. What is in a list is named by its <c>name</c>, by its number from 0, or by <c>*</c> for all.</summary>
static class DeviceEdit
{
    /// <summary>Puts a value there.</summary>
    /// <param name="device">The device's file.</param>
    /// <param name="path">The path.</param>
    /// <param name="value">The value.</param>
    /// <param name="study">Named in errors.</param>
    /// <param name="before">Places that were set before, to which these come; <c>*</c> may set what others set, too.</param>
    /// <exception cref="FileFormatException">The device has no such place, or it has been set under another name.</exception>
    public static void Set(JsonObject device, string path, JsonNode? value, string study, HashSet<(JsonNode, string)> before)
    {
        string[] keys = path.Split('.');
        List<JsonNode> places = [device];
        foreach (string key in keys[..^1]) places = [.. places.SelectMany(place => Within(place, key, path, study))];
        foreach (JsonNode place in places)
        {
            if (!keys.Contains("*") && !before.Add((place, keys[^1]))) throw new FileFormatException($"{study}: '{SettingNames.InDevice}{PrintableText.Quote(path)}' is set twice, under another name, too: leave one of them out.");
            if (place is JsonObject owner) owner[keys[^1]] = value?.DeepClone();
            else if (place is JsonArray list && int.TryParse(keys[^1], NumberStyles.None, CultureInfo.InvariantCulture, out int index) && index < list.Count) list[index] = value?.DeepClone();
            else throw Nowhere(path, keys[^1], study);
        }
    }

    static IEnumerable<JsonNode> Within(JsonNode place, string key, string path, string study) => place switch
    {
        JsonObject owner when owner[key] is { } inner => [inner],
        JsonArray list when key == "*" => list.OfType<JsonNode>(),
        JsonArray list when list.FirstOrDefault(item => (item as JsonObject)?["name"]?.ToString() == key) is { } named => [named],
        JsonArray list when int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out int index) && index < list.Count => [list[index]!],
        _ => throw Nowhere(path, key, study),
    };

    static FileFormatException Nowhere(string path, string key, string study) =>
        new($"{study}: the device has no '{PrintableText.Quote(key)}' as in '{SettingNames.InDevice}{PrintableText.Quote(path)}': use the keys of its file, and the names of its drivers, as in device.drivers.left.position.left.");
}
