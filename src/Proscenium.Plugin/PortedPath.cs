using Proscenium.Engine;

namespace Proscenium.Plugin;

/// <summary>
/// A signal path with numbered ports, as LADSPA and LV2 have them: left, right, the outputs, the gain in dB, the latency in samples that the
/// host reads, whether the head is followed, and where it is in metres.
/// </summary>
sealed unsafe class PortedPath
{
    readonly int _outputs;
    readonly HostAudio _audio;
    readonly HostHead _head = new();

    /// <summary>Opens a plan and prepares to play it.</summary>
    /// <param name="outputs">Number of outputs.</param>
    /// <param name="sampleRate">The host's rate in Hz.</param>
    /// <param name="folder">The plan folder.</param>
    /// <param name="log">Writes a line to the host's log.</param>
    public PortedPath(int outputs, int sampleRate, string folder, Action<string> log)
    {
        _outputs = outputs;
        PlayablePlan plan = PlayablePlan.Open(folder, outputs, sampleRate, _head.Place);
        if (plan.Remark is not null) log(plan.Remark);
        Path = new(plan, outputs, sampleRate);
        _audio = new(Path, outputs);
    }

    /// <summary>What plays.</summary>
    public PluginPath Path { get; }

    /// <summary>Where the listener's head is.</summary>
    public HeadPlace Head => _head.Place;

    /// <summary>The gain's port for a number of outputs.</summary>
    public static int GainPort(int outputs) => 2 + outputs;

    /// <summary>The latency's port.</summary>
    public static int LatencyPort(int outputs) => 3 + outputs;

    /// <summary>The port of the switch that follows the head.</summary>
    public static int FollowPort(int outputs) => 4 + outputs;

    /// <summary>The port of the head's metres to the left.</summary>
    public static int HeadLeftPort(int outputs) => 5 + outputs;

    /// <summary>The port of the head's metres towards the device.</summary>
    public static int HeadForwardPort(int outputs) => 6 + outputs;

    /// <summary>Number of ports.</summary>
    public static int PortCount(int outputs) => 7 + outputs;

    /// <summary>Renders a block from port to port.</summary>
    public void Run(void** ports, long frames)
    {
        Path.GainDb = Control(ports[GainPort(_outputs)]);
        _head.Controls = new(Control(ports[FollowPort(_outputs)]) > 0, Control(ports[HeadLeftPort(_outputs)]), Control(ports[HeadForwardPort(_outputs)]));
        _audio.Process((float**)ports, (float**)ports + 2, 0, frames);
        if (ports[LatencyPort(_outputs)] is var latency && latency != null) *(float*)latency = Path.LatencyFrames;
    }

    /// <summary>A control's value; 0, which is every control's default, where none is connected.</summary>
    static float Control(void* port) => port == null ? 0 : *(float*)port;
}
