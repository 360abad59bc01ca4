using System.Diagnostics;

namespace Proscenium.Live.Servers;

/// <summary>
/// The connections of a client: made by patterns at the start, then as people change them. It outlives servers: on the next server it restores the
/// connections of the last one.
/// </summary>
/// <param name="from">Ports that are connected to the inputs, or null.</param>
/// <param name="to">Ports that the drivers are connected to, or null for the first device with enough of them.</param>
sealed class JackConnections(PortPattern? from, PortPattern? to)
{
    /// <summary>Only connections that lasted this long are restored: a server that shuts down removes them one by one.</summary>
    static readonly TimeSpan _settled = TimeSpan.FromSeconds(1);

    readonly Stopwatch _unchanged = new();
    readonly HashSet<string> _taken = [];                       // sources that were connected, until they vanish
    readonly HashSet<(string From, string To)> _disconnected = [];    // direct connections that were removed, until the end
    readonly List<Connection> _missing = [];                         // of the last server or of ports that vanished, to be made as soon as their ports are there
    readonly List<(Connection Connection, long Since)> _broken = []; // a moment ago, while their ports were there: by hand, unless those vanish, too
    List<Connection> _latest = [], _remembered = [];
    JackServer? _server;
    bool _refused; // a port is there whose client is not active yet

    /// <summary>A connection of one of this client's ports.</summary>
    /// <param name="IsInput">Which side.</param>
    /// <param name="Channel">Which channel, from 0.</param>
    /// <param name="Other">The other client's port.</param>
    readonly record struct Connection(bool IsInput, int Channel, string Other);

    /// <summary>Makes the connections that are missing; returns a line for people about each change.</summary>
    /// <param name="server">The server.</param>
    /// <param name="changed">Ports or connections came or went since the last time.</param>
    public IReadOnlyList<string> PumpServerEvents(JackServer server, bool changed)
    {
        List<string> messages = [];
        if (_server != server) BeginOnServer(server, messages);
        else if (!changed && !_refused && _broken.Count == 0) // a port may vanish unannounced, some time after its connections
        {
            RememberSettled();
            return messages;
        }
        _refused = false;
        TakeStock(server);
        RememberVanished(server, messages);
        Restore(server, messages);
        TakeSources(server, messages);
        DisconnectDirectPaths(server, messages);
        TakeStock(server);
        RememberSettled();
        return messages;
    }

    /// <summary>Restores the direct connections that were removed.</summary>
    public void Leave(JackServer server)
    {
        foreach ((string source, string destination) in _disconnected) server.Connect(source, destination);
        _disconnected.Clear();
    }

    void BeginOnServer(JackServer server, List<string> messages)
    {
        bool first = _server is null;
        _server = server;
        _taken.Clear();
        _disconnected.Clear();
        _broken.Clear();
        _unchanged.Restart();
        _latest = [];
        _missing.Clear();
        _missing.AddRange(_remembered);
        if (!first) return;
        ConnectDrivers(server, messages);
        if (from is not null && Sources(server).Length == 0) messages.Add($"no port matches '{from}' yet: it is connected as soon as it appears.");
    }

    void RememberSettled()
    {
        if (_unchanged.Elapsed > _settled) _remembered = [.. _latest, .. _missing];
    }

    /// <summary>Connects driver n to the n-th port.</summary>
    void ConnectDrivers(JackServer server, List<string> messages)
    {
        IReadOnlyList<string> ports = PlaybackPorts(server, to);
        IReadOnlyList<string> drivers = server.OutputPorts;
        int connected = 0;
        while (connected < drivers.Count && connected < ports.Count && server.Connect(drivers[connected], ports[connected])) connected++;
        if (connected == drivers.Count) return;
        string which = to is null ? "playback ports" : $"ports match '{to}'";
        messages.Add($"{(connected == 0 ? "no" : $"only {connected}")} {which}{(to is null ? " exist" : "")} for {drivers.Count} drivers: connect {string.Join(", ", drivers.Skip(connected))} by hand, or start again with other ports.");
    }

    /// <summary>The ports that match; without a pattern those of the first device that has enough of them, or most.</summary>
    public static IReadOnlyList<string> PlaybackPorts(JackServer server, PortPattern? to)
    {
        if (to is not null) return [.. server.OthersPorts(LibJack.InputPort).Where(to.Means)];
        List<string>[] devices = [.. server.OthersPorts(LibJack.InputPort | LibJack.PhysicalPort).GroupBy(port => port[..port.IndexOf(':')]).Select(device => device.ToList())];
        return devices.FirstOrDefault(device => device.Count >= server.OutputPorts.Count) ?? devices.MaxBy(device => device.Count) ?? [];
    }

