using System.Text.Json;
using System.Text.Json.Nodes;
using Proscenium.Live.Control;

namespace Proscenium.Studio.Playing;

/// <summary>Looks after the live that runs on this machine while a page wants to know: often for pages that show it, now and then for those that do not. Each look ends in time, whatever live does.</summary>
/// <param name="socket">Where live takes commands.</param>
sealed class LiveWatch(string socket) : IDisposable
{
    static readonly TimeSpan _often = TimeSpan.FromMilliseconds(150), _rarely = TimeSpan.FromSeconds(1);
    static readonly string[] _moving = ["inputPeaksDb", "outputPeaksDb", "load", "matchSeconds", "matchDb"]; // which only pages that show them are told

    readonly Lock _gate = new();
    readonly List<Watcher> _watchers = [];
    readonly SemaphoreSlim _wake = new(0, 1);
    readonly CancellationTokenSource _ended = new();
    Task? _looking;

    /// <summary>Live's status when it was looked at last; null where none runs or answers.</summary>
    public JsonObject? Status { get; private set; }

    /// <summary>Who wants to know.</summary>
    /// <param name="told">Called with what has changed, from another thread.</param>
    public Watcher Watch(Action<JsonObject> told)
    {
        Watcher watcher = new(this, told);
        lock (_gate)
        {
            _watchers.Add(watcher);
            _looking ??= Task.Run(Look);
        }
        Wake();
        return watcher;
    }

    /// <summary>Asks live something over a connection of its own, so that no look waits for it.</summary>
    /// <exception cref="ControlException">None runs, or it does not answer in time.</exception>
    public async Task<IReadOnlyList<string>> Ask(string line, CancellationToken cancel, TimeSpan? patience = null)
    {
        using RemoteControl control = await RemoteControl.Open(socket, cancel).ConfigureAwait(false) ?? throw new ControlException("no live runs on this machine that takes commands: start one with 'proscenium live --control'.");
        IReadOnlyList<string> reply = await control.Ask(line, cancel, patience).ConfigureAwait(false);
        Wake();
        return reply;
    }

    /// <summary>Live's status now.</summary>
    /// <exception cref="ControlException">None runs, it does not answer in time, or it tells no status.</exception>
    public async Task<JsonObject> AskStatus(CancellationToken cancel) => Parsed(await Ask(Meters, cancel).ConfigureAwait(false));

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate) _ended.Cancel();
        _looking?.Wait(_rarely);
        _ended.Dispose();
        _wake.Dispose();
    }

    const string Meters = "meters";

    bool IsOften
    {
        get
        {
            lock (_gate) return _watchers.Exists(watcher => watcher.Often);
        }
    }

    void Wake()
    {
        lock (_gate)
            if (!_ended.IsCancellationRequested && _wake.CurrentCount == 0) _wake.Release();
    }

    async Task Look()
    {
        RemoteControl? control = null;
        try
        {
            while (IsWanted)
            {
                JsonObject standing;
                try
                {
                    control ??= await RemoteControl.Open(socket, _ended.Token).ConfigureAwait(false);
                    standing = control is null ? new() { ["standing"] = "none" } : new() { ["standing"] = "running", ["live"] = Parsed(await control.Ask(Meters, _ended.Token).ConfigureAwait(false)) };
                }
                catch (ControlException e)
                {
                    standing = control is { HasEnded: true } ? new() { ["standing"] = "none" } : new() { ["standing"] = "stuck", ["sentence"] = e.Message };
                    control?.Dispose();
                    control = null;
                }
                Status = standing["live"] as JsonObject;
                Tell(standing);
                await _wake.WaitAsync(control is not null && IsOften ? _often : _rarely, _ended.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // the studio ends
        }
        finally
        {
            control?.Dispose();
            Status = null;
        }
    }

    /// <summary>Whether anybody still wants to know; once not, the next who does begins anew.</summary>
    bool IsWanted
    {
        get
        {
            lock (_gate)
            {
                if (_watchers.Count == 0 || _ended.IsCancellationRequested) _looking = null;
                return _looking is not null;
            }
        }
    }

    void Tell(JsonObject standing)
    {
        Watcher[] watchers;
        lock (_gate) watchers = [.. _watchers];
        JsonObject still = standing.DeepClone().AsObject();
        if (still["live"] is JsonObject live)
            foreach (string key in _moving) live.Remove(key);
        foreach (Watcher watcher in watchers) watcher.Tell(watcher.Often ? standing : still);
    }

    static JsonObject Parsed(IReadOnlyList<string> reply)
    {
        try
        {
            if (reply is [var line] && JsonNode.Parse(line) is JsonObject status) return status;
        }
        catch (JsonException)
        {
            // said below
        }
        throw new ControlException($"live does not tell its status ({(reply.Count > 0 ? reply[0] : "it said nothing").TrimEnd('.')}): end it and start it again with the same version as the studio.");
    }

    /// <summary>One who wants to know, until it is disposed of.</summary>
    public sealed class Watcher(LiveWatch watch, Action<JsonObject> told) : IDisposable
    {
        string _last = "";

        /// <summary>True to be told several times a second, with all levels.</summary>
        public bool Often
        {
            get;
            set
            {
                field = value;
                watch.Wake();
            }
        }

        /// <summary>Tells it, where anything has changed.</summary>
        public void Tell(JsonObject standing)
        {
            string text = standing.ToJsonString();
            if (text == _last) return;
            _last = text;
            told(standing.DeepClone().AsObject());
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            lock (watch._gate) watch._watchers.Remove(this);
        }
    }
}
