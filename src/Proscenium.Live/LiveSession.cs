using Proscenium.Design;
using Proscenium.Engine;
using Proscenium.Engine.Plan;
using Proscenium.Files;
using Proscenium.Live.Control;
using Proscenium.Live.Servers;

namespace Proscenium.Live;

/// <summary>
/// Plays a plan on a sound server until it is ended: over changes of plan, block and rate, and over the server's absence.
/// </summary>
/// <remarks>One thread runs <see cref="Run"/> and looks after everything some times a second; the audio thread waits for nothing; plans are
/// designed and made ready on others.</remarks>
public sealed class LiveSession : ILiveSound, IDisposable
{
    static readonly TimeSpan _look = TimeSpan.FromMilliseconds(50), _retry = TimeSpan.FromMilliseconds(500), _second = TimeSpan.FromSeconds(1), _patience = TimeSpan.FromSeconds(10);

    readonly LiveSettings _settings;
    readonly SoundPorts _ports;
    readonly Lock _gate = new();
    readonly TaskCompletionSource _ended = new();
    long _shown, _xrunsReported, _failed; // timestamps
    PlanSource _source, _wanted; // what plays, or is to from the start on; what is asked for
    LivePlan? _plan;
    Task<Ready>? _coming;
    CancellationTokenSource _leaving = new();
    Playback? _playback;
    LiveFigures _before;
    long _xrunsTold;
    double _gainDb;
    double? _heldMatchDb; // while a blind test runs
    bool _bypassed;
    int _changes;

    /// <summary>Prepares a session; nothing plays yet.</summary>
    public LiveSession(LiveSettings settings)
    {
        (_settings, _source, _wanted) = (settings, settings.Plan, settings.Plan);
        _shown = _xrunsReported = _failed = settings.Time.GetTimestamp();
        _ports = new(_source.Request.Layout.Channels, settings.Monitor ? ["left ear", "right ear"] : Drivers(_source.Request));
    }

    /// <inheritdoc/>
    public bool PlanPlays => UnderGate(() => _playback is not null && _plan is { IsPlaceholder: false });

    /// <inheritdoc/>
    public bool IsChanging => UnderGate(() => _coming is not null || _playback is { IsSwapping: true });

    /// <inheritdoc/>
    public int Changes => UnderGate(() => _changes);

    /// <inheritdoc/>
    public bool Bypassed
    {
        get => _bypassed;
        set
        {
            lock (_gate)
            {
                _bypassed = value;
                if (_playback is not null) _playback.Bypassed = value;
            }
        }
    }

    /// <inheritdoc/>
    public double GainDb
    {
        get => _gainDb;
        set
        {
            lock (_gate)
            {
                _gainDb = value;
                if (_playback is not null) _playback.GainDb = value;
            }
        }
    }

    /// <inheritdoc/>
    public double MatchDb => UnderGate(() => _playback?.MatchDb ?? 0);

    /// <inheritdoc/>
    public double MatchSeconds => UnderGate(() => _playback?.MatchSeconds ?? 0);

    /// <inheritdoc/>
    public bool MatchHeld
    {
        get => _heldMatchDb is not null;
        set
        {
            lock (_gate)
            {
                _heldMatchDb = value ? MatchDb : null;
                if (_playback is not null) _playback.MatchHeld = value;
            }
        }
    }

    /// <inheritdoc/>
    public string PlanName => UnderGate(() => _source.Name);

    /// <summary>What became of it so far.</summary>
    public LiveFigures Figures => UnderGate(() => _playback is null ? _before : _before + _playback.Figures);

    /// <inheritdoc/>
    public IReadOnlyList<string> Status
    {
        get
        {
            lock (_gate)
            {
                if (_playback is not { } playing) return [$"{_source.Name}: waits for the sound server"];
                return [$"{Playing}: {Latency(playing)}", $"{playing.Server.Name}: {playing.SampleRate} Hz, blocks of {playing.Server.BlockFrames}", Meters(playing), .. playing.Server.Connections];
            }
        }
    }

