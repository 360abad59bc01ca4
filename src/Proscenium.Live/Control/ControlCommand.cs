using System.Globalization;
using Proscenium.Engine.Listening;
using Proscenium.Heads;
using Proscenium.Tracking;
using static System.FormattableString;

namespace Proscenium.Live.Control;

/// <summary>A command, one line of text, from keys and sockets alike.</summary>
abstract record ControlCommand
{
    static readonly string[] _words = ["bypass", "gain", "plan", "night", "loudness", "bass", "pose", "ab", "abx", "1", "2", "a", "b", "x", "prefer", "is", "this", "repeat", "end", "trials", "status", "meters", "help", "quit"];

    /// <summary>Bypass on or off; null to toggle.</summary>
    public sealed record Bypass(bool? On) : ControlCommand;

    /// <summary>A gain in dB, or a step from the present one; null to query it.</summary>
    public sealed record Gain(double? Decibels, bool IsStep) : ControlCommand;

    /// <summary>Another plan.</summary>
    public sealed record Plan(string Folder) : ControlCommand;

    /// <summary>Loud passages softer, on or off; null to toggle.</summary>
    public sealed record Night(bool? On) : ControlCommand;

    /// <summary>The loudness level to listen at, phon; 0 for off, null for the next one.</summary>
    public sealed record Loudness(double? Phon) : ControlCommand;

    /// <summary>Harmonics for missing bass, on or off; null to toggle.</summary>
    public sealed record Bass(bool? On) : ControlCommand;

    /// <summary>Where the head is, from the seat.</summary>
    public sealed record Pose(HeadPose At) : ControlCommand;

    /// <summary>Nobody knows where the head is.</summary>
    public sealed record LosePose : ControlCommand;

    /// <summary>The head is at the seat.</summary>
    public sealed record CentrePose : ControlCommand;

    /// <summary>A question where the head is.</summary>
    public sealed record AskPose : ControlCommand;

    /// <summary>A blind test.</summary>
    public sealed record Test(BlindTestKind Kind, int Trials) : ControlCommand;

    /// <summary>A sound of a blind test.</summary>
    public sealed record Hear(char Slot) : ControlCommand;

    /// <summary>An answer; null for the sound that is heard.</summary>
    public sealed record Answer(char? Slot) : ControlCommand;

    /// <summary>Strikes out the last answer.</summary>
    public sealed record Repeat : ControlCommand;

    /// <summary>The end of a blind test.</summary>
    public sealed record End : ControlCommand;

    /// <summary>What was what in the last blind test.</summary>
    public sealed record ListTrials : ControlCommand;

    /// <summary>The session's status.</summary>
    public sealed record Status(bool AsJson) : ControlCommand;

    /// <summary>The session's status for programs that ask several times a second.</summary>
    public sealed record Meters : ControlCommand;

    /// <summary>The list of commands.</summary>
    public sealed record Help : ControlCommand;

    /// <summary>The end of the session.</summary>
    public sealed record Quit : ControlCommand;

