using System.Text;

namespace Proscenium.Live.Control;

/// <summary>
/// Takes commands by single keys on a terminal; without one, by lines from standard input, whose end does not stop playback. The runtime restores
/// the terminal when the process ends, also by a signal.
/// </summary>
sealed class KeyReader
{
    readonly CommandInterpreter _interpreter;
    readonly TextWriter _output;
    readonly Func<ConsoleKeyInfo>? _readKey;
    readonly Func<string?> _readLine;

    /// <summary>Reads the console.</summary>
    /// <param name="interpreter">Executes the commands.</param>
    /// <param name="output">Where replies are printed, as far as they can be.</param>
    public KeyReader(CommandInterpreter interpreter, TextWriter output)
        : this(interpreter, output, Console.IsInputRedirected ? null : TerminalKeys.Read, () => LineOf(Console.In))
    {
    }

    internal KeyReader(CommandInterpreter interpreter, TextWriter output, Func<ConsoleKeyInfo>? readKey, Func<string?> readLine) =>
        (_interpreter, _output, _readKey, _readLine) = (interpreter, new LossyWriter(() => output), readKey, readLine);

    /// <summary>Reads in the background from now on, as long as the process lives.</summary>
    public void Start() => new Thread(Read) { IsBackground = true, Name = "keys" }.Start();

    /// <summary>Reads until the input ends.</summary>
    internal void Read()
    {
        try
        {
            if (_readKey is null) ReadLines();
            else ReadKeys(_readKey);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            Print([$"{(_readKey is null ? "standard input is not read any further" : "the terminal is gone")}: {e.Message.TrimEnd('.')}: playback continues."]);
        }
    }

    /// <summary>The next line, in memory that does not grow with what is sent; null at the end.</summary>
    /// <exception cref="IOException">It is too long: no lines are sent.</exception>
    internal static string? LineOf(TextReader input)
    {
        StringBuilder line = new();
        for (int next = input.Read(); next >= 0; next = input.Read())
        {
            if (next == '\n') return line.ToString();
            if (line.Length == ControlClient.LongestLine) throw new IOException($"a line of more than {ControlClient.LongestLine} characters is no command");
            line.Append((char)next);
        }
        return line.Length > 0 ? line.ToString() : null;
    }

    /// <summary>The line that a key stands for; null where it stands for none.</summary>
    internal static string? Line(ConsoleKeyInfo key, BlindTestKind? testing)
    {
        bool identifies = testing == BlindTestKind.Identification;
        return key.Key == ConsoleKey.Enter ? "this" : key.KeyChar switch
        {
            ' ' => "bypass",
            '+' or '=' => "gain +1",
            '-' => "gain -1",
            'n' => "night",
            'l' => "loudness",
            'm' => "bass",
            'c' => "pose centre",
            'a' or 'A' when identifies => "a",
            'a' => "ab",
            'A' => "abx",
            '1' or '2' or 'b' or 'x' => key.KeyChar.ToString(),
            'B' or 'X' => char.ToLowerInvariant(key.KeyChar).ToString(),
            'r' => "repeat",
            'e' => "end",
            't' => "trials",
            's' => "status",
            'h' or '?' => "help",
            'q' => "quit",
            _ => null,
        };
    }

    void ReadKeys(Func<ConsoleKeyInfo> readKey)
    {
        Print([ControlHelp.Keys]);
        while (true)
        {
            ConsoleKeyInfo key = readKey();
            if (key.KeyChar == 'p' && _interpreter.Testing is null) AskForPlan();
            else if (key.KeyChar == 'p') Execute("plan ?"); // refused by the test
            else if (Line(key, _interpreter.Testing) is { } line) Execute(line);
            else Print(["this key has no function: h lists the keys."]);
        }
    }

    void AskForPlan()
    {
        _output.Write("plan folder: ");
        _output.Flush();
        if (_readLine()?.Trim() is { Length: > 0 } folder) Execute($"plan {folder}");
        else Print(["the plan is unchanged."]);
    }

    void ReadLines()
    {
        while (_readLine() is { } line)
            if (line.Trim().Length > 0) Execute(line);
    }

    void Execute(string line) => Print(_interpreter.Execute(line));

    void Print(IReadOnlyList<string> lines)
    {
        foreach (string line in lines) _output.WriteLine(line);
        _output.Flush();
    }
}
