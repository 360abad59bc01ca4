using Proscenium.Files;

namespace Proscenium.Live.Servers;

/// <summary>Settings of sound servers.</summary>
public sealed record ServerSettings
{
    /// <summary>The client's name where nobody chose one.</summary>
    internal const string UsualClient = "proscenium";

    /// <summary>The server's name, or null for the usual one.</summary>
    public string? Server { get; init; }

    /// <summary>The client's name on the server.</summary>
    public string Client { get; init; } = UsualClient;

    /// <summary>Ports whose sound is to be treated, or null.</summary>
    public string? From { get; init; }

    /// <summary>Ports for the drivers, or null for a device with enough of them.</summary>
    public string? To { get; init; }

    /// <summary>PortAudio's device that brings the sound, by its index or a part of its name.</summary>
    public string? Input { get; init; }

    /// <summary>PortAudio's device with the drivers, or null for the usual one.</summary>
    public string? Output { get; init; }

    /// <summary>The rate to open PortAudio's devices at, or null for <see cref="UsualRate"/>.</summary>
    public int? Rate { get; init; }

    /// <summary>Frames of PortAudio's blocks, or null for the usual ones.</summary>
    public int? BlockFrames { get; init; }

    /// <summary>The rate that needs no new design.</summary>
    public int UsualRate { get; init; } = 48000;

    /// <summary>True where a setting is for JACK only.</summary>
    internal bool MeanJack => (Server ?? From ?? To) is not null;

    /// <summary>True where a setting is for PortAudio only.</summary>
    internal bool MeanPortAudio => (Input ?? Output) is not null || (Rate ?? BlockFrames) is not null;
}

/// <summary>What heads the lines of a listing.</summary>
/// <param name="Source">A port that brings sound.</param>
/// <param name="Destination">A port that takes it.</param>
/// <param name="PortAudio">PortAudio's devices, as a whole.</param>
sealed record ListingWords(string Source, string Destination, string PortAudio);

/// <summary>The kinds of sound servers.</summary>
public static class SoundServers
{
    /// <summary>JACK, and PipeWire through its JACK library.</summary>
    public const string Jack = "jack";

    /// <summary>Devices of the system, through PortAudio.</summary>
    public const string PortAudio = "portaudio";

    /// <summary>The names of all, with commas.</summary>
    public const string Names = $"{Jack}, {PortAudio}";

    /// <summary>PortAudio's, where none is asked for.</summary>
    internal const int UsualBlockFrames = 512;

    /// <summary>What opens a server, at first and whenever it is back.</summary>
    /// <param name="kind">The kind, or null for the one that the settings mean, JACK if either.</param>
    /// <param name="settings">Which, and how.</param>
    /// <exception cref="SettingException">There is no such kind, or a pattern is none, or a setting is for another kind, or PortAudio's input is not named.</exception>
    public static Func<SoundPorts, ISoundServer> Opener(string? kind, ServerSettings settings) => Meant(kind, settings) switch
    {
        Jack => JackOpener(settings),
        PortAudio => PortAudioOpener(settings),
        _ => OrPortAudio(JackOpener(settings)),
    };

    /// <summary>What there is to play from and to, a line each.</summary>
    /// <param name="kind">The kind, or null for all.</param>
    /// <param name="settings">Which server.</param>
    /// <param name="words">What the lines are headed by.</param>
    /// <exception cref="SettingException">There is no such kind, or a setting is for another kind.</exception>
    internal static IReadOnlyList<string> List(string? kind, ServerSettings settings, ListingWords words)
    {
        string? meant = Meant(kind, settings);
        if (meant == Jack) return JackList(settings, words);
        if (meant == PortAudio) return PortAudioList(words);
        IReadOnlyList<string>? jack = Try(() => JackList(settings, words), out SoundException? noJack), portAudio = Try(() => PortAudioList(words), out SoundException? noPortAudio);
        if (noJack is not null && noPortAudio is not null) throw Neither(noJack, noPortAudio);
        return [.. jack ?? [noJack!.Message], .. portAudio ?? [noPortAudio!.Message]];
    }

