using System.Diagnostics;
using System.Runtime.InteropServices;
using Proscenium.Live.Servers;

namespace Proscenium.Tests.Live;

/// <summary>
/// ALSA devices without hardware, and no others, for commands in processes of their own: they play from and to files as fast as samples come.
/// </summary>
sealed class AlsaDevices : IDisposable
{
    /// <summary>A device that brings the music, one that keeps what it gets, one with three channels, and one that breaks as soon as it plays.</summary>
    public const string Source = "music", Sink = "loudspeakers", Narrow = "narrow", Breaking = "breaking";

    const int Seconds = 60;

    /// <summary>PortAudio takes it for granted that there is a <c>default</c>, if only one that does not open.</summary>
    const string NoDevice = """
        pcm.null { type null }
        pcm.default { type hw card 7 }
        """;

    readonly TemporaryFolder _folder = new();

    /// <summary>Sets up.</summary>
    /// <param name="music">What the source brings, over and over at its end.</param>
    public AlsaDevices(params float[][] music)
    {
        LinuxSystem.Require();
        RequirePortAudio();
        float[] frames = [.. Enumerable.Range(0, music.Length == 0 ? 1024 : music[0].Length).SelectMany(n => new[] { music.Length == 0 ? 0 : music[0][n], music.Length == 0 ? 0 : music[1][n] })];
        File.WriteAllBytes(_folder["music.raw"], MemoryMarshal.AsBytes<float>(frames).ToArray());
        File.WriteAllText(_folder["asound.conf"], $$"""
            {{NoDevice}}
            pcm.{{Source}} { type file slave.pcm "null" file "/dev/null" infile "{{_folder["music.raw"]}}" format raw }
            pcm.{{Sink}} { type file slave.pcm "null" file "{{_folder["played.raw"]}}" format raw }
            pcm.{{Narrow}} { type multi slaves.a { pcm "null" channels 3 } bindings.0 { slave a channel 0 } bindings.1 { slave a channel 1 } bindings.2 { slave a channel 2 } }
            pcm.{{Breaking}} { type file slave.pcm "null" file "/dev/full" format raw }
            """);
        File.WriteAllText(_folder["none.conf"], NoDevice);
    }

    /// <summary>Frames of what the sink got first.</summary>
    public float[][] Played(int channels, int frames)
    {
        byte[] bytes = new byte[channels * frames * sizeof(float)];
        using (FileStream file = File.OpenRead(_folder["played.raw"])) file.ReadExactly(bytes);
        float[] samples = MemoryMarshal.Cast<byte, float>(bytes).ToArray();
        return [.. Enumerable.Range(0, channels).Select(channel => Enumerable.Range(0, frames).Select(n => samples[n * channels + channel]).ToArray())];
    }

    /// <summary>The largest sample that the sink got.</summary>
    public float LoudestPlayed => MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(_folder["played.raw"])).ToArray().Max(Math.Abs);

    /// <summary>Runs <c>proscenium live</c> to its end among these devices and without a JACK server.</summary>
    public (int Code, string Output, string Errors) Live(params string[] arguments) => Run("live", arguments);

    /// <summary>The same with another verb.</summary>
    public (int Code, string Output, string Errors) Run(string verb, params string[] arguments) => Run("nobody", "asound.conf", [.. verb.Split(' '), .. arguments]);

    /// <summary>The same where no device is.</summary>
    public (int Code, string Output, string Errors) LiveWithoutDevices(params string[] arguments) => Run("nobody", "none.conf", ["live", .. arguments]);

    /// <summary>The same on a JACK server, which is one of PortAudio's ways to sound.</summary>
    public (int Code, string Output, string Errors) LiveBeside(JackDaemon jack, params string[] arguments) => Run(jack.Server, "asound.conf", ["live", .. arguments]);

    public void Dispose() => _folder.Dispose();

    [Trait(Traits.Needs, Traits.Program)]
    static void RequirePortAudio()
    {
        if (LibPortAudio.Load(["libportaudio.so.2"]) == 0) Assert.Skip("missing program: PortAudio is not installed; install it (Debian: apt-get install libportaudio2).");
    }

    (int Code, string Output, string Errors) Run(string jack, string configuration, string[] arguments)
    {
        ProcessStartInfo start = CommandProcess.Start(arguments);
        (start.RedirectStandardOutput, start.RedirectStandardError) = (true, true);
        (start.Environment["ALSA_CONFIG_PATH"], start.Environment["JACK_DEFAULT_SERVER"]) = (_folder[configuration], jack);
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(), errors = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(TimeSpan.FromSeconds(Seconds)))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"it did not end: {errors.Result}");
        }
        return (process.ExitCode, output.Result, errors.Result);
    }
}
