namespace Proscenium.Live.Control;

/// <summary>The commands and their keys.</summary>
static class ControlHelp
{
    static readonly (string Key, string Command, string Meaning)[] _entries =
    [
        ("space", "bypass [on|off]", "the untreated device, as loud as the plan, and back"),
        ("+ -", "gain +1, gain -1", "louder or softer by so many dB; 'gain to -6' or 'gain 0' set a level"),
        ("p", "plan DIR", "fade over to another plan"),
        ("a", "ab [N]", "blind test: which do you prefer? N trials, 16 by default"),
        ("A", "abx [N]", "blind test: which one is X? N trials, 16 by default"),
        ("1 2", "1, 2", "in a preference test: hear 1 or 2"),
        ("a b x", "a, b, x", "in an identification test: hear A, B or X"),
        ("Enter", "this", "in a test: the one you hear is your answer"),
        ("", "prefer 1, prefer 2", "in a preference test: your answer"),
        ("", "is a, is b", "in an identification test: your answer"),
        ("r", "repeat", "in a test: the last answer was a slip, draw its trial anew"),
        ("e", "end", "in a test: end it and tell the result"),
        ("t", "trials", "after a test: what was what in each trial"),
        ("s", "status", "how things are; 'status json' for programs"),
        ("h ?", "help", "this list"),
        ("q", "quit", "end"),
    ];

    /// <summary>A line for each command.</summary>
    public static IReadOnlyList<string> Lines { get; } =
        ["key     command             what it does", .. _entries.Select(entry => $"{entry.Key,-7} {entry.Command,-19} {entry.Meaning}")];

    /// <summary>The main keys, in one line.</summary>
    public const string Keys = "keys: space bypass, + - gain, a preference test, A identification test, p plan, s status, h help, q quit";
}