    /// <summary>Where there is no JACK, its refusal names the other way; PortAudio's usual input may be a microphone, so that nobody is brought there unasked.</summary>
    static Func<SoundPorts, ISoundServer> OrPortAudio(Func<SoundPorts, ISoundServer> jack) => ports =>
    {
        try
        {
            return jack(ports);
        }
        catch (SoundException e)
        {
            throw new SoundException(new Fault(ErrorCodes.JackUnavailable, $"{e.Message.TrimEnd('.')}; or use PortAudio", "name the device that brings the sound"), e);
        }
    };

    static SoundException Neither(SoundException noJack, SoundException noPortAudio) =>
        new(new Fault(ErrorCodes.ServerUnavailable, $"there is neither JACK nor PortAudio to play on: {noJack.Message.TrimEnd('.')}; or {noPortAudio.Message}"), noJack);

    static T? Try<T>(Func<T> open, out SoundException? refusal) where T : class
    {
        refusal = null;
        try
        {
            return open();
        }
        catch (SoundException e)
        {
            refusal = e;
            return null;
        }
    }

    static Func<SoundPorts, ISoundServer> JackOpener(ServerSettings settings)
    {
        JackConnections connections = new(Pattern(settings.From), Pattern(settings.To));
        return ports => new JackServer(LibJack.Usual, settings.Server, settings.Client, ports, connections);
    }

    /// <summary>Usual devices are chosen once: when one is unplugged, sound waits for it and does not move on to another.</summary>
    static Func<SoundPorts, ISoundServer> PortAudioOpener(ServerSettings settings)
    {
        if (settings.Input is null) throw new SettingException(new Fault(ErrorCodes.PortAudioInputNotNamed, "PortAudio needs the name of the device that brings the sound, as its usual one may be a microphone, which would hear the loudspeakers", "name one"));
        PortAudioSettings portAudio = new(settings.Input, settings.Output, settings.Rate ?? settings.UsualRate, settings.BlockFrames ?? UsualBlockFrames);
        return ports =>
        {
            PortAudioServer server = new(portAudio, ports);
            portAudio = portAudio with { Input = server.Input.ToString(), Output = server.Output.ToString() };
            return server;
        };
    }

    static IReadOnlyList<string> JackList(ServerSettings settings, ListingWords words)
    {
        using JackServer server = new(LibJack.Usual, settings.Server, settings.Client, new([], []));
        IReadOnlyList<string> physical = server.OthersPorts(LibJack.PhysicalPort);
        int width = Math.Max(words.Source.Length, words.Destination.Length);
        string Line(string way, string port) => $"  {way.PadRight(width)} {port}{(physical.Contains(port) ? "  (device)" : "")}";
        return [$"{server.Name}: {server.SampleRate} Hz, blocks of {server.BlockFrames}",
            .. server.OthersPorts(LibJack.OutputPort).Select(port => Line(words.Source, port)), .. server.OthersPorts(LibJack.InputPort).Select(port => Line(words.Destination, port))];
    }

    static IReadOnlyList<string> PortAudioList(ListingWords words)
    {
        using PortAudioDevices devices = new();
        return [words.PortAudio, .. devices.Lines];
    }

    static PortPattern? Pattern(string? text) => text is null ? null : new(text);

    /// <summary>The kind that was named, or that only knows what was wished for, or null.</summary>
    static string? Meant(string? kind, ServerSettings settings)
    {
        if (kind is not (null or Jack or PortAudio)) throw new SettingException($"there is no kind of sound server '{kind}': use {Jack} or {PortAudio}.");
        if (settings.MeanJack && (settings.MeanPortAudio || kind == PortAudio)) throw new SettingException(new Fault(ErrorCodes.JackSettings, "a server's name and patterns for ports are JACK's alone", "leave them out for PortAudio"));
        if (settings.MeanPortAudio && kind == Jack) throw new SettingException(new Fault(ErrorCodes.PortAudioSettings, "devices, a rate and a size of blocks are PortAudio's alone", "leave them out for JACK"));
        return kind ?? (settings.MeanJack ? Jack : settings.MeanPortAudio ? PortAudio : null);
    }
}
