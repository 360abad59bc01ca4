namespace Proscenium.Live.Control;

/// <summary>The commands, and their keys.</summary>
static class ControlHelp
{
    static readonly (string Key, string Command, string Meaning)[] _entries =
    [
        ("space", "bypass [on|off]", "switch to the untreated device, loudness-matched, and back"),
        ("+ -", "gain +1, gain -1", "change the gain by this many dB; 'gain to -6' or 'gain 0' sets it"),
        ("n", "night [on|off]", "turn loud passages down and soft ones up"),
        ("l", "loudness 60|off", "keep the tone at this listening level in phon; the key steps through 70 to 40 and off"),
        ("m", "bass [on|off]", "replace bass that the drivers cannot play by its harmonics"),
        ("p", "plan DIR", "crossfade to another plan"),
        ("c", "pose centre", "the head is at the seat now; only of use with a tracker"),
        ("", "pose 0.1 0", "the head is 0.1 m to the left and 0 m nearer than the seat; UP and YAW may follow"),
        ("", "pose lost", "forget where the head is; 'pose' alone shows it"),
        ("a", "ab [N]", "blind preference test: which do you prefer? N trials, 16 by default"),
        ("A", "abx [N]", "blind identification test: which one is X? N trials, 16 by default"),
        ("1 2", "1, 2", "in a preference test: hear 1 or 2"),
        ("a b x", "a, b, x", "in an identification test: hear A, B or X"),
        ("Enter", "this", "in a test: answer with the one that is playing"),
        ("", "prefer 1, prefer 2", "in a preference test: your answer"),
        ("", "is a, is b", "in an identification test: your answer"),
        ("r", "repeat", "in a test: discard the last answer and repeat its trial"),
        ("e", "end", "in a test: end it and show the result"),
        ("t", "trials", "after a test: show what was played in each trial"),
        ("s", "status", "show the status; 'status json' for programs"),
        ("", "meters", "the same for programs that ask several times a second"),
        ("h ?", "help", "this list"),
        ("q", "quit", "stop the program"),
    ];

    /// <summary>A line for each command.</summary>
    public static IReadOnlyList<string> Lines { get; } =
        ["key     command             what it does", .. _entries.Select(entry => $"{entry.Key,-7} {entry.Command,-19} {entry.Meaning}")];

    /// <summary>The main keys, in one line.</summary>
    public const string Keys = "keys: space bypass, + - gain, a A blind tests, p plan, n l m for soft listening, c centre, s status, h all keys, q quit";
}
