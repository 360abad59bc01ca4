using System.Diagnostics;

namespace Proscenium.Cli.Text;

/// <summary>Progress on standard error for work of over a second: a bar on a terminal, nothing else where it is redirected.</summary>
sealed class ProgressLine(string what, long? total, bool quiet) : IProgress<double>, IDisposable
{
    const int Width = 30;

    readonly bool _shown = !quiet && !Console.IsErrorRedirected;
    readonly Stopwatch _clock = Stopwatch.StartNew();
    long _lastMilliseconds = 700;
    bool _drawn;

    /// <summary>Tells how far the work is; from any thread.</summary>
    public void Report(long done)
    {
        lock (_clock) Draw(total is > 0 ? (double)done / total.Value : double.NaN, $"{done} frames");
    }

    /// <summary>Tells the share that is done, 0 to 1, or not a number where nobody knows it; from any thread.</summary>
    public void Report(double value)
    {
        lock (_clock) Draw(value, "...");
    }

    void Draw(double share, string unknown)
    {
        if (!_shown || _clock.ElapsedMilliseconds - _lastMilliseconds < 300) return;
        (_lastMilliseconds, _drawn) = (_clock.ElapsedMilliseconds, true);
        int filled = double.IsNaN(share) ? 0 : (int)Math.Min(Width, Width * share);
        string bar = double.IsNaN(share) ? unknown : $"[{new string('#', filled)}{new string('.', Width - filled)}] {(int)(100 * share),3} %";
        Console.Error.Write($"\r{what} {bar}");
    }

    public void Dispose()
    {
        if (_drawn) Console.Error.Write("\r" + new string(' ', what.Length + Width + 12) + "\r");
    }
}
