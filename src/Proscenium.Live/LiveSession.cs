using Proscenium.Design;
using Proscenium.Engine.Listening;
using Proscenium.Engine.Plan;
using Proscenium.Files;
using Proscenium.Heads;
using Proscenium.Live.Control;
using Proscenium.Live.Servers;
using Proscenium.Live.Tracking;
using Proscenium.Tracking;
using static System.FormattableString;

namespace Proscenium.Live;

/// <summary>Plays a plan on a sound server until it is told to end, through changes of plan, block and rate, and while the server is away.</summary>
/// <remarks>One thread runs <see cref="Run"/> and supervises playback some twenty times a second; the audio thread waits for nothing; plans are
/// designed and prepared on other threads.</remarks>
public sealed class LiveSession : ILiveSound, IDisposable
{
    static readonly TimeSpan _tick = TimeSpan.FromMilliseconds(50), _retry = TimeSpan.FromMilliseconds(500), _patience = TimeSpan.FromSeconds(10), _longestPatience = TimeSpan.FromMinutes(10);

    const double MeteredSeconds = 0.25;

    readonly LiveSettings _settings;
    readonly PlanPreparation _preparation;
    readonly SessionReport _report;
    readonly HeadTracking _head;
    readonly SoundPorts _ports;
    readonly Lock _gate = new();   // of the fields; nobody waits for anything while holding it
    readonly Lock _asking = new(); // who asks the server of its state, so that it is not left meanwhile
    readonly TaskCompletionSource _ended = new();
    long _failed; // timestamp
    TimeSpan _wait, _nextWait = _patience; // from a failure to the next attempt, and from that one's
    PlanSource _source, _wanted; // what plays, or is to from the start on; what is asked for
    LivePlan? _plan;
    Playback? _playback;
    LiveFigures _formerFigures; // of the servers that were left
    ListeningSettings _listening;
    double _gainDb;
    double? _heldMatchDb; // while a blind test runs
    bool _bypassed;
    int _changes;

    /// <summary>Prepares a session; nothing plays yet.</summary>
    public LiveSession(LiveSettings settings)
    {
        (_settings, _source, _wanted) = (settings, settings.Plan, settings.Plan);
        (_preparation, _report, _failed) = (new(settings), new(settings), settings.Time.GetTimestamp());
        _listening = new() { Night = settings.Night, LevelPhon = settings.ListeningLevelPhon, BassHz = settings.HarmonicBass ? BassCornerHz : null };
        _ports = new(_source.Request.Layout.Channels, settings.Monitor ? ["left ear", "right ear"] : Drivers(_source.Request));
        _head = new(settings.Head, settings.Tracker, settings.Time);
    }

    /// <inheritdoc/>
    public bool PlanPlays => UnderGate(() => _playback is not null && _plan is { IsPlaceholder: false });

    /// <inheritdoc/>
    public bool IsChanging => UnderGate(() => _preparation.IsPending || _playback is { IsSwapping: true });

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
    ListeningSettings ILiveSound.Listening
    {
        get => _listening;
        set
        {
            lock (_gate)
            {
                _listening = value;
                if (_playback is not null) _playback.Listening = value;
            }
        }
    }

    /// <inheritdoc/>
    double? ILiveSound.BassCornerHz => BassCornerHz;

    double? BassCornerHz => ListeningSettings.BassOf(_source.Request.Device.LowestHz);

    /// <inheritdoc/>
    HeadTracking ILiveSound.Head => _head;

    /// <inheritdoc/>
    bool ILiveSound.FollowsHead => UnderGate(() => _plan is { IsPlaceholder: false } plan ? plan.Treated.Bank is not null : _wanted.Request.Bank is not null);

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

    /// <inheritdoc/>
    SoundReadings ILiveSound.Readings
    {
        get
        {
            lock (_asking)
            {
                (Playback? playback, PlanSource source, LiveFigures figures) = UnderGate(() => (_playback, _source, Figures));
                HeadPose seat = source.Request.Place;
                return new()
                {
                    Ports = _ports,
                    IsMonitor = _settings.Monitor,
                    SeatLeft = seat.Left,
                    SeatDistance = source.Request.Distance - seat.Forward,
                    SampleRate = playback?.SampleRate,
                    BlockFrames = playback?.Server.BlockFrames,
                    Load = playback?.Server.Load ?? 0,
                    Xruns = figures.Xruns,
                    InputPeaksDb = playback?.InputPeaksDb(MeteredSeconds) ?? [],
                    OutputPeaksDb = playback?.OutputPeaksDb(MeteredSeconds) ?? [],
                    LargestReductionDb = figures.LargestReductionDb,
                };
            }
        }
    }

    /// <summary>Statistics so far.</summary>
    public LiveFigures Figures => UnderGate(() => _playback is null ? _formerFigures : _formerFigures + _playback.Figures);

