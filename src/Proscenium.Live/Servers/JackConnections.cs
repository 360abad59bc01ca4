using System.Diagnostics;

namespace Proscenium.Live.Servers;

/// <summary>
/// The connections that a client is to have: by patterns at the start, then as people make them. It outlives servers: on the next one it
/// makes again what there was on the last.
/// </summary>
/// <param name="from">Ports whose sound is to be treated, or null.</param>
/// <param name="to">Ports that the drivers hang on, or null for a device that has as many.</param>
sealed class JackConnections(PortPattern? from, PortPattern? to)
{
    /// <summary>Connections that stood for so long are meant; a server that goes down takes them off one by one.</summary>
    static readonly TimeSpan _settled = TimeSpan.FromSeconds(1);

    readonly Stopwatch _unchanged = new();
    readonly HashSet<string> _taken = [];                       // sources that were connected, until they vanish
    readonly HashSet<(string From, string To)> _parted = [];    // direct ways that were taken off, until the end
    readonly List<Patch> _missing = [];                         // of the last server, to be made as soon as their ports are there
    List<Patch> _latest = [], _remembered = [];
    JackServer? _server;
    bool _refused; // a port is there whose client is not active yet

    /// <summary>A connection of one of this client's ports.</summary>
    /// <param name="IsInput">Which side.</param>
    /// <param name="Channel">Which channel, from 0.</param>
    /// <param name="Other">The other client's port.</param>
    readonly record struct Patch(bool IsInput, int Channel, string Other);

    /// <summary>Connects what is to be connected; tells of it.</summary>
    /// <param name="server">The server.</param>
    /// <param name="changed">Ports or connections came or went since the last time.</param>
    public IReadOnlyList<string> PumpServerEvents(JackServer server, bool changed)
    {
        List<string> told = [];
        if (_server != server) Arrive(server, told);
        else if (!changed && !_refused)
        {
            if (_unchanged.Elapsed > _settled) _remembered = _latest;
            return told;
        }
        _refused = false;
        Restore(server);
        TakeSources(server, told);
        PartDoubles(server, told);
        _latest = [.. Existing(server)];
        _unchanged.Restart();
        return told;
    }

    /// <summary>Puts back what was taken off.</summary>
    public void Leave(JackServer server)
    {
        foreach ((string source, string destination) in _parted) server.Connect(source, destination);
        _parted.Clear();
    }

    void Arrive(JackServer server, List<string> told)
    {
        bool first = _server is null;
        _server = server;
        _taken.Clear();
        _parted.Clear();
        _missing.Clear();
        _missing.AddRange(_remembered);
        if (!first) return;
        PlaceDrivers(server, told);
        if (from is not null && Sources(server).Length == 0) told.Add($"no port matches '{from}' yet: it is connected as soon as it appears.");
    }

    /// <summary>Driver n goes to the n-th port.</summary>
    void PlaceDrivers(JackServer server, List<string> told)
    {
        List<string> places = Places(server);
        IReadOnlyList<string> drivers = server.OutputPorts;
        int placed = 0;
        while (placed < drivers.Count && placed < places.Count && server.Connect(drivers[placed], places[placed])) placed++;
        if (placed == drivers.Count) return;
        string which = to is null ? "playback ports" : $"ports match '{to}'";
        told.Add($"{(placed == 0 ? "no" : $"only {placed}")} {which}{(to is null ? " exist" : "")} for {drivers.Count} drivers: connect {string.Join(", ", drivers.Skip(placed))} by hand, or start again with other ports.");
    }

    /// <summary>The ports that match; without a pattern those of the first device that has enough of them, or most.</summary>
    List<string> Places(JackServer server)
    {
        if (to is not null) return [.. server.OthersPorts(LibJack.InputPort).Where(to.Means)];
        List<string>[] devices = [.. server.OthersPorts(LibJack.InputPort | LibJack.PhysicalPort).GroupBy(port => port[..port.IndexOf(':')]).Select(device => device.ToList())];
        return devices.FirstOrDefault(device => device.Count >= server.OutputPorts.Count) ?? devices.MaxBy(device => device.Count) ?? [];
    }

    void Restore(JackServer server)
    {
        if (_missing.Count == 0) return;
        HashSet<string> there = [.. server.OthersPorts(0)];
        _missing.RemoveAll(patch => there.Contains(patch.Other)
            && (patch.IsInput ? Connect(server, patch.Other, server.InputPorts[patch.Channel]) : Connect(server, server.OutputPorts[patch.Channel], patch.Other)));
    }

    /// <summary>Connects ports that are there, or sees to it that it is tried again.</summary>
    bool Connect(JackServer server, string source, string destination)
    {
        bool connected = server.Connect(source, destination);
        _refused |= !connected;
        return connected;
    }

    /// <summary>Connects the first ports that match to the inputs, each once while it is there.</summary>
    void TakeSources(JackServer server, List<string> told)
    {
        if (from is null) return;
        string[] sources = Sources(server);
        _taken.IntersectWith(sources);
        _parted.RemoveWhere(way => !sources.Contains(way.From));
        List<string> connected = [];
        for (int channel = 0; channel < Math.Min(sources.Length, server.InputPorts.Count); channel++)
            if (!_taken.Contains(sources[channel]) && Connect(server, sources[channel], server.InputPorts[channel])) connected.Add(sources[channel]);
        _taken.UnionWith(connected);
        if (connected.Count > 0) told.Add($"connected to {string.Join(", ", connected)}.");
    }

    string[] Sources(JackServer server) => from is null ? [] : [.. server.OthersPorts(LibJack.OutputPort).Where(from.Means)];

    /// <summary>A source that also goes past this client to the same loudspeakers would sound double.</summary>
    void PartDoubles(JackServer server, List<string> told)
    {
        if (from is null) return;
        HashSet<string> fed = [.. server.OutputPorts.SelectMany(server.ConnectionsOf)];
        List<string> parted = [];
        foreach (string source in server.InputPorts.SelectMany(server.ConnectionsOf).Where(from.Means).Distinct())
            foreach (string place in server.ConnectionsOf(source).Where(fed.Contains))
                if (_parted.Add((source, place)) && server.Disconnect(source, place)) parted.Add($"{source} to {place}");
        if (parted.Count > 0) told.Add($"direct connections would double the sound and are removed until the end: {string.Join(", ", parted)}.");
    }

    static IEnumerable<Patch> Existing(JackServer server)
    {
        for (int channel = 0; channel < server.InputPorts.Count; channel++)
            foreach (string other in server.ConnectionsOf(server.InputPorts[channel])) yield return new(true, channel, other);
        for (int channel = 0; channel < server.OutputPorts.Count; channel++)
            foreach (string other in server.ConnectionsOf(server.OutputPorts[channel])) yield return new(false, channel, other);
    }
}