    /// <summary>Plays until the end is asked for; gives what became of it.</summary>
    /// <exception cref="SoundException">There is no server to begin with.</exception>
    public LiveFigures Run(CancellationToken cancel)
    {
        using CancellationTokenRegistration quit = cancel.Register(Quit);
        lock (_gate) Begin(_settings.Open(_ports));
        long begun = _settings.Time.GetTimestamp();
        while (!_ended.Task.Wait(_playback is null ? _retry : _look, CancellationToken.None) && !(Since(begun) >= _settings.Duration))
            lock (_gate) Tick();
        lock (_gate)
        {
            Task coming = _coming ?? Task.CompletedTask;
            _playback?.FadeOut();
            Leave();
            Task.WhenAny(coming).Wait(_patience, CancellationToken.None); // it cleans up
            return _before;
        }
    }

    /// <inheritdoc/>
    public void Quit() => _ended.TrySetResult();

    /// <inheritdoc/>
    public void SwitchPlan(string folder)
    {
        PlanSource next = PlanSource.InFolder(folder);
        if (Misfit(next.Request) is { } sentence) throw new FileFormatException($"{folder}: {sentence}");
        lock (_gate)
        {
            _wanted = next;
            if (_playback is not null) Prepare(next);
        }
    }

    /// <summary>Leaves the server at once.</summary>
    public void Dispose()
    {
        lock (_gate) Leave();
        _leaving.Dispose();
    }

    string Playing => _plan is { IsPlaceholder: true } ? $"the untreated device, until {_source.Name} is designed," : _source.Name;

    TimeSpan Since(long timestamp) => _settings.Time.GetElapsedTime(timestamp);

    T UnderGate<T>(Func<T> read)
    {
        lock (_gate) return read();
    }

    static IReadOnlyList<string> Drivers(DesignRequest request) => [.. request.Device.Drivers.Select(driver => driver.Name)];

    /// <summary>Why a design cannot take over while the ports stay, or null.</summary>
    string? Misfit(DesignRequest next)
    {
        (IReadOnlyList<string> channels, IReadOnlyList<string> drivers) = (next.Layout.Channels, Drivers(next));
        if (!channels.SequenceEqual(_ports.Inputs)) return $"takes {string.Join(", ", channels)}, what plays takes {string.Join(", ", _ports.Inputs)}: end this and begin with that plan.";
        if (!_settings.Monitor && !drivers.SequenceEqual(_ports.Outputs)) return $"feeds {string.Join(", ", drivers)}, what plays feeds {string.Join(", ", _ports.Outputs)}: end this and begin with that plan.";
        return null;
    }

    /// <summary>Begins on a server: with the plan where it is ready for the server's rate, else untreated until it is.</summary>
    void Begin(ISoundServer server)
    {
        int rate = server.SampleRate;
        _source = _wanted;
        try
        {
            SpatialDesign? design = _source.Ready(rate);
            double safeGainDb = _plan?.GainDb ?? _settings.GainDb ?? -_source.Request.GainLimit.Decibels;
            _plan = design is null ? LivePlan.PlaceholderPlan(_source.Request, rate, safeGainDb, _settings) : LivePlan.Of(design, _settings);
            _playback = new(server, _plan, _gainDb, _bypassed, _heldMatchDb);
            _changes++;
            if (design is null) Prepare(_source);
        }
        catch
        {
            _playback = null;
            server.Dispose();
            throw;
        }
        PumpServerEvents(_playback);
        Thread.Sleep(_look); // by then the server knows how long its ways are
        Say($"plays {Playing} on {server.Name}: {rate} Hz, blocks of {server.BlockFrames}, {_ports.Outputs.Count} {(_settings.Monitor ? "ears" : "drivers")}: {string.Join(", ", _ports.Outputs)}; {Latency(_playback)}.");
    }

    void Tick()
    {
        if (_playback is not { } playing) Return();
        else if (!playing.Server.IsRunning) Lose($"{playing.Server.Name} is gone: waiting until it is back.");
        else if (playing.Server.SampleRate != playing.SampleRate) Lose($"{playing.Server.Name} goes on at {playing.Server.SampleRate} Hz.");
        else Supervise(playing);
    }

    void Supervise(Playback playing)
    {
        PumpServerEvents(playing);
        ReportXruns(playing);
        if (_heldMatchDb is null || _plan is { IsPlaceholder: true }) ApplyPreparedPlan(playing);
        if (playing.HasSwapped()) Say($"plays {_source.Name}; {Latency(playing)}.");
        if (Since(_shown) < _second || _settings.Show is null) return;
        _shown = _settings.Time.GetTimestamp();
        _settings.Show(Meters(playing));
    }

