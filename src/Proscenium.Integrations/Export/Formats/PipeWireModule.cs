using System.Globalization;
using System.Text;

namespace Proscenium.Integrations.Export.Formats;

/// <summary>A filter chain as PipeWire's configuration has it: a sink, a graph of filters, and a stream of drivers to a device.</summary>
sealed record PipeWireModule
{
    /// <summary>Lines for people at the beginning, without their mark.</summary>
    public required IReadOnlyList<string> Comments { get; init; }

    /// <summary>What the listener reads in lists of devices.</summary>
    public required string Title { get; init; }

    /// <summary>The sink's name, in plain letters.</summary>
    public required string Name { get; init; }

    /// <summary>Filters, each an object of PipeWire's JSON.</summary>
    public required IEnumerable<string> Nodes { get; init; }

    /// <summary>From port to port, each an object of PipeWire's JSON.</summary>
    public IEnumerable<string> Links { get; init; } = [];

    /// <summary>Ports that the sink's channels go to.</summary>
    public required IReadOnlyList<string> Inputs { get; init; }

    /// <summary>PipeWire's names of the sink's channels.</summary>
    public required IReadOnlyList<string> Positions { get; init; }

    /// <summary>Ports that the drivers are at.</summary>
    public required IReadOnlyList<string> Outputs { get; init; }

    /// <summary>The device's node, or null for the default one.</summary>
    public string? Target { get; init; }

    /// <summary>The rate at which the graph runs whatever the device's is, or null for the device's.</summary>
    public int? SampleRate { get; init; }

    /// <summary>The whole file.</summary>
    public string Text()
    {
        string[] rate = SampleRate is { } hertz ? [string.Create(CultureInfo.InvariantCulture, $"        audio.rate = {hertz}")] : [];
        string[] lines =
        [
            .. Comments.Select(comment => $"# {comment}"),
            "context.modules = [",
            "  { name = libpipewire-module-filter-chain",
            "    flags = [ nofail ]",
            "    args = {",
            $"      node.description = {Quoted(Title)}",
            $"      media.name = {Quoted(Title)}",
            "      filter.graph = {",
            "        nodes = [",
            .. Nodes.Select(node => $"          {node}"),
            "        ]",
            "        links = [",
            .. Links.Select(link => $"          {link}"),
            "        ]",
            $"        inputs = [ {Ports(Inputs)} ]",
            $"        outputs = [ {Ports(Outputs)} ]",
            "      }",
            "      capture.props = {",
            $"        node.name = {Name}",
            "        media.class = Audio/Sink",
            .. rate,
            $"        audio.channels = {Inputs.Count}",
            $"        audio.position = [ {Spaced(Positions)} ]",
            "      }",
            "      playback.props = {",
            $"        node.name = {Name}-drivers",
            "        node.passive = true",
            "        stream.dont-remix = true",
            .. rate,
            $"        audio.channels = {Outputs.Count}",
            $"        audio.position = [ {Spaced(Enumerable.Range(0, Outputs.Count).Select(driver => $"AUX{driver}"))} ]",
            "        # The device that the drivers are at, by its name before the colon in 'pw-link -i'; without it the default one.",
            .. Target is null ? ["        #target.object = \"alsa_output.example\""] : Pinned(Target),
            "      }",
            "    }",
            "  }",
            "]",
            "",
        ];
        return string.Join('\n', lines);
    }

    /// <summary>One device and no other: while it is away there is silence, and the drivers never go to what happens to be the default output.</summary>
    static string[] Pinned(string target) =>
    [
        $"        target.object = {Quoted(target)}",
        "        node.dont-fallback = true",
        "        node.linger = true",
        "        node.dont-move = true",
        "        state.restore-target = false",
    ];

    /// <summary>Words of a list.</summary>
    public static string Spaced(IEnumerable<string> words) => string.Join(' ', words);

    /// <summary>A string of PipeWire's JSON.</summary>
    public static string Quoted(string text)
    {
        StringBuilder quoted = new("\"");
        foreach (char letter in text)
        {
            _ = letter switch
            {
                '"' or '\\' => quoted.Append('\\').Append(letter),
                < ' ' => quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}"),
                _ => quoted.Append(letter),
            };
        }
        return quoted.Append('"').ToString();
    }

    static string Ports(IReadOnlyList<string> ports) => Spaced(ports.Select(Quoted));
}
