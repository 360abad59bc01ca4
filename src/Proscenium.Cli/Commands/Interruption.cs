using System.Runtime.InteropServices;
using Proscenium.Cli.Terminal;
using Proscenium.Files;

namespace Proscenium.Cli.Commands;

/// <summary>
/// While it lives, Ctrl-C, a request to terminate and the loss of the terminal end the work in an orderly way, so that no half-written file
/// stays behind.
/// </summary>
sealed class Interruption : IDisposable
{
    /// <summary>A second signal within that time is the same one: a shell hands on what the terminal sends.</summary>
    static readonly TimeSpan _same = TimeSpan.FromSeconds(1);

    /// <summary>How long a step of the work that cannot be ended within may take.</summary>
    static readonly TimeSpan _longestStep = TimeSpan.FromSeconds(1.2);

    /// <summary>The runtime hands on the loss of the terminal by a thread of its pool, all of which the work may keep busy for seconds.</summary>
    const int SpareWorkers = 4;

    readonly CancellationTokenSource _source = new();
    readonly PosixSignalRegistration[] _registrations;
    readonly ManualResetEventSlim _ended = new();
    readonly TimeSpan _patience;
    readonly Action _leave;
    readonly Lock _life = new();
    bool _isOver;
    long _first;

    /// <summary>Waits for signals; where the work does not end soon after one, or at the next one, what is unfinished is removed, and the process ends.</summary>
    public Interruption() : this(LeaveAtOnce, _longestStep)
    {
    }

    /// <summary>Waits for signals.</summary>
    /// <param name="leave">Ends the process where the work has not ended in time after the signal, or at the next one.</param>
    /// <param name="patience">That time.</param>
    public Interruption(Action leave, TimeSpan patience)
    {
        (_leave, _patience) = (leave, patience);
        ThreadPool.GetMinThreads(out int workers, out int ports);
        ThreadPool.SetMinThreads(Math.Max(workers, Environment.ProcessorCount + SpareWorkers), ports);
        _registrations = Array.ConvertAll([PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP, PosixSignal.SIGQUIT], signal => PosixSignalRegistration.Create(signal, End));
    }

    /// <summary>Cancelled by the signal.</summary>
    public CancellationToken Token => _source.Token;

    public void Dispose()
    {
        lock (_life) _isOver = true;
        foreach (PosixSignalRegistration registration in _registrations) registration.Dispose();
        _ended.Set();
        _source.Dispose();
    }

    /// <summary>Handles a signal. One on its way while the work ended is left to the system, which ends the process.</summary>
    internal void End(PosixSignalContext signal)
    {
        lock (_life)
        {
            if (!_isOver) Cancel(signal);
        }
    }

    void Cancel(PosixSignalContext signal)
    {
        signal.Cancel = true;
        long now = Environment.TickCount64, first = Interlocked.CompareExchange(ref _first, now, 0);
        if (first == 0)
        {
            new Thread(LeaveInTime) { IsBackground = true }.Start(); // the pool may be busy with the work itself
            _source.Cancel();
        }
        else if (now - first > _same.TotalMilliseconds) _leave();
    }

    void LeaveInTime()
    {
        if (!_ended.Wait(_patience)) _leave();
    }

    static void LeaveAtOnce()
    {
        Unfinished.RemoveAll();
        Report.Complain("interrupted: what was unfinished was removed.");
        Environment.Exit(1);
    }
}
