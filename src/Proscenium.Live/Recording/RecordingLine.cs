using System.Globalization;
using Proscenium.Files;
using Proscenium.Live.Servers;

namespace Proscenium.Live.Recording;

/// <summary>A sound server with the drivers on its outputs and the microphones on its inputs.</summary>
sealed class RecordingLine : IDisposable
{
    const string Copy = "loopback";

    readonly JackServer? _jack;
    readonly (string From, string To)[] _connections = [];

    internal RecordingLine(ISoundServer server, SoundPorts ports, int microphones, int? loopback) => (Server, Ports, Microphones, LoopbackChannel) = (server, ports, microphones, loopback);

    RecordingLine(JackServer server, SoundPorts ports, int microphones, int? loopback, (string, string)[] connections) : this(server, ports, microphones, loopback) => (_jack, _connections) = (server, connections);

    /// <summary>The server.</summary>
    public ISoundServer Server { get; }

    /// <summary>Microphones first.</summary>
    public SoundPorts Ports { get; }

    /// <summary>How many of the inputs are microphones.</summary>
    public int Microphones { get; }

    /// <summary>The input with the electrical copy, or null.</summary>
    public int? LoopbackChannel { get; }

    /// <summary>Other sound on the same drivers, a sentence for each of its ports.</summary>
    public IReadOnlyList<string> Notes { get; private init; } = [];

    /// <summary>Opens JACK, or PipeWire through its JACK library.</summary>
    /// <param name="where">The ports.</param>
    /// <param name="drivers">Names of the drivers.</param>
    /// <exception cref="SoundException">There is no server, or it has not enough of the ports.</exception>
    public static RecordingLine OnJack(RecordingPorts where, IReadOnlyList<string> drivers)
    {
        SoundPorts ports = new([.. where.Microphones, .. where.Loopback is null ? (string[])[] : [Copy]], drivers);
        PortPattern[] inputs = [.. where.Inputs.Select(pattern => new PortPattern(pattern))];
        PortPattern? loopback = where.Loopback is null ? null : new(where.Loopback), to = where.To is null ? null : new(where.To);
        JackServer server = new(LibJack.Usual, where.Server, where.Client, ports);
        try
        {
            string[] sources = [.. Sources(server, where, inputs), .. loopback is null ? (string[])[] : [First(server, loopback)]];
            string[] playback = Drivers(server, drivers, to);
            if (sources.SelectMany(source => server.ConnectionsOf(source).Where(playback.Contains).Select(port => $"{source} plays at {port}")).FirstOrDefault() is { } way)
                throw new SoundException(new Fault(ErrorCodes.DeviceUnavailable, $"{way}, so that it would hear itself: disconnect the two"));
            string[] others = [.. playback.SelectMany(port => server.ConnectionsOf(port).Select(other => $"{other} also plays at {port}: what sounds there is recorded, too"))];
            return new(server, ports, where.Microphones.Count, loopback is null ? null : where.Microphones.Count, [.. sources.Zip(server.InputPorts), .. server.OutputPorts.Zip(playback)]) { Notes = others };
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    /// <summary>Opens PortAudio's devices.</summary>
    /// <param name="where">The devices.</param>
    /// <param name="drivers">Names of the drivers.</param>
    /// <param name="sampleRate">Samples per second.</param>
    /// <exception cref="SettingException">More than one input device is named, or the loopback is no channel behind the microphones'.</exception>
    /// <exception cref="SoundException">There are no such devices, or they refuse.</exception>
    public static RecordingLine OnPortAudio(RecordingPorts where, IReadOnlyList<string> drivers, int sampleRate)
    {
        if (where.Inputs.Count > 1) throw new SettingException("PortAudio records from one device: name it once, the microphones are its first channels.");
        int microphones = where.Microphones.Count;
        int? loopback = where.Loopback is null ? null : int.TryParse(where.Loopback, NumberStyles.None, CultureInfo.InvariantCulture, out int channel) && channel > microphones && channel <= 64 ? channel - 1
            : throw new SettingException($"with PortAudio the loopback is a channel of the input device, {microphones + 1} or more, not '{where.Loopback}'.");
        SoundPorts ports = new([.. where.Microphones, .. Enumerable.Range(microphones, (loopback ?? microphones - 1) - microphones + 1).Select(n => n == loopback ? Copy : $"channel {n + 1}")], drivers);
        return new(new PortAudioServer(new(where.Inputs[0], where.To, sampleRate, where.BlockFrames), ports), ports, microphones, loopback);
    }

    /// <summary>Connects the ports, once the server runs.</summary>
    /// <exception cref="SoundException">A port has gone.</exception>
    public void Connect()
    {
        foreach ((string from, string to) in _connections)
            if (!_jack!.Connect(from, to)) throw Missing($"{from} cannot be connected to {to}: look whether both are still there");
    }

    /// <summary>A connection that is no longer there, or null.</summary>
    public string? Lost() => _connections.Where(way => !_jack!.ConnectionsOf(way.From).Contains(way.To)).Select(way => $"{way.From} to {way.To}").FirstOrDefault();

    public void Dispose() => Server.Dispose();

    /// <summary>The ports of the microphones, one pattern for all or one for each.</summary>
    static string[] Sources(JackServer server, RecordingPorts where, PortPattern[] patterns)
    {
        int needed = where.Microphones.Count;
        if (patterns.Length != 1 && patterns.Length != needed) throw new SettingException($"{patterns.Length} inputs are named for {(needed == 1 ? "one microphone" : $"{needed} microphones")}: name one for all, or one for each.");
        string[] found = patterns.Length == needed ? [.. patterns.Select(pattern => First(server, pattern))] : [.. server.OthersPorts(LibJack.OutputPort).Where(patterns[0].Means).Take(needed)];
        if (found.Length < needed) throw Missing($"{(found.Length == 0 ? "no port matches" : "only 1 port matches")} '{patterns[0]}' for {needed} microphones ({string.Join(", ", where.Microphones)}){There(server, LibJack.OutputPort)}");
        if (found.Distinct().Count() < needed) throw new SettingException($"{found[0]} is named for more than one microphone: name a port for each.");
        return found;
    }

    static string First(JackServer server, PortPattern pattern) =>
        server.OthersPorts(LibJack.OutputPort).FirstOrDefault(pattern.Means) ?? throw Missing($"no port matches '{pattern}'{There(server, LibJack.OutputPort)}");

    static string[] Drivers(JackServer server, IReadOnlyList<string> drivers, PortPattern? to)
    {
        IReadOnlyList<string> ports = JackConnections.PlaybackPorts(server, to);
        if (ports.Count >= drivers.Count) return [.. ports.Take(drivers.Count)];
        string which = to is null ? ports.Count == 1 ? "playback port is there" : "playback ports are there" : ports.Count == 1 ? $"port matches '{to}'" : $"ports match '{to}'";
        throw Missing($"{(ports.Count == 0 ? "no" : $"only {ports.Count}")} {which} for {drivers.Count} drivers ({string.Join(", ", drivers)}){There(server, LibJack.InputPort)}");
    }

    static string There(JackServer server, int direction) => server.OthersPorts(direction) is { Count: > 0 } ports ? $": there {(ports.Count == 1 ? "is" : "are")} {string.Join(", ", ports)}" : ", and there is none at all";

    static SoundException Missing(string sentence) => new(new Fault(ErrorCodes.DeviceMissing, sentence));
}