    /// <summary>Reads a line; capitals do not matter.</summary>
    /// <exception cref="ControlException">It is no command; the message names one that is.</exception>
    public static ControlCommand Parse(string line)
    {
        string[] parts = line.Trim().Split((char[])[' ', '\t'], 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (parts.Length == 0) throw new ControlException("an empty line: is no command: 'help' lists them.");
        (string word, string rest) = (parts[0].ToLowerInvariant(), parts.Length > 1 ? parts[1] : "");
        return (word, rest.ToLowerInvariant()) switch
        {
            ("bypass", "") => new Bypass(null),
            ("bypass", "on") => new Bypass(true),
            ("bypass", "off") => new Bypass(false),
            ("gain", var gain) => ParseGain(gain),
            ("night", "" or "on" or "off") => new Night(OnOrOff(rest)),
            ("bass", "" or "on" or "off") => new Bass(OnOrOff(rest)),
            ("loudness", var level) => ParseLoudness(level),
            ("pose", "") => new AskPose(),
            ("pose", "lost") => new LosePose(),
            ("pose", "centre" or "center") => new CentrePose(),
            ("pose", var pose) => ParsePose(pose),
            ("plan", not "") => new Plan(Unquoted(rest)),
            ("ab", var trials) => new Test(BlindTestKind.Preference, ParseTrials("ab", trials)),
            ("abx", var trials) => new Test(BlindTestKind.Identification, ParseTrials("abx", trials)),
            ("1" or "2" or "a" or "b" or "x", "") => new Hear(word[0]),
            ("prefer", "1" or "2") or ("is", "a" or "b") => new Answer(char.ToLowerInvariant(rest[0])),
            ("this", "") => new Answer(null),
            ("repeat", "") => new Repeat(),
            ("end", "") => new End(),
            ("trials", "") => new ListTrials(),
            ("status", "") => new Status(false),
            ("status", "json") => new Status(true),
            ("meters", "") => new Meters(),
            ("help", "") => new Help(),
            ("quit", "") => new Quit(),
            _ => throw new ControlException(Complaint(word, rest)),
        };
    }

    /// <summary>A sign makes a step; <c>to</c> sets a level, as does a number without a sign.</summary>
    static Gain ParseGain(string text)
    {
        if (text.Length == 0) return new(null, false);
        bool isLevel = text.StartsWith("to ", StringComparison.Ordinal);
        string number = text[(isLevel ? 3 : 0)..].Trim();
        if (number.EndsWith("db", StringComparison.Ordinal)) number = number[..^2].TrimEnd();
        if (!double.TryParse(number, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double decibels) || !double.IsFinite(decibels))
            throw new ControlException($"gain {Short(text)}: is no gain: say 'gain +1' or 'gain -3 dB' for a step, 'gain to -6' or 'gain 0' for a level.");
        return new(decibels, !isLevel && number[0] is '+' or '-');
    }

    static bool? OnOrOff(string text) => text.Length == 0 ? null : text.Equals("on", StringComparison.OrdinalIgnoreCase);

    static Loudness ParseLoudness(string text)
    {
        if (text.Length == 0) return new((double?)null);
        if (text == "off") return new(0);
        string number = text.EndsWith("phon", StringComparison.Ordinal) ? text[..^4].TrimEnd() : text;
        return double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double phon) && phon is >= ListeningSettings.LeastPhon and <= ListeningSettings.MostPhon
            ? new(phon)
            : throw new ControlException(Invariant($"loudness {Short(text)}: is no level to listen at: say {ListeningSettings.LeastPhon} to {ListeningSettings.MostPhon} phon, 'loudness off', or nothing for the next level."));
    }

    /// <summary>Left and forward in metres, then up and the turn to the left where they are told.</summary>
    static Pose ParsePose(string text)
    {
        string[] words = text.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        double[] numbers = new double[4];
        bool isPose = words.Length is >= 2 and <= 4;
        for (int n = 0; n < words.Length && isPose; n++) isPose = double.TryParse(words[n], NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out numbers[n]);
        HeadPose pose = new(numbers[0], numbers[2], numbers[1], numbers[3]);
        return isPose && TimedPose.IsPossible(pose) ? new(pose)
            : throw new ControlException($"pose {Short(text)}: is no pose: say 'pose LEFT FORWARD' in metres from the seat, as in 'pose 0.1 0', with UP in metres and YAW in degrees after it where you want, or 'pose lost', or 'pose centre'.");
    }

    static int ParseTrials(string word, string text)
    {
        if (text.Length == 0) return BlindTest.UsualTrials;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int trials) && trials is >= 1 and <= BlindTest.MaxTrials
            ? trials
            : throw new ControlException($"{word} {Short(text)}: is no number of trials: say 1 to {BlindTest.MaxTrials}, or nothing for {BlindTest.UsualTrials}.");
    }

    static string Complaint(string word, string rest) => word switch
    {
        "plan" => "plan: names no folder: say 'plan DIR'.",
        "night" or "bass" => $"{word} {Short(rest)}: is neither on nor off: say '{word}', '{word} on' or '{word} off'.",
        "bypass" => $"bypass {Short(rest)}: is neither on nor off: say 'bypass', 'bypass on' or 'bypass off'.",
        "prefer" => "prefer: needs 1 or 2: say 'prefer 1' or 'prefer 2'.",
        "is" => "is: needs a or b: say 'is a' or 'is b'.",
        "status" => $"status {Short(rest)}: is unknown: say 'status' or 'status json'.",
        _ when _words.Contains(word) => $"{word} {Short(rest)}: '{word}' takes nothing more: say '{word}' alone.",
        _ => $"{Short(word)}: is no command: 'help' lists them.",
    };

    static string Unquoted(string folder) => folder is ['"', _, .., '"'] ? folder[1..^1] : folder;

    static string Short(string text) => text.Length <= 40 ? text : text[..40] + "...";
}