    /// <inheritdoc/>
    public IReadOnlyList<string> Status
    {
        get
        {
            lock (_asking)
            {
                (Playback? playback, SessionState state, ListeningSettings listening) = UnderGate(() => (_playback, State, _listening));
                return [.. SessionReport.Status(playback, state, listening), .. _head.Status is { } head ? (string[])[head.Words + (((ILiveSound)this).FollowsHead ? "" : "; the plan has filters for the seat alone, so nothing follows")] : []];
            }
        }
    }

    /// <summary>Plays until it is told to end; returns the statistics.</summary>
    /// <exception cref="SoundException">There is no server to begin with.</exception>
    public LiveFigures Run(CancellationToken cancel)
    {
        using CancellationTokenRegistration quit = cancel.Register(Quit);
        Begin(_settings.Open(_ports));
        _head.Start();
        long begun = _settings.Time.GetTimestamp();
        while (!_ended.Task.Wait(_playback is null ? _retry : _tick, CancellationToken.None) && !(_settings.Time.GetElapsedTime(begun) >= _settings.Duration)) Tick();
        _playback?.FadeOut();
        Task cleaningUp = UnderGate(_preparation.Cancel);
        Leave();
        Task.WhenAny(cleaningUp).Wait(_patience, CancellationToken.None);
        return Figures;
    }

    /// <inheritdoc/>
    public void Quit() => _ended.TrySetResult();

    /// <inheritdoc/>
    public void SwitchPlan(string folder)
    {
        PlanSource next = Opened(folder);
        if (Misfit(next.Request) is { } sentence) throw new FileFormatException($"{folder}: {sentence}");
        lock (_gate)
        {
            (_wanted, _nextWait) = (next, _patience);
            if (_playback is not null) Prepare(next);
        }
    }

    /// <summary>Leaves the server at once.</summary>
    public void Dispose()
    {
        Leave();
        _head.Dispose();
        _preparation.Dispose();
    }

    /// <summary>A plan from a folder, unless the folder does not answer: who asked for it waits meanwhile. The plan that the session began with goes by its name, too, and keeps its upmix.</summary>
    PlanSource Opened(string folder)
    {
        PlanSource first = _settings.Plan;
        if (first.Folder is null && folder == first.Name && !Directory.Exists(folder)) return first;
        foreach (string file in Directory.Exists(folder) ? Directory.EnumerateFiles(folder) : [])
            if ((Path.GetFileName(file) == RenderPlanFile.FileName || Path.GetExtension(file) == ".wav") && FileIdentity.Of(file).Kind == FileKind.Other)
                throw new FileFormatException($"{file}: is a pipe or a device, which may never end: name a folder with a plan's files.");
        Task<PlanSource> reading = Task.Run(() => PlanSource.InFolder(folder, folder == first.Folder ? first.Upmix : null));
        if (!((IAsyncResult)reading).AsyncWaitHandle.WaitOne(_patience)) throw new FileFormatException(Invariant($"{folder}: has not been read after {_patience.TotalSeconds:0} s: see whether its disk answers, and try again."));
        return reading.GetAwaiter().GetResult();
    }

    SessionState State => new(_source, IsPlaceholder, _formerFigures.Xruns, _bypassed, TestRuns: _heldMatchDb is not null);

    bool IsPlaceholder => _plan is { IsPlaceholder: true };

    T UnderGate<T>(Func<T> read)
    {
        lock (_gate) return read();
    }

    static IReadOnlyList<string> Drivers(DesignRequest request) => [.. request.Device.Drivers.Select(driver => driver.Name)];

    /// <summary>Why a design cannot take over while the ports stay, or null.</summary>
    string? Misfit(DesignRequest next)
    {
        (IReadOnlyList<string> channels, IReadOnlyList<string> drivers) = (next.Layout.Channels, Drivers(next));
        if (!channels.SequenceEqual(_ports.Inputs)) return $"takes {string.Join(", ", channels)}, the running plan takes {string.Join(", ", _ports.Inputs)}: end this and begin with that plan.";
        if (!_settings.Monitor && !drivers.SequenceEqual(_ports.Outputs)) return $"feeds {string.Join(", ", drivers)}, the running plan feeds {string.Join(", ", _ports.Outputs)}: end this and begin with that plan.";
        return null;
    }

