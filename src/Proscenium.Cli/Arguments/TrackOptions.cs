using System.CommandLine;
using System.Globalization;
using System.Net;
using Proscenium.Cli.Terminal;
using Proscenium.Live.Tracking;
using static System.FormattableString;

namespace Proscenium.Cli.Arguments;

/// <summary>Options for a tracker of the listener's head.</summary>
/// <param name="standard">The tracker where none is named; null for none.</param>
sealed class TrackOptions(string? standard = null)
{
    const double LeastScale = 1e-5, MostScale = 100;

    /// <summary>Which tracker.</summary>
    public Option<string?> Track { get; } = new("--track")
    {
        HelpName = "tracker",
        Description = "Follow the listener's head by poses that come in on a UDP port: opentrack (also AITrack and phones that send its datagrams) on 4242, or osc (Open Sound Control) on 4001; with a colon on another port, as in opentrack:4243, or on any that is free, as in opentrack:0."
            + (standard is null ? "" : $" By default {standard}."),
    };

    readonly Option<string?> _flip = new("--track-flip") { HelpName = "axes", Description = "Coordinates of the tracker that count the wrong way round, with commas between: left, forward, up, yaw ('proscenium track check' says which)." };
    readonly Option<double?> _scale = NumberOption.Real("--track-scale", "metres", "Metres of one unit of the tracker's positions; by default 0.01 for opentrack, which sends centimetres, and 1 for osc.");
    readonly Option<string?> _messages = new("--track-osc") { HelpName = "messages", Description = $"Messages of osc that hold the pose: addresses, each with the names of its arguments in order, semicolons between: {OscTemplate.Names}. By default \"{OscTemplate.Adm}\"." };
    readonly Option<string?> _bind = new("--track-bind") { HelpName = "address", Description = "Address of this machine at which poses are taken, by default 127.0.0.1, which only programs of this machine reach; 0.0.0.0 for all networks, as a phone needs." };

    /// <summary>Adds all to a command.</summary>
    public void AddTo(Verb command) => command.Add(Heading.Tracking, Track, _flip, _scale, _messages, _bind);

    /// <summary>The tracker that was asked for, or null; says who may move the sound.</summary>
    public TrackerSettings? Of(ParseResult parsed)
    {
        Option? idle = ((Option[])[_flip, _scale, _messages, _bind]).FirstOrDefault(option => parsed.GetResult(option) is not null);
        if ((parsed.GetValue(Track) ?? standard) is not { } named) return idle is null ? null : throw new SettingException($"{idle.Name} says how a tracker is read, and none is followed: add --track.");
        (string format, int? port) = Named(named);
        string? messages = parsed.GetValue(_messages);
        if (messages is not null && format != OscFormat.FormatName) throw new SettingException($"--track-osc names messages of Open Sound Control, which {format} does not send: use --track osc, or leave it out.");
        TrackerSettings tracker = new()
        {
            Format = Format(format, messages),
            Port = port,
            Bind = Address(parsed.GetValue(_bind)),
            Metres = parsed.GetValue(_scale) is { } scale ? Scale(scale) : null,
            Flipped = Axes(parsed.GetValue(_flip)),
        };
        if (!IPAddress.IsLoopback(tracker.Bind)) Report.Warn($"poses are taken at {tracker.Bind}: whoever reaches that address can move the sound; keep to networks that you trust.");
        return tracker;
    }

    /// <summary>The same tracker as it is asked for with other signs and another scale, as it is typed.</summary>
    public string Typed(ParseResult parsed, PoseAxes flipped, double? metres)
    {
        static string Quoted(string text) => text.Contains(' ') ? $"\"{text}\"" : text;
        string Given(Option<string?> option) => parsed.GetValue(option) is { } value ? $" {option.Name} {Quoted(value)}" : "";
        string axes = string.Join(',', _axes.Where(axis => (flipped & axis.Value) != 0).Select(axis => axis.Key));
        return $"--track {parsed.GetValue(Track) ?? standard}{Given(_messages)}{Given(_bind)}{(axes.Length > 0 ? $" {_flip.Name} {axes}" : "")}{(metres is { } scale ? Invariant($" {_scale.Name} {scale:0.######}") : "")}";
    }

    static readonly Dictionary<string, PoseAxes> _axes = new() { ["left"] = PoseAxes.Left, ["forward"] = PoseAxes.Forward, ["up"] = PoseAxes.Up, ["yaw"] = PoseAxes.Yaw };

    static (string Format, int? Port) Named(string text)
    {
        string[] parts = text.Split(':');
        int port = 0;
        bool isRight = parts is [OpentrackFormat.FormatName or OscFormat.FormatName] || (parts is [OpentrackFormat.FormatName or OscFormat.FormatName, var number] && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out port) && port is >= 0 and <= IPEndPoint.MaxPort);
        return isRight ? (parts[0], parts.Length == 2 ? port : null)
            : throw new SettingException($"--track '{text}' is no tracker: use {OpentrackFormat.FormatName} or {OscFormat.FormatName}, with a colon and a port from 0 to {IPEndPoint.MaxPort} where it is another than the usual, as in {OpentrackFormat.FormatName}:4243.");
    }

    static Func<IPoseFormat> Format(string name, string? messages)
    {
        if (name == OpentrackFormat.FormatName) return () => new OpentrackFormat();
        try
        {
            OscTemplate template = OscTemplate.Parse(messages ?? OscTemplate.Adm);
            return () => new OscFormat(template);
        }
        catch (SettingException e)
        {
            throw new SettingException($"--track-osc: {e.Message}", e);
        }
    }

    static IPAddress Address(string? text) => text is null ? IPAddress.Loopback
        : IPAddress.TryParse(text, out IPAddress? address) ? address : throw new SettingException($"--track-bind '{text}' is no address: write one of this machine's, as in 192.168.0.10, or 0.0.0.0 for all.");

    static double Scale(double metres) => metres is >= LeastScale and <= MostScale ? metres
        : throw new SettingException(Invariant($"--track-scale needs metres from {LeastScale:0.#####} to {MostScale}, not {metres}; where signs are wrong, use --track-flip."));

    static PoseAxes Axes(string? text) => text is null ? PoseAxes.None : text.Split(',').Select(name => _axes.TryGetValue(name.Trim(), out PoseAxes axis) ? axis
        : throw new SettingException($"--track-flip '{text}' names no coordinates: use {string.Join(", ", _axes.Keys)}, with commas between.")).Aggregate((one, other) => one | other);
}
