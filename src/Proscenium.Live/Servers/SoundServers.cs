namespace Proscenium.Live.Servers;

/// <summary>Which server, by which name, with which connections.</summary>
public sealed record ServerSettings
{
    /// <summary>The server's name, or null for the usual one.</summary>
    public string? Server { get; init; }

    /// <summary>The name to have there.</summary>
    public string Client { get; init; } = "proscenium";

    /// <summary>Ports whose sound is to be treated, or null.</summary>
    public string? From { get; init; }

    /// <summary>Ports for the drivers, or null for a device with enough of them.</summary>
    public string? To { get; init; }
}

/// <summary>The kinds of sound servers.</summary>
public static class SoundServers
{
    /// <summary>JACK, and PipeWire through its JACK library.</summary>
    public const string Jack = "jack";

    /// <summary>The names of all, with commas.</summary>
    public const string Names = Jack;

    /// <summary>What opens a server, at first and whenever it is back.</summary>
    /// <exception cref="ArgumentException">There is no such kind, or a pattern is none.</exception>
    public static Func<SoundPorts, ISoundServer> Opener(string kind, ServerSettings settings)
    {
        Require(kind);
        JackPatches patches = new(Pattern(settings.From), Pattern(settings.To));
        return ports => new JackServer(LibJack.Usual, settings.Server, settings.Client, ports, patches);
    }

    /// <summary>What there is to play from and to, a line each.</summary>
    /// <exception cref="ArgumentException">There is no such kind.</exception>
    public static IReadOnlyList<string> List(string kind, ServerSettings settings)
    {
        Require(kind);
        using JackServer server = new(LibJack.Usual, settings.Server, settings.Client, new([], []));
        IReadOnlyList<string> physical = server.OthersPorts(LibJack.PhysicalPort);
        string Line(string way, string port) => $"  {way,-6} {port}{(physical.Contains(port) ? "  (device)" : "")}";
        return [$"{server.Name}: {server.SampleRate} Hz, blocks of {server.BlockFrames}",
            .. server.OthersPorts(LibJack.OutputPort).Select(port => Line("--from", port)), .. server.OthersPorts(LibJack.InputPort).Select(port => Line("--to", port))];
    }

    static PortPattern? Pattern(string? text) => text is null ? null : new(text);

    static void Require(string kind)
    {
        if (kind != Jack) throw new ArgumentException($"there is no kind of sound server '{kind}': {Names}.");
    }
}
