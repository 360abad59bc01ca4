using Proscenium.Engine.Plan;
using Proscenium.Files.Sound;
using Proscenium.Integrations.Export.Formats;

namespace Proscenium.Integrations.Verification;

/// <summary>
/// A PipeWire of its own, apart from the user's and without sound cards: the exported file lies where a listener puts it, a null sink stands for the device.
/// What is recorded is the device and, beside it, the exported sink: where that did not get the sound bit by bit the run counts for nothing.
/// </summary>
sealed class PipeWireRun : IProgramRun
{
    /// <summary>Frames that PipeWire runs at a time: so many that a busy machine without real-time rights keeps up.</summary>
    internal const int Period = 8192;

    const int Attempts = 3;
    const double Seconds = 60;

    public string Program => "PipeWire";

    public string Format => "pipewire";

    public string? Obstacle => ProgramProcess.Missing("pipewire", "pipewire", "pw-cat", "pw-record", "pw-link")
        ?? ProgramProcess.Missing("wireplumber", "wireplumber") ?? ProgramProcess.Missing("dbus-daemon", "dbus-run-session");

    public double WorstDb => -100;

    public string? NotVerified => null;

    public float[][] Run(string export, RenderPlan plan, float[][] sound, string scratch, CancellationToken cancel)
    {
        for (int attempt = 1; attempt <= Attempts; attempt++)
        {
            float[][] heard = Hear(export, plan, sound, Path.Combine(scratch, $"{attempt}"), cancel);
            if (WithoutDropouts(heard[..plan.Drivers.Count], heard[plan.Drivers.Count..], sound) is { } feeds) return feeds;
        }
        throw new ProgramException($"PipeWire dropped sound in each of {Attempts} runs: the machine is too busy: end other programs and try again.");
    }

    /// <summary>What the drivers and then what the exported sink's inputs got.</summary>
    static float[][] Hear(string export, RenderPlan plan, float[][] sound, string folder, CancellationToken cancel)
    {
        FileInfo exported = new DirectoryInfo(export).GetFiles("proscenium-*.conf").MaxBy(file => file.LastWriteTimeUtc) ?? throw new ProgramException($"{export} holds no .conf file for PipeWire: export it again.");
        string copy = Path.Combine(folder, "config", "pipewire", "pipewire.conf.d", exported.Name);
        Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
        exported.CopyTo(copy);
        return Play(folder, Path.GetFileNameWithoutExtension(exported.Name), plan, sound, cancel);
    }

    /// <summary>What the drivers and then a sink's inputs got in a session whose settings are in <c>config</c> and <c>data</c> in its folder.</summary>
    internal static float[][] Play(string folder, string sink, RenderPlan plan, float[][] sound, CancellationToken cancel)
    {
        foreach ((string file, string text) in PipeWireSession.Files) Write(Path.Combine(folder, file), text);
        Write(Path.Combine(folder, "config", "pipewire", "pipewire.conf.d", "verification.conf"), PipeWireSession.Server(plan.SampleRate, Period, plan.Drivers.Count));
        float[] before = new float[2 * Period], after = new float[plan.Filters.Taps + 4 * Period];
        SoundWriter.WriteWhole(Path.Combine(folder, "sound.wav"), plan.SampleRate, Array.ConvertAll(sound, input => (float[])[.. before, .. input, .. after]));
        string positions = string.Join(' ', plan.Channels.Select(input => PipeWireChain.Positions[input]));
        ProgramProcess.Run(folder, Seconds, "dbus-run-session", ["--config-file=bus.conf", "--", "sh", "session.sh", sink, positions, $"{plan.Drivers.Count}", $"{plan.SampleRate}", $"{Period}"], cancel);
        return SoundReader.ReadWhole(Path.Combine(folder, "heard.wav")).Channels;
    }

    /// <summary>The drivers from the moment on at which the sink got the sound's first sample, or null where either misses some.</summary>
    internal static float[][]? WithoutDropouts(float[][] drivers, float[][] inputs, float[][] sound)
    {
        int frames = sound[0].Length, begin = First(inputs, 0) - First(sound, 0);
        if (begin < 0 || begin + frames > inputs[0].Length) return null;
        for (int input = 0; input < sound.Length; input++)
            if (!inputs[input].AsSpan(begin, frames).SequenceEqual(sound[input])) return null;
        int late = First(drivers, begin);
        if (late < 0) return null;
        for (int frame = late; frame < late + frames;)
        {
            int next = First(drivers, frame);
            if (next < 0 || next - frame >= Period / 2) return null;
            frame = next + 1;
        }
        return Array.ConvertAll(drivers, driver => driver[begin..]);
    }

    /// <summary>The first frame from one on at which any channel sounds, or -1.</summary>
    static int First(float[][] channels, int from)
    {
        for (int frame = from; frame < channels[0].Length; frame++)
            if (Array.Exists(channels, channel => channel[frame] != 0)) return frame;
        return -1;
    }

    static void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