    /// <summary>Begins on a server: with the plan if it is designed for the server's rate, else with the untreated device until it is.</summary>
    void Begin(ISoundServer server)
    {
        Playback? playback = null;
        try
        {
            int rate = server.SampleRate;
            (PlanSource source, ListeningSettings listening, double gainDb, bool bypassed, double? heldMatchDb) = UnderGate(() => (_wanted, _listening, _gainDb, _bypassed, _heldMatchDb));
            SpatialDesign? design = source.Ready(rate);
            LivePlan plan = design is null ? LivePlan.PlaceholderPlan(source.Request, rate, _settings) : LivePlan.Of(design, _settings);
            playback = new(server, plan, listening, gainDb, bypassed, heldMatchDb);
            lock (_gate)
            {
                (_source, _plan, _playback, _nextWait) = (source, plan, playback, _patience);
                _changes++;
                _head.Bounds = PlaceBounds.Of(plan.Treated.Bank);
                if (_listening != listening) playback.Listening = _listening;
                if (_gainDb != gainDb) playback.GainDb = _gainDb; // what was asked for meanwhile
                if (_bypassed != bypassed) playback.Bypassed = _bypassed;
                if (_wanted != source || design is null) Prepare(_wanted);
            }
        }
        catch
        {
            if (playback is null) server.Dispose();
            throw;
        }
        PumpServerEvents(playback);
        Thread.Sleep(_tick); // by then the server knows the latency of its ports
        _report.Begun(playback, UnderGate(() => State), _ports.Outputs);
        SayWhetherItFollows();
    }

    void Tick()
    {
        if (_playback is not { } playing) TryReopen();
        else if (!playing.Server.IsRunning) LeaveLost($"{playing.Server.Name} is gone: waiting until it is back.");
        else if (playing.Server.SampleRate != playing.SampleRate) LeaveLost($"{playing.Server.Name} now runs at {playing.Server.SampleRate} Hz.");
        else Supervise(playing);
    }

    void Supervise(Playback playing)
    {
        PumpServerEvents(playing);
        SessionState state = UnderGate(() => State);
        _report.ReportXruns(playing, state);
        lock (_gate)
            if (_heldMatchDb is null || IsPlaceholder) ApplyPreparedPlan(playing);
        if (UnderGate(playing.HasSwapped))
        {
            playing.TellLatency();
            _report.Swapped(playing, UnderGate(() => State));
            SayWhetherItFollows();
        }
        _report.ShowMeters(playing, state, _head.Status);
    }

    /// <summary>Not called during a blind test, whose sounds must stay the same.</summary>
    void ApplyPreparedPlan(Playback playing)
    {
        if (_preparation.TryTake(out PreparedPlan? prepared, out Exception? failure))
        {
            if (prepared is not null) Apply(playing, prepared);
            else KeepPlaying(failure!);
        }
        if (!_preparation.IsPending && IsPlaceholder && _settings.Time.GetElapsedTime(_failed) > _wait) Prepare(_wanted);
        if (!_preparation.IsPending && playing.Server.BlockFrames != playing.BlockFrames && _source.Ready(playing.SampleRate) is not null)
        {
            _report.Say($"now in blocks of {playing.Server.BlockFrames}.");
            Prepare(_source);
        }
    }

    void Apply(Playback playing, PreparedPlan prepared)
    {
        playing.Offer((prepared.Treated, prepared.Untreated), prepared.Difference, prepared.BlockFrames);
        (_source, _plan, _nextWait) = (prepared.Source, prepared.Plan, _patience);
        _changes++;
        _head.Bounds = PlaceBounds.Of(prepared.Plan.Treated.Bank);
    }

    void KeepPlaying(Exception failure)
    {
        _wanted = _source;
        _failed = _settings.Time.GetTimestamp();
        _wait = _nextWait;
        if (IsPlaceholder) _nextWait = TimeSpan.FromTicks(Math.Min(2 * _wait.Ticks, _longestPatience.Ticks)); // what is refused now may be refused for ever
        _report.Failed(failure, State, _wait);
    }

    void PumpServerEvents(Playback playing)
    {
        foreach (string line in playing.Server.PumpServerEvents()) _report.Say(line);
    }

    void SayWhetherItFollows()
    {
        if (_head.Tracker is { } tracker && UnderGate(() => _plan) is { IsPlaceholder: false } plan) _report.Follows(UnderGate(() => State), plan.Treated.Bank, tracker);
    }

    void TryReopen()
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

    void LeaveLost(string sentence)
    {
        _report.Say(sentence);
        Leave();
    }

    void Leave()
    {
        Playback? left;
        lock (_gate)
        {
            left = _playback;
            if (left is null) return;
            _formerFigures += left.Figures;
            _report.SkipXruns(_formerFigures.Xruns);
            _ = _preparation.Cancel();
            _playback = null;
        }
        lock (_asking) left.Dispose();
    }

    void Prepare(PlanSource source)
    {
        int rate = _playback!.SampleRate;
        if (source.Ready(rate) is null && source != _source) _report.Say($"{source.Name} is being designed again for {rate} Hz.");
        _preparation.Start(source, rate, _playback.Server.BlockFrames, isAnother: source != _source || IsPlaceholder);
    }
}
