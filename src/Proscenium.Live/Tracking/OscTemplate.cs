using System.Text;

namespace Proscenium.Live.Tracking;

/// <summary>What an argument of a message is.</summary>
/// <param name="Axis">The coordinate; none where it is passed over.</param>
/// <param name="Sign">-1 where it counts the other way round.</param>
readonly record struct OscArgument(PoseAxes Axis, int Sign);

/// <summary>
/// Which messages hold the pose: addresses, each with the names of its arguments in their order, as in <c>/head right up back; /head/yaw yaw</c>. Names are left, right, forward, back, up, down, yaw (to the left), and - for an argument that is passed over.
/// </summary>
sealed class OscTemplate
{
    /// <summary>Of the Audio Definition Model's messages for the listener (ADM-OSC 1.0).</summary>
    public const string Adm = "/adm/lis/xyz right forward up; /adm/lis/ypr yaw";

    /// <summary>The names of arguments.</summary>
    public const string Names = "left, right, forward, back, up, down, yaw, or - for one that is passed over";

    OscTemplate(IReadOnlyList<(byte[] Address, OscArgument[] Arguments)> messages) => Messages = messages;

    /// <summary>The messages.</summary>
    public IReadOnlyList<(byte[] Address, OscArgument[] Arguments)> Messages { get; }

    /// <summary>The coordinates that they hold.</summary>
    public PoseAxes Axes => Messages.SelectMany(message => message.Arguments).Aggregate(PoseAxes.None, (axes, argument) => axes | argument.Axis);

    /// <summary>Reads a template.</summary>
    /// <exception cref="SettingException">It is none; the sentence begins with the part that is at fault.</exception>
    public static OscTemplate Parse(string text)
    {
        List<(byte[] Address, OscArgument[] Arguments)> messages = [];
        PoseAxes held = PoseAxes.None;
        foreach (string part in text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            string[] words = part.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words[0][0] != '/' || words[0].Any(character => character is <= ' ' or > '~')) throw new SettingException($"'{words[0]}' is no address of a message: addresses begin with a slash, as in {Adm}.");
            if (words.Length is 1 or > OscPacket.MostNumbers) throw new SettingException($"'{part}' does not say what the arguments are: write their names after the address: {Names}.");
            OscArgument[] arguments = [.. words[1..].Select(Argument)];
            foreach (OscArgument argument in arguments)
            {
                if ((held & argument.Axis) != 0) throw new SettingException($"'{part}' names a coordinate for the second time: name each once.");
                held |= argument.Axis;
            }
            messages.Add((Encoding.ASCII.GetBytes(words[0]), arguments));
        }
        return (held & (PoseAxes.Left | PoseAxes.Forward)) != 0 ? new(messages) : throw new SettingException($"'{text}' names no argument for left, right, forward or back: where the head is turned alone moves no filters.");
    }

    static OscArgument Argument(string name) => name switch
    {
        "left" => new(PoseAxes.Left, 1),
        "right" => new(PoseAxes.Left, -1),
        "forward" => new(PoseAxes.Forward, 1),
        "back" => new(PoseAxes.Forward, -1),
        "up" => new(PoseAxes.Up, 1),
        "down" => new(PoseAxes.Up, -1),
        "yaw" => new(PoseAxes.Yaw, 1),
        "-" => default,
        _ => throw new SettingException($"'{name}' is no name of an argument: use {Names}."),
    };
}
