using System.Text.Json.Nodes;

namespace Proscenium.Studio.State;

/// <summary>Devices of pages name no files: whoever shares a state, or a device, must not make this machine read what is on it.</summary>
static class NamedFiles
{
    /// <summary>Refuses a device with measured responses, which lie in files.</summary>
    /// <exception cref="SettingException">It has some.</exception>
    public static void Refuse(JsonNode? device, string name)
    {
        if ((device as JsonObject)?["drivers"] is JsonArray drivers && drivers.Any(driver => (driver as JsonObject)?.ContainsKey("response") ?? false))
            throw new SettingException($"{name}: a driver has a 'response', which names a file of measurements: the studio takes devices without them.");
    }
}
