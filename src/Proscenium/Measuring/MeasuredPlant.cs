using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Engine.Dsp;
using Proscenium.Heads;
using Proscenium.Loudspeakers;
using Proscenium.Plants;

namespace Proscenium.Measuring;

/// <summary>Measured responses from the drivers of a device to the ears of a listener, as a file holds them.</summary>
/// <param name="Name">The file, named in errors.</param>
/// <param name="Responses">Poses x drivers, pose by pose, to two ears.</param>
/// <param name="SampleRate">Samples per second.</param>
/// <param name="Poses">Where the head was.</param>
/// <param name="IsDirect">True where the responses are direct sound alone.</param>
sealed record MeasuredPlant(string Name, FirMatrix Responses, int SampleRate, IReadOnlyList<HeadPose> Poses, bool IsDirect)
{
    /// <summary>The name of the device, as the file has it; or null.</summary>
    public string? Device { get; init; }

    /// <summary>The names of the drivers, as the file has them; or none.</summary>
    public IReadOnlyList<string> DriverNames { get; init; } = [];

    /// <summary>Metres to the device, as the file has them; or null.</summary>
    public double? DistanceMetres { get; init; }

    /// <summary>The file it was read from.</summary>
    public HeadOrigin? Origin { get; init; }

    /// <summary>What its user should know, one sentence each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Number of drivers.</summary>
    public int Drivers => Responses.Inputs / Poses.Count;

    /// <summary>The listener at whose ears it was measured.</summary>
    /// <param name="device">The device that was measured.</param>
    /// <param name="distance">Metres to it.</param>
    /// <param name="model">The head where nothing was measured.</param>
    /// <exception cref="SettingException">The device has another number of drivers.</exception>
    public MeasuredListener Listener(Device device, double distance, Head model)
    {
        if (device.Drivers.Count != Drivers)
            throw new SettingException($"{Name}: holds responses of {Drivers} {(Drivers == 1 ? "driver" : "drivers")}, and '{device.Name}' has {device.Drivers.Count}: name the device that was measured, or the sources that are its drivers.");
        if (DriverNames.Count == Drivers && !DriverNames.SequenceEqual(device.Drivers.Select(driver => driver.Name)))
            throw new SettingException($"{Name}: was measured with the drivers {string.Join(", ", DriverNames)}, and those of '{device.Name}' are {string.Join(", ", device.Drivers.Select(driver => driver.Name))}: name the device that was measured.");
        double[][][] responses = [.. Enumerable.Range(0, 2 * Poses.Count).Select(point => Enumerable.Range(0, Drivers).Select(driver => Array.ConvertAll(Responses[point / 2 * Drivers + driver, point % 2].ToArray(), sample => (double)sample)).ToArray())];
        FrequencyGrid grid = FrequencyGrid.ForDesign(SampleRate);
        Complex[][][] direct = IsDirect ? Array.ConvertAll(responses, drivers => Array.ConvertAll(drivers, response => Spectra.Of(response, grid)))
            : DirectPlant.Of(device, distance, Poses, responses, new int[responses.Length], SampleRate, null).Responses;
        return new(model, Poses, direct, grid) { Origin = Origin };
    }
}
