using System.Runtime.InteropServices;

namespace Proscenium.Sweeps.Running;

/// <summary>A request to stop soon: what is in work is finished and its rows are written. A second Ctrl-C ends the process at once.</summary>
sealed class StopRequest : IDisposable
{
    /// <summary>User signal 1, by which engines announce the end of a task's time; Linux's number, and macOS'.</summary>
    static int UserSignal { get; } = OperatingSystem.IsMacOS() ? 30 : 10;

    readonly CancellationTokenSource _source = new();
    readonly List<PosixSignalRegistration> _registrations = [];
    readonly Lock _life = new();
    bool _isOver;

    /// <summary>Waits for signals.</summary>
    public StopRequest()
    {
        foreach (PosixSignal signal in (PosixSignal[])[PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP, .. OperatingSystem.IsWindows() ? Array.Empty<PosixSignal>() : [(PosixSignal)UserSignal]])
            _registrations.Add(PosixSignalRegistration.Create(signal, Stop));
    }

    /// <summary>Set by the first signal.</summary>
    public CancellationToken Token => _source.Token;

    public void Dispose()
    {
        lock (_life) _isOver = true;
        _registrations.ForEach(registration => registration.Dispose());
        _source.Dispose();
    }

    void Stop(PosixSignalContext signal)
    {
        lock (_life)
        {
            if (_isOver || (signal.Signal == PosixSignal.SIGINT && _source.IsCancellationRequested)) return; // the system then ends the process
            signal.Cancel = true;
            _source.Cancel();
        }
    }
}
