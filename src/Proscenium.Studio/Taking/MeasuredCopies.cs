using Proscenium.Heads;
using Proscenium.Loudspeakers;

namespace Proscenium.Studio.Taking;

/// <summary>Files of measured drivers beside what is taken away, under names that tell driver and angle.</summary>
static class MeasuredCopies
{
    const string Folder = "responses";
    const int LongestName = 60;

    /// <summary>Copies them into a folder; gives the device whose drivers name the copies.</summary>
    public static Device Write(Device device, string folder)
    {
        Dictionary<string, string> copies = [];
        Driver Copied(Driver driver, int index)
        {
            if (driver.Response is not { Source: { } source } response) return driver;
            string name = $"{index + 1}-{string.Concat(driver.Name.Take(LongestName).Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' ? letter : '_'))}";
            string Copy(string path, string end)
            {
                if (copies.TryGetValue(path, out string? copy)) return copy;
                Directory.CreateDirectory(Path.Combine(folder, Folder));
                File.Copy(path, copies[path] = Path.Combine(folder, Folder, $"{name}{end}{Path.GetExtension(path)}"));
                return copies[path];
            }
            ResponseSource taken = source with
            {
                Path = source.Path is { } one ? Copy(one, "") : null,
                Files = [.. source.Files.Select(file => file with { Path = Copy(file.Path, FormattableString.Invariant($" {(file.Plane == AnglePlane.Horizontal ? "hor" : "ver")} {file.Degrees:0.###}")) })],
            };
            return driver with { Response = response.From(taken, response.Notes) };
        }
        return device with { Drivers = [.. device.Drivers.Select(Copied)] };
    }
}
