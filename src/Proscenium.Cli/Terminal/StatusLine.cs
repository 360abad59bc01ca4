using System.Text;
using Proscenium.Live.Control;

namespace Proscenium.Cli.Terminal;

/// <summary>
/// What happens, line by line on standard error; in the foreground of a terminal the state stands below, in a line that is written over. What
/// cannot be printed is dropped.
/// </summary>
sealed class StatusLine(bool quiet) : IDisposable
{
    const int StandardError = 2;

    readonly Lock _gate = new();
    readonly LossyWriter _errors = new(() => Console.Error);
    readonly bool _shown = !quiet && TerminalLine.IsThere;
    int _width;
    bool _waits;

    /// <summary>A line that stays.</summary>
    public void Say(string line)
    {
        if (!quiet) Print(line);
    }

    /// <summary>Something the user should know, even when quiet.</summary>
    public void Warn(string sentence) => Print($"proscenium: note: {sentence}");

    /// <summary>Why the command stops.</summary>
    public void Complain(string sentence) => Print($"proscenium: {sentence}");

    /// <summary>The state as it is now.</summary>
    public void Show(string state)
    {
        if (!_shown) return;
        lock (_gate)
        {
            if (_waits || !TerminalKeys.IsInForeground(StandardError)) return;
            state = state[..Math.Min(state.Length, TerminalLine.Columns)];
            _errors.Write($"\r{state.PadRight(_width)}");
            _width = state.Length;
        }
    }

    /// <summary>A writer for what else is printed meanwhile: the state makes room for it, and waits while a line is not ended.</summary>
    public TextWriter Beside(TextWriter output) => new Neighbour(this, output);

    public void Dispose() => Clear();

    void Print(string line)
    {
        lock (_gate)
        {
            Clear();
            _errors.WriteLine(PrintableText.Of(line));
        }
    }

    void Clear()
    {
        if (_width > 0) _errors.Write($"\r{new string(' ', _width)}\r");
        _width = 0;
    }

    sealed class Neighbour(StatusLine status, TextWriter output) : TextWriter
    {
        public override Encoding Encoding => output.Encoding;

        public override void Write(char value) => Write(value.ToString());

        public override void Write(string? value) => Print(() => output.Write(value), endsLine: false);

        public override void WriteLine(string? value) => Print(() => output.WriteLine(value), endsLine: true);

        public override void Flush() => output.Flush();

        void Print(Action print, bool endsLine)
        {
            lock (status._gate)
            {
                status.Clear();
                print();
                status._waits = !endsLine;
            }
        }
    }
}
