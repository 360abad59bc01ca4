using System.Globalization;
using Proscenium.Files;
using static System.FormattableString;

namespace Proscenium.Live.Servers;

/// <summary>A device as PortAudio knows it.</summary>
/// <param name="Index">Its number there, which may be another after something was plugged in.</param>
/// <param name="Name">Its name.</param>
/// <param name="HostApi">The system's way to it, such as <c>ALSA</c> or <c>WASAPI</c>; one device may be there by several.</param>
/// <param name="Inputs">Channels that bring sound.</param>
/// <param name="Outputs">Channels that take sound.</param>
/// <param name="DefaultRate">The rate that it is usually run at.</param>
/// <param name="InputLatency">Its shortest safe latency as an input, in seconds.</param>
/// <param name="OutputLatency">Its shortest safe latency as an output, in seconds.</param>
sealed record PortAudioDevice(int Index, string Name, string HostApi, int Inputs, int Outputs, double DefaultRate, double InputLatency, double OutputLatency)
{
    public override string ToString() => $"{Name} ({HostApi})";

    /// <summary>Channels in a direction.</summary>
    public int Channels(SoundDirection direction) => direction == SoundDirection.Input ? Inputs : Outputs;
}

/// <summary>Whether sound is recorded or played.</summary>
enum SoundDirection
{
    /// <summary>From a device to this program.</summary>
    Input,

    /// <summary>From this program to a device.</summary>
    Output,
}

/// <summary>The devices that PortAudio found; what is plugged in later is found by the next one of these.</summary>
sealed unsafe class PortAudioDevices : IDisposable
{
    bool _ended;

    /// <summary>Looks for devices.</summary>
    /// <exception cref="SoundException">The library is not here, or fails.</exception>
    public PortAudioDevices()
    {
        LibPortAudio.Require();
        AlsaMessages.Silence();
        using MutedNativeOutput muted = new();
        if (LibPortAudio.Initialize() is var error and not LibPortAudio.NoError)
            throw new SoundException(new Fault(ErrorCodes.ServerUnavailable, $"PortAudio does not start: {LibPortAudio.Text(LibPortAudio.ErrorText(error))}: see whether another program holds the sound system"));
        All = [.. Enumerable.Range(0, Math.Max(0, LibPortAudio.DeviceCount())).Select(Device)];
        (DefaultInput, DefaultOutput) = (LibPortAudio.DefaultInput(), LibPortAudio.DefaultOutput());
    }

    /// <summary>All, in the library's order.</summary>
    public IReadOnlyList<PortAudioDevice> All { get; }

    /// <summary>Index of the system's usual device, or -1.</summary>
    public int DefaultInput { get; }

    /// <inheritdoc cref="DefaultInput"/>
    public int DefaultOutput { get; }

    /// <summary>A line each.</summary>
    public IReadOnlyList<string> Lines => All.Count > 0 ? [.. All.Select(Line)] : throw new SoundException(new Fault(ErrorCodes.DeviceMissing, NoDevices));

    static string NoDevices => "PortAudio finds no sound device: plug one in, or see whether this user may use it (on Linux the group 'audio').";

    /// <summary>The device that a name means.</summary>
    /// <param name="name">An index, a name, a part of it that only one has, or null for the system's usual one.</param>
    /// <param name="direction">What it is for.</param>
    /// <exception cref="SoundException">There is none, or more than one.</exception>
    public PortAudioDevice Find(string? name, SoundDirection direction)
    {
        PortAudioDevice[] devices = [.. All.Where(device => device.Channels(direction) > 0)];
        if (All.Count == 0) throw new SoundException(new Fault(ErrorCodes.DeviceMissing, NoDevices));
        if (name is null) return devices.FirstOrDefault(device => device.Index == (direction == SoundDirection.Input ? DefaultInput : DefaultOutput)) ?? throw new SoundException(new Fault(direction == SoundDirection.Input ? ErrorCodes.InputNotNamed : ErrorCodes.OutputNotNamed, $"the system has no usual {Word(direction)} device, and there {Names(devices)}", "name one"));
        if (int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out int index))
            return devices.FirstOrDefault(device => device.Index == index) ?? throw new SoundException(new Fault(ErrorCodes.DeviceMissing, $"device {index} is no {Word(direction)}: there {Names(devices)}"));
        PortAudioDevice[] exact = [.. devices.Where(device => Same(device.ToString(), name) || Same(device.Name, name))];
        PortAudioDevice[] meant = exact.Length > 0 ? exact : [.. devices.Where(device => device.ToString().Contains(name, StringComparison.OrdinalIgnoreCase))];
        return meant.Length switch
        {
            1 => meant[0],
            0 => throw new SoundException(new Fault(ErrorCodes.DeviceMissing, $"no {Word(direction)} device is named '{name}': there {Names(devices)}")),
            _ => throw new SoundException(new Fault(ErrorCodes.DeviceMissing, $"'{name}' means more than one {Word(direction)} device: there {Names(meant)}; name one by its index or by more of its name")),
        };
    }

    public void Dispose()
    {
        if (_ended) return;
        _ended = true;
        using MutedNativeOutput muted = new();
        _ = LibPortAudio.Terminate();
    }

    static bool Same(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);

    static string Word(SoundDirection direction) => direction == SoundDirection.Input ? "input" : "output";

    static string Names(PortAudioDevice[] devices) =>
        devices.Length == 0 ? "is none" : $"{(devices.Length == 1 ? "is" : "are")} {string.Join(", ", devices.Select(device => $"{device.Index} {device}"))}";

    static PortAudioDevice Device(int index)
    {
        LibPortAudio.DeviceInfo* device = LibPortAudio.Device(index);
        return new(index, LibPortAudio.Text(device->Name), LibPortAudio.Text(LibPortAudio.HostApi(device->HostApi)->Name), device->Inputs, device->Outputs, device->DefaultRate, device->LowInputLatency, device->LowOutputLatency);
    }

    string Line(PortAudioDevice device)
    {
        string usual = (device.Index == DefaultInput, device.Index == DefaultOutput) switch
        {
            (true, true) => "  (default input and output)",
            (true, false) => "  (default input)",
            (false, true) => "  (default output)",
            _ => "",
        };
        string latency = string.Join(" / ", new[] { (device.Inputs, device.InputLatency), (device.Outputs, device.OutputLatency) }.Select(way => way.Item1 > 0 ? Invariant($"{1000 * way.Item2:0}") : "-"));
        return string.Create(CultureInfo.InvariantCulture, $"  {device.Index,3} {device}: {device.Inputs} in, {device.Outputs} out, {device.DefaultRate:0} Hz, latency {latency} ms{usual}");
    }
}
