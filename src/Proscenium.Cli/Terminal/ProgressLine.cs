using System.Diagnostics;

namespace Proscenium.Cli.Terminal;

/// <summary>Progress on standard error for work of over a second: a bar on a terminal, as long as fits there, nothing else where it is redirected.</summary>
sealed class ProgressLine(string what, long? total, bool quiet) : IProgress<double>, IDisposable
{
    const int LongestBar = 30, ShortestBar = 5;

    readonly bool _shown = !quiet && TerminalLine.IsThere;
    readonly Stopwatch _clock = Stopwatch.StartNew();
    long _lastMilliseconds = 700;
    double _share = double.NaN;
    int _drawn;

    /// <summary>Tells how far the work is; from any thread.</summary>
    public void Report(long done)
    {
        lock (_clock) Draw(total is > 0 ? (double)done / total.Value : double.NaN, $"{done} frames");
    }

    /// <summary>Tells the share that is done, 0 to 1, or not a number where nobody knows it; from any thread.</summary>
    public void Report(double value)
    {
        lock (_clock)
        {
            _share = value;
            DrawShare();
        }
    }

    /// <summary>Shows that the work goes on, where it does not tell how far it is; from any thread.</summary>
    public void Tick()
    {
        lock (_clock) DrawShare();
    }

    /// <summary>The line within so many columns, or nothing where none fits.</summary>
    public static string Line(string what, double share, string unknown, int columns)
    {
        string percent = $"{(int)(100 * share),3} %";
        int bar = Math.Min(LongestBar, columns - $"{what} [] {percent}".Length), filled = double.IsNaN(share) ? 0 : (int)Math.Clamp(bar * share, 0, Math.Max(0, bar));
        string line = double.IsNaN(share) ? $"{what} {unknown}" : bar < ShortestBar ? $"{what} {percent}" : $"{what} [{new string('#', filled)}{new string('.', bar - filled)}] {percent}";
        return line.Length <= columns ? line : "";
    }

    void DrawShare() => Draw(_share, $"... {_clock.Elapsed.TotalSeconds:0} s");

    void Draw(double share, string unknown)
    {
        if (!_shown || _clock.ElapsedMilliseconds - _lastMilliseconds < 300) return;
        _lastMilliseconds = _clock.ElapsedMilliseconds;
        string line = Line(what, share, unknown, TerminalLine.Columns);
        if (line.Length + _drawn > 0) Console.Error.Write($"\r{line.PadRight(Math.Min(_drawn, TerminalLine.Columns))}");
        _drawn = line.Length;
    }

    public void Dispose()
    {
        lock (_clock)
        {
            if (_drawn > 0) Console.Error.Write("\r" + new string(' ', Math.Min(_drawn, TerminalLine.Columns)) + "\r");
            _lastMilliseconds = long.MaxValue; // a tick that comes late draws nothing
        }
    }
}