    /// <summary>Not while a blind test compares: what it compares stays.</summary>
    void ApplyPreparedPlan(Playback playing)
    {
        if (_coming is { IsCompleted: true }) Take(playing, _coming);
        if (_coming is null && _plan is { IsPlaceholder: true } && Since(_failed) > _patience) Prepare(_wanted);
        if (_coming is null && playing.Server.BlockFrames != playing.BlockFrames && _source.Ready(playing.SampleRate) is not null)
        {
            Say($"blocks of {playing.Server.BlockFrames} now.");
            Prepare(_source);
        }
    }

    void PumpServerEvents(Playback playing)
    {
        foreach (string line in playing.Server.PumpServerEvents()) Say(line);
    }

    void Return()
    {
        try
        {
            Begin(_settings.Open(_ports));
        }
        catch (SoundException)
        {
            // not yet; it was said that it is gone
        }
    }

    void Lose(string sentence)
    {
        Say(sentence);
        Leave();
    }

    void Leave()
    {
        if (_playback is null) return;
        _before += _playback.Figures;
        _xrunsTold = _before.Xruns;
        Forget();
        _playback.Dispose();
        _playback = null;
    }

    /// <summary>Gives up what is being made ready.</summary>
    void Forget()
    {
        _leaving.Cancel();
        _leaving.Dispose();
        (_leaving, _coming) = (new(), null);
    }

    /// <summary>Designs where needed and makes ready, on another thread.</summary>
    void Prepare(PlanSource source)
    {
        (int rate, int block) = (_playback!.SampleRate, _playback.Server.BlockFrames);
        if (source.Ready(rate) is null && source != _source) Say($"{source.Name} is designed again for {rate} Hz.");
        Forget();
        bool isNew = source != _source || _plan is { IsPlaceholder: true };
        CancellationToken cancel = _leaving.Token;
        _coming = Task.Run(() =>
        {
            LivePlan plan = LivePlan.Of(source.At(rate, request => _settings.Design(source, request, cancel)), _settings);
            (Renderer treated, Renderer untreated) = plan.Renderers(block);
            return new Ready(source, plan, treated, untreated, isNew ? plan.Lead() : null, block);
        });
    }

    void Take(Playback playing, Task<Ready> coming)
    {
        _coming = null;
        if (coming.Exception is { } failed)
        {
            _wanted = _source;
            _failed = _settings.Time.GetTimestamp();
            string next = _plan is { IsPlaceholder: true } ? $"the untreated device goes on, and it is tried again in {_patience.TotalSeconds:0} s" : "what plays goes on";
            Say($"{failed.InnerException!.Message.TrimEnd('.')}: {next}.");
            return;
        }
        Ready ready = coming.Result;
        playing.Offer((ready.Treated, ready.Untreated), ready.Lead, ready.BlockFrames);
        (_source, _plan) = (ready.Source, ready.Plan);
        _changes++;
    }

    void ReportXruns(Playback playing)
    {
        long xruns = _before.Xruns + playing.Server.Xruns, more = xruns - _xrunsTold;
        if (more == 0 || Since(_xrunsReported) < _second) return;
        _xrunsTold = xruns;
        _xrunsReported = _settings.Time.GetTimestamp();
        Say($"{more} {(more == 1 ? "xrun" : "xruns")}, {xruns} in all: load {playing.Server.Load:0 %}.");
    }

    void Say(string line) => _settings.Say(line);

    /// <summary>Load and level; during a blind test no level, which might give away what is heard.</summary>
    string Meters(Playback playing)
    {
        double peak = playing.TakePeakDb();
        string level = _heldMatchDb is not null ? "a blind test runs" : $"{(double.IsInfinity(peak) ? "silence" : $"{peak:0.0} dB of full scale")}{(_bypassed ? ", untreated" : "")}";
        return $"load {playing.Server.Load:0 %}, {_before.Xruns + playing.Server.Xruns} xruns, {level}";
    }

    static string Latency(Playback playing) =>
        $"latency {playing.LatencyFrames} samples = {1000.0 * playing.LatencyFrames / playing.SampleRate:0.0} ms, and {playing.Server.AddedLatencyFrames} samples of the server";

    /// <summary>What comes from another thread to play next.</summary>
    sealed record Ready(PlanSource Source, LivePlan Plan, Renderer Treated, Renderer Untreated, LoudnessDifference? Lead, int BlockFrames);
}
