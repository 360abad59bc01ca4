namespace Proscenium.Plugin;

/// <summary>
/// A signal path with numbered ports, as LADSPA and LV2 have them: left, right, the outputs, the gain in dB, and the latency in samples that the
/// host reads.
/// </summary>
sealed unsafe class PortedPath
{
    readonly int _outputs;
    readonly HostAudio _audio;

    /// <summary>Opens a plan and prepares to play it.</summary>
    /// <param name="outputs">Number of outputs.</param>
    /// <param name="sampleRate">The host's rate in Hz.</param>
    /// <param name="folder">The plan folder.</param>
    /// <param name="log">Writes a line to the host's log.</param>
    public PortedPath(int outputs, int sampleRate, string folder, Action<string> log)
    {
        _outputs = outputs;
        PlayablePlan plan = PlayablePlan.Open(folder, outputs, sampleRate);
        if (plan.Remark is not null) log(plan.Remark);
        Path = new(plan, outputs, sampleRate);
        _audio = new(Path, outputs);
    }

    /// <summary>What plays.</summary>
    public PluginPath Path { get; }

    /// <summary>The gain's port for a number of outputs.</summary>
    public static int GainPort(int outputs) => 2 + outputs;

    /// <summary>The latency's port.</summary>
    public static int LatencyPort(int outputs) => 3 + outputs;

    /// <summary>Number of ports.</summary>
    public static int PortCount(int outputs) => 4 + outputs;

    /// <summary>Renders a block from port to port.</summary>
    public void Run(void** ports, long frames)
    {
        float* gain = (float*)ports[GainPort(_outputs)], latency = (float*)ports[LatencyPort(_outputs)];
        Path.GainDb = gain == null ? 0 : *gain;
        _audio.Process((float**)ports, (float**)ports + 2, 0, frames);
        if (latency != null) *latency = Path.LatencyFrames;
    }
}
