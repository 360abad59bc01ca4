using System.Runtime.InteropServices;

namespace Proscenium.Cli.Commands;

/// <summary>
/// While it lives, Ctrl-C, a request to terminate and the loss of the terminal end the work in an orderly way, so that no half-written file
/// stays behind.
/// </summary>
sealed class Interruption : IDisposable
{
    /// <summary>A second signal within that time is the same one: a shell hands on what the terminal sends.</summary>
    static readonly TimeSpan _same = TimeSpan.FromSeconds(1);

    static readonly TimeSpan _patience = TimeSpan.FromSeconds(5);

    readonly CancellationTokenSource _source = new();
    readonly PosixSignalRegistration[] _registrations;
    readonly Action? _leave;
    readonly Timer _leaving;
    long _first;

    /// <summary>Waits for signals.</summary>
    /// <param name="leave">Ends the process where the work has not ended some seconds after the signal, or at the next one.</param>
    public Interruption(Action? leave = null)
    {
        (_leave, _leaving) = (leave, new(_ => leave?.Invoke()));
        _registrations = Array.ConvertAll([PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP, PosixSignal.SIGQUIT], signal => PosixSignalRegistration.Create(signal, End));
    }

    /// <summary>Cancelled by the signal.</summary>
    public CancellationToken Token => _source.Token;

    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in _registrations) registration.Dispose();
        _leaving.Dispose();
        _source.Dispose();
    }

    void End(PosixSignalContext signal)
    {
        signal.Cancel = true;
        long now = Environment.TickCount64, first = Interlocked.CompareExchange(ref _first, now, 0);
        if (first == 0)
        {
            _leaving.Change(_patience, Timeout.InfiniteTimeSpan);
            _source.Cancel();
        }
        else if (now - first > _same.TotalMilliseconds) _leave?.Invoke();
    }
}
