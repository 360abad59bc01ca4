using Proscenium.Design;
using Proscenium.Files.Projects;
using Proscenium.Loudspeakers;
using Proscenium.Plants;

namespace Proscenium.Studio.State;

/// <summary>Files of measurements beside what is taken away; those of drivers under names that tell driver and angle.</summary>
static class MeasuredCopies
{
    const string Folder = "responses", PlantName = "plant.sofa";
    const int LongestName = 60;

    /// <summary>Writes a plan, with what was measured beside it.</summary>
    public static void WritePlan(SpatialDesign design, PlantChoice? plant, string folder)
    {
        DesignRequest request = design.Request with { Device = Write(design.Request.Device, folder) };
        if (plant is not null) request = request with { Head = Write((MeasuredListener)request.Head, plant.Plants.PathOf(plant.Id), folder) };
        PlanFile.Write(design with { Request = request }, folder);
    }

    /// <summary>Copies what was measured at a listener's ears into a folder; gives the listener who names the copy.</summary>
    static MeasuredListener Write(MeasuredListener listener, string path, string folder)
    {
        Directory.CreateDirectory(folder);
        string copy = Path.Combine(folder, PlantName);
        File.Copy(path, copy);
        return listener.From(listener.Origin! with { Path = Path.GetRelativePath(".", copy) }); // a full name would stay in the plan as it is
    }

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
