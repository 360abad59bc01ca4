using System.Text.Json.Nodes;
using Proscenium.Files.Measurements;
using Proscenium.Loudspeakers;
using Proscenium.Measuring;
using static System.FormattableString;

namespace Proscenium.Files.Projects;

/// <summary>A folder with the file of a device that was measured, and the responses of its drivers beside it.</summary>
static class MeasuredDeviceFolder
{
    /// <summary>Name of the device's file.</summary>
    public const string Name = "device.json";

    const string Holds = "a measured device";
    const int LongestName = 60;

    /// <summary>Refuses, before any work, a folder that cannot be written.</summary>
    /// <exception cref="SoundException">It cannot.</exception>
    public static void Require(string folder) => new AtomicFolder(folder, Holds).Dispose();

    /// <summary>Writes it; all files appear together.</summary>
    /// <param name="recovered">The responses.</param>
    /// <param name="folder">The folder.</param>
    /// <param name="made">When it was made.</param>
    /// <exception cref="SoundException">The folder cannot be written.</exception>
    public static void Write(RecoveredDirectivity recovered, string folder, DateTime made)
    {
        Device device = recovered.Session.Device;
        using AtomicFolder files = new(folder, Holds);
        JsonObject description = DeviceFile.Describe(device with { Drivers = [.. device.Drivers.Select(driver => driver with { Response = null, Reversed = false })] });
        for (int n = 0; n < device.Drivers.Count; n++)
        {
            string name = FileName(n, device.Drivers[n]);
            files.WriteBytes(name, DirectivitySofaFile.Of(recovered, n, made).ToArray());
            description["drivers"]![n]!["response"] = ResponseJson.Describe(new() { Path = Path.Combine(files.FullPath, name), TurnedAboutDevice = true, FlightTimeIncluded = true }, files.FullPath);
        }
        files.WriteText(Name, ReadableJson.Of(description) + "\n");
        files.Complete();
    }

    /// <summary>A driver's place in the list makes the name its own.</summary>
    static string FileName(int n, Driver driver) =>
        Invariant($"{n + 1}-{string.Concat(driver.Name.Take(LongestName).Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' ? letter : '_'))}.sofa");
}
