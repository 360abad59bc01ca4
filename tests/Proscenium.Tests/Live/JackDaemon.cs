using System.Diagnostics;
using Proscenium.Files;
using Proscenium.Live.Servers;

namespace Proscenium.Tests.Live;

/// <summary>A jackd without a device, which a test may kill and start again.</summary>
sealed class JackDaemon : IServerProcess
{
    const int Channels = 8;

    static int _count;

    Process _process;

    public JackDaemon(int rate = 48000, int block = 1024)
    {
        LinuxSystem.Require();
        RecordedData.RequireProgram("jackd", "jackd2");
        Server = $"proscenium-{System.Environment.ProcessId}-{Interlocked.Increment(ref _count)}";
        _process = Start(rate, block);
    }

    public LibJack Library => LibJack.Usual;

    public string Server { get; }

    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Ends it without a farewell.</summary>
    public void Crash()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>Holds it, so that it answers nobody.</summary>
    public void Freeze() => _ = Signal.Send(_process.Id, Signal.Stop);

    /// <summary>Lets it go on.</summary>
    public void Thaw() => _ = Signal.Send(_process.Id, Signal.Continue);

    /// <summary>Changes its block while it runs.</summary>
    public void SetBlock(int frames)
    {
        RecordedData.RequireProgram("jack_bufsize", "jackd2");
        ProcessStartInfo start = new("jack_bufsize", [$"{frames}"]) { RedirectStandardOutput = true };
        start.Environment["JACK_DEFAULT_SERVER"] = Server;
        using Process change = Process.Start(start)!;
        Assert.True(change.WaitForExit(10000));
    }

    /// <summary>Starts it again after a crash.</summary>
    public void Restart(int rate, int block)
    {
        _process.Dispose();
        _process = Start(rate, block);
    }

    public void Dispose()
    {
        if (!_process.HasExited) _ = Signal.Send(_process.Id, Signal.Terminate);
        if (!_process.WaitForExit(10000)) _process.Kill();
        _process.Dispose();
    }

    Process Start(int rate, int block)
    {
        ProcessStartInfo start = new("jackd", ["-n", Server, "-d", "dummy", "-r", $"{rate}", "-p", $"{block}", "-C", "2", "-P", $"{Channels}"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["JACK_NO_AUDIO_RESERVATION"] = "1";
        Process process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        Waiting.For(IsThere, "jackd did not start");
        return process;
    }

    bool IsThere()
    {
        try
        {
            using JackServer looking = new(Library, Server, "looking", new([], []));
            return true;
        }
        catch (SoundException)
        {
            return false;
        }
    }
}
