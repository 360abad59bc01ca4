using System.Text.RegularExpressions;
using Proscenium.Files;
using Proscenium.Integrations.Export.Formats;
using Proscenium.Integrations.Verification;

namespace Proscenium.Integrations.Installation;

/// <summary>The sinks of the PipeWire that runs now, without those of installed plans.</summary>
/// <param name="Channels">Each sink's number of channels.</param>
/// <param name="Default">The sink that plays what names none, or null where that is not known.</param>
sealed partial record PipeWireSinks(IReadOnlyDictionary<string, int> Channels, string? Default)
{
    const double Seconds = 5;

    /// <summary>The sinks of this user's server, or null where none runs or PipeWire's programs are not installed.</summary>
    public static PipeWireSinks? Now()
    {
        if (!InstalledProgram.Exists("pw-link") || !InstalledProgram.Exists("pw-metadata")) return null;
        try
        {
            return Of(Print("pw-link", "-i"), Print("pw-metadata", "0", "default.audio.sink"));
        }
        catch (ProgramException)
        {
            return null;
        }
    }

    /// <summary>Reads what PipeWire's programs print.</summary>
    /// <param name="ports">Of <c>pw-link -i</c>: a line for each input port, <c>sink:playback_FL</c>.</param>
    /// <param name="metadata">Of <c>pw-metadata 0 default.audio.sink</c>.</param>
    public static PipeWireSinks Of(string ports, string metadata) => new(
        ports.Split('\n').Select(line => SinkPort().Match(line.Trim())).Where(port => port.Success && !port.Groups["sink"].Value.StartsWith(PipeWireChain.NodePrefix, StringComparison.Ordinal)).CountBy(port => port.Groups["sink"].Value).ToDictionary(),
        DefaultSink().Match(metadata) is { Success: true } sink ? sink.Groups["name"].Value : null);

    /// <summary>What of an installation would not be heard, or null.</summary>
    /// <param name="target">The sink to which the drivers are pinned, or null for the default one.</param>
    /// <param name="drivers">The drivers in channel order.</param>
    public string? Warning(string? target, IReadOnlyList<string> drivers)
    {
        string others = string.Join(", ", Channels.Where(sink => sink.Value >= drivers.Count).Select(sink => sink.Key).Order(StringComparer.Ordinal));
        string cure = others.Length > 0 ? $"sinks with enough, to be named as the target: {others}" : "none that is there now has as many";
        if (target is not null && !Channels.ContainsKey(target)) return $"there is no sink {target} now, so there will be silence until it comes; {cure}.";
        if ((target ?? Default) is not { } sink || !Channels.TryGetValue(sink, out int channels) || channels >= drivers.Count) return null;
        return $"{(target is null ? "the default output, " : "")}{sink}{(target is null ? "," : "")} has {channels} channels for {drivers.Count} drivers: {string.Join(", ", drivers.Skip(channels))} will be silent; {cure}.";
    }

    static string Print(string program, params string[] arguments) => ProgramProcess.Run(Path.GetTempPath(), Seconds, program, arguments, CancellationToken.None);

    [GeneratedRegex("^(?<sink>.+):playback_[^:]+$")]
    private static partial Regex SinkPort();

    [GeneratedRegex("""key:'default\.audio\.sink' value:'\{ *"name": *"(?<name>[^"]+)" *\}'""")]
    private static partial Regex DefaultSink();
}
