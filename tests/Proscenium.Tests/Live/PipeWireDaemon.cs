using System.Diagnostics;
using Proscenium.Integrations.Verification;
using Proscenium.Live.Servers;

namespace Proscenium.Tests.Live;

/// <summary>A PipeWire without a device but a null sink, in a folder of its own, reached through its JACK library.</summary>
sealed class PipeWireDaemon : IServerProcess
{
    const string Script = """
        unset DISPLAY $(env | sed -n 's/^\(PIPEWIRE_[A-Z_]*\|WIREPLUMBER_[A-Z_]*\)=.*/\1/p')
        export HOME="$PWD/home" XDG_RUNTIME_DIR="$PWD/run" XDG_CONFIG_HOME="$PWD/config" XDG_STATE_HOME="$PWD/state" XDG_CACHE_HOME="$PWD/cache" XDG_DATA_HOME="$PWD/data"
        mkdir -p -m 700 "$HOME" "$XDG_RUNTIME_DIR"
        trap 'kill -9 $server $manager 2>/dev/null; wait; exit 0' INT TERM HUP
        pipewire >pipewire.log 2>&1 & server=$!
        until [ -S run/pipewire-0 ]; do sleep 0.05; done
        wireplumber >wireplumber.log 2>&1 & manager=$!
        read -r line
        kill -9 $server $manager
        wait
        """;

    readonly TemporaryFolder _folder = new();
    readonly Process _session;

    public PipeWireDaemon(int rate, int block, int drivers)
    {
        LinuxSystem.Require();
        foreach ((string program, string package) in (ReadOnlySpan<(string, string)>)[("pipewire", "pipewire"), ("wireplumber", "wireplumber"), ("dbus-run-session", "dbus-daemon"), ("pw-jack", "pipewire-jack")])
            RecordedData.RequireProgram(program, package);
        Library = LibJack.OpenAny(Directory.GetFiles("/usr/lib", "libjack.so.0", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 3 }).First(path => path.Contains("pipewire")));
        foreach ((string file, string text) in PipeWireSession.Files) Write(file, text);
        Write("config/pipewire/pipewire.conf.d/device.conf", PipeWireSession.Server(rate, block, drivers));
        Write("daemon.sh", Script);
        ProcessStartInfo start = new("dbus-run-session", ["--config-file=bus.conf", "--", "sh", "daemon.sh"]) { WorkingDirectory = _folder["."], RedirectStandardInput = true };
        _session = Process.Start(start)!;
        Server = _folder["run/pipewire-0"];
        Waiting.For(() => File.Exists(Server), "PipeWire did not start");
        Waiting.For(HasDevice, "the null sink did not come");
    }

    public LibJack Library { get; }

    public string Server { get; }

    public IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string> { ["LD_LIBRARY_PATH"] = "/usr/${LIB}/pipewire-0.3/jack" };

    public void Dispose()
    {
        _session.StandardInput.Close();
        if (!_session.WaitForExit(10000)) _session.Kill(entireProcessTree: true);
        _session.Dispose();
        _folder.Dispose();
    }

    bool HasDevice()
    {
        using JackServer looking = new(Library, Server, "looking", new([], []));
        return looking.OthersPorts(LibJack.InputPort).Count > 0;
    }

    void Write(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder[name])!);
        File.WriteAllText(_folder[name], text);
    }
}
