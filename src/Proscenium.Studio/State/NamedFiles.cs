using System.Text.Json.Nodes;

namespace Proscenium.Studio.State;

/// <summary>Devices of pages name no files: whoever shares a state, or a device, must not make this machine read what is on it.</summary>
static class NamedFiles
{
    /// <summary>Refuses a device with measured responses that lie in files, and leaves those that were dropped.</summary>
    /// <exception cref="SettingException">It has some.</exception>
    public static void Refuse(JsonNode? device, string name)
    {
        if ((device as JsonObject)?["drivers"] is JsonArray drivers && drivers.Any(NamesFiles))
            throw new SettingException($"{name}: a driver has a 'response', which names a file of measurements: drop the device file together with the files that it names.");
    }

    static bool NamesFiles(JsonNode? driver) => driver is JsonObject one && one.ContainsKey("response") && (one["response"] is not JsonObject response || response.ContainsKey("file") || response.ContainsKey("files"));
}