    /// <summary>Looks which connections there are, and which broke since the last look: one may break between any two calls of the server.</summary>
    void TakeStock(JackServer server)
    {
        List<Connection> existing = [.. Existing(server)];
        if (existing.SequenceEqual(_latest)) return;
        _broken.AddRange(_latest.Where(connection => !existing.Contains(connection)).Select(connection => (connection, Stopwatch.GetTimestamp())));
        _unchanged.Restart();
        _latest = existing;
    }

    /// <summary>Connections whose ports have vanished are made again when those are back; ports of a device go one by one, and are disconnected before.</summary>
    void RememberVanished(JackServer server, List<string> messages)
    {
        HashSet<string> there = [.. server.OthersPorts(0)];
        Connection[] vanished = [.. _broken.Select(broken => broken.Connection).Where(connection => !there.Contains(connection.Other)).Distinct()];
        _broken.RemoveAll(broken => vanished.Contains(broken.Connection) || Stopwatch.GetElapsedTime(broken.Since) > _settled);
        _missing.AddRange(vanished.Where(connection => !connection.IsInput || from is null)); // sources are taken whenever they appear
        string[] gone = [.. vanished.Where(connection => !connection.IsInput).Select(connection => connection.Other)];
        if (gone.Length > 0) messages.Add($"{string.Join(", ", gone)} {(gone.Length == 1 ? "is" : "are")} gone: silence there until {(gone.Length == 1 ? "it is" : "they are")} back.");
    }

    void Restore(JackServer server, List<string> messages)
    {
        if (_missing.Count == 0) return;
        HashSet<string> there = [.. server.OthersPorts(0)];
        Connection[] made = [.. _missing.Where(connection => there.Contains(connection.Other)
            && (connection.IsInput ? Connect(server, connection.Other, server.InputPorts[connection.Channel]) : Connect(server, server.OutputPorts[connection.Channel], connection.Other)))];
        _missing.RemoveAll(made.Contains);
        if (made.Length > 0) messages.Add($"connected again to {string.Join(", ", made.Select(connection => connection.Other))}.");
    }

    /// <summary>Connects two ports; where that is refused, it is tried again later.</summary>
    bool Connect(JackServer server, string source, string destination)
    {
        bool connected = server.Connect(source, destination);
        _refused |= !connected;
        return connected;
    }

    /// <summary>Connects the first ports that match to the inputs, each once while it is there.</summary>
    void TakeSources(JackServer server, List<string> messages)
    {
        if (from is null) return;
        string[] sources = Sources(server);
        _taken.IntersectWith(sources);
        _disconnected.RemoveWhere(way => !sources.Contains(way.From));
        List<string> connected = [];
        for (int channel = 0; channel < Math.Min(sources.Length, server.InputPorts.Count); channel++)
            if (!_taken.Contains(sources[channel]) && Connect(server, sources[channel], server.InputPorts[channel])) connected.Add(sources[channel]);
        _taken.UnionWith(connected);
        if (connected.Count > 0) messages.Add($"connected to {string.Join(", ", connected)}.");
    }

    string[] Sources(JackServer server) => from is null ? [] : [.. server.OthersPorts(LibJack.OutputPort).Where(from.Means)];

    /// <summary>Removes connections of a source that bypass this client to the same loudspeakers, which would sound double.</summary>
    void DisconnectDirectPaths(JackServer server, List<string> messages)
    {
        if (from is null) return;
        HashSet<string> fed = [.. server.OutputPorts.SelectMany(server.ConnectionsOf)];
        List<string> disconnected = [];
        foreach (string source in server.InputPorts.SelectMany(server.ConnectionsOf).Where(from.Means).Distinct())
            foreach (string port in server.ConnectionsOf(source).Where(fed.Contains))
                if (_disconnected.Add((source, port)) && server.Disconnect(source, port)) disconnected.Add($"{source} to {port}");
        if (disconnected.Count > 0) messages.Add($"direct connections would double the sound and are removed until the end: {string.Join(", ", disconnected)}.");
    }

    static IEnumerable<Connection> Existing(JackServer server)
    {
        for (int channel = 0; channel < server.InputPorts.Count; channel++)
            foreach (string other in server.ConnectionsOf(server.InputPorts[channel])) yield return new(true, channel, other);
        for (int channel = 0; channel < server.OutputPorts.Count; channel++)
            foreach (string other in server.ConnectionsOf(server.OutputPorts[channel])) yield return new(false, channel, other);
    }
}
