using System.Diagnostics;

namespace Proscenium.Cli.Text;

/// <summary>Progress on standard error for work of over a second: a bar on a terminal, nothing else where it is redirected.</summary>
sealed class ProgressLine(string what, long? total, bool quiet) : IDisposable
{
    const int Width = 30;

    readonly bool _shown = !quiet && !Console.IsErrorRedirected;
    readonly Stopwatch _clock = Stopwatch.StartNew();
    long _lastMilliseconds = 700;
    bool _drawn;

    /// <summary>Tells how far the work is; from any thread.</summary>
    public void Report(long done)
    {
        lock (_clock) Draw(done);
    }

    void Draw(long done)
    {
        if (!_shown || _clock.ElapsedMilliseconds - _lastMilliseconds < 300) return;
        (_lastMilliseconds, _drawn) = (_clock.ElapsedMilliseconds, true);
        int filled = total is > 0 ? (int)Math.Min(Width, Width * done / total.Value) : 0;
        string bar = total is > 0 ? $"[{new string('#', filled)}{new string('.', Width - filled)}] {100 * done / total.Value,3} %" : $"{done} frames";
        Console.Error.Write($"\r{what} {bar}");
    }

    public void Dispose()
    {
        if (_drawn) Console.Error.Write("\r" + new string(' ', what.Length + Width + 12) + "\r");
    }
}
