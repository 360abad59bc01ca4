using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;

namespace Proscenium.Engine.Limiting;

/// <summary>
/// Holds every driver within its limit by turning down inputs, never single drivers: a null is the difference of nearly equal sounds, and stays one
/// only where all drivers of an input keep their proportions. Which inputs, and by how much, is a programme over the samples to come
/// (<see cref="GainProgramme"/>).
/// </summary>
/// <remarks>Every hop begins a frame of four hops, with reductions that suit all its samples; Hann windows over the frames add up to one. What plays
/// is thus a mean of reductions that each suit the sample: it is within the limit, too, and moves smoothly.</remarks>
sealed class MixerLimiter
{
    const double HoldSeconds = 0.02, ReleaseDbPerSecond = 60;
    /// <summary>By how much it can turn inputs down, in dB.</summary>
    internal const double MostReductionDb = 60;

    const float LeastGain = 1e-3f, Reached = 0.97f, Tolerance = 1e-4f;
    const int Hops = HopHistory.Hops, Newest = Hops - 1, MostSearches = 6;

    readonly int _sampleRate, _hop, _holdHops;
    readonly float _releasePerHop;
    readonly SignalLayout _signals;
    readonly HopHistory _history;
    readonly BassBand _bass;
    readonly ExcursionRows _excursions;
    readonly PowerLimit _power;
    readonly GainProgramme _programme;
    readonly ExtremeSearch _search;
    readonly float[][] _windows = new float[Hops][]; // [part]: the window of a frame over one of its hops
    readonly float[][] _frames = new float[Hops][];  // [age]: the reductions of the last frames, newest first
    readonly float[] _limits, _least, _bounds, _curve; // [row]; [unknown]; [hop]: the share of its limit that a row has at most; [sample]
    readonly int[] _held;                              // [unknown]: hops for which it is not released
    float _recent;      // the largest reduction since it was last taken
    int _reducedFrames; // that the next hop to play lies in

    /// <summary>Takes all memory.</summary>
    /// <param name="groups">The groups of inputs.</param>
    /// <param name="limits">What each driver bears.</param>
    /// <param name="ceilingDb">The true peak that no driver exceeds, dB of full scale.</param>
    /// <param name="sampleRate">Samples per second.</param>
    /// <param name="maxFrames">Samples that come at once at most.</param>
    public MixerLimiter(InputGroups groups, IReadOnlyList<DriverLimits> limits, double ceilingDb, int sampleRate, int maxFrames)
    {
        _excursions = new(groups.Count, limits, sampleRate);
        (_signals, _sampleRate, _hop) = (new(groups.Count, limits.Count, _excursions.Drivers.Count), sampleRate, LimiterTiming.HopFrames(sampleRate));
        _limits = new float[_signals.Rows];
        for (int driver = 0; driver < limits.Count; driver++) _limits[driver] = Amplitude(Math.Min(ceilingDb, limits[driver].PeakDb));
        for (int n = 0; n < _excursions.Drivers.Count; n++) _limits[limits.Count + n] = Amplitude(limits[_excursions.Drivers[n]].ExcursionDb!.Value);
        SampleMath.Scale(_limits, 1 - 2 * Tolerance);
        _power = new(limits, HopSeconds);
        _holdHops = (int)Math.Ceiling(HoldSeconds * sampleRate / _hop);
        _releasePerHop = (float)Math.Pow(10, ReleaseDbPerSecond * _hop / sampleRate / 20);
        _bass = new(_signals.Rows, limits, sampleRate);
        _history = new(_signals.Count, _hop, _bass.SettlingFrames, maxFrames);
        _programme = new(groups);
        _search = new(_history, _signals, _programme, _limits, _hop);
        for (int part = 0; part < Hops; part++)
        {
            _windows[part] = new float[_hop];
            for (int n = 0; n < _hop; n++) _windows[part][n] = (float)((1 - Math.Cos(2 * Math.PI * (part * _hop + n + 0.5) / LatencyFrames)) / Hops);
            _frames[part] = new float[_programme.Count];
        }
        (_least, _held, _bounds, _curve) = (new float[_programme.Count], new int[_programme.Count], new float[Hops], new float[_hop]);
    }

    /// <summary>Delay in samples, less than 3 ms.</summary>
    public int LatencyFrames => Hops * _hop;

    /// <summary>Seconds of a hop, in which nothing is decided twice.</summary>
    public double HopSeconds => (double)_hop / _sampleRate;

    /// <summary>Hops that have played.</summary>
    public long HopCount { get; private set; }

    /// <summary>How much the most reduced group of inputs was turned down, for peaks and voice coils together, in hops where something was.</summary>
    public ReductionHistogram InputReductions { get; } = new();

    /// <summary>How much bass of 60 Hz was turned down, in the same hops.</summary>
    public ReductionHistogram BassReductions { get; } = new();

    /// <summary>Whether a voice coil was spared.</summary>
    public bool SparedPower => _power.HasActed;

    /// <summary>The share of each group, then of the bass of all, that the newest frame takes away.</summary>
    public ReadOnlySpan<float> Reductions => _frames[0];

    /// <summary>The most that a group of inputs, or the bass, was turned down since the last call, dB. Any thread may call it.</summary>
    public double TakeReductionDb() => -20 * Math.Log10(Math.Max(1e-3f, 1 - Interlocked.Exchange(ref _recent, 0)));

    /// <summary>The largest driver sample that came in, as an amplitude.</summary>
    public float LargestSample { get; private set; }

    /// <summary>The largest sample that came in, in terms of its limit.</summary>
    public float LargestShare { get; private set; }

    /// <summary>What came in and is <see cref="LatencyFrames"/> old: drivers x the frames of the last block.</summary>
    public ReadOnlyAudioBlock Unlimited(int frames) => _history.Delayed(frames).Rows(_signals.Sum(0), _signals.Drivers);

    /// <summary>Room for the next samples: what each group makes each driver play, (groups * drivers) x frames, group 0 first. To be written before <see cref="Process"/>.</summary>
    public AudioBlock Contributions(int frames) => _history.Next(frames).Rows(0, _signals.Groups * _signals.Drivers);

    /// <summary>Limits the samples that were written.</summary>
    /// <param name="drivers">drivers x frames; overwritten.</param>
    public void Process(AudioBlock drivers)
    {
        AudioBlock arrived = _history.Next(drivers.Frames);
        _excursions.Follow(arrived);
        AddUp(arrived);
        float bound = Bound(arrived);
        _history.Append(drivers.Frames);
        if (bound <= 1 && IsIdle) PlayHops(_history.CompleteHops);
        while (_history.CompleteHops > 0) CompleteHop();
        _history.Delayed(drivers.Frames).Rows(_signals.Played(0), _signals.Drivers).CopyTo(drivers);
    }

    /// <summary>Forgets all past input, every reduction, and what was counted.</summary>
    public void Reset()
    {
        _history.Reset();
        _bass.Rest();
        _excursions.Reset();
        _power.Reset();
        foreach (float[] frame in _frames) Array.Clear(frame);
        Array.Clear(_least);
        Array.Clear(_held);
        Array.Clear(_bounds);
        (_reducedFrames, _recent, HopCount, LargestSample, LargestShare) = (0, 0, 0, 0, 0);
        InputReductions.Clear();
        BassReductions.Clear();
    }

    /// <summary>The groups together.</summary>
    void AddUp(AudioBlock signals)
    {
        for (int row = 0; row < _signals.Rows && _signals.Groups > 1; row++)
        {
            Span<float> sum = signals[_signals.Sum(row)];
            SampleMath.Add(signals[_signals.Part(0, row)], signals[_signals.Part(1, row)], sum);
            for (int group = 2; group < _signals.Groups; group++) SampleMath.Add(sum, signals[_signals.Part(group, row)], sum);
        }
    }

    /// <summary>True where nothing is turned down, and no sample or point of the window may exceed a limit.</summary>
    bool IsIdle => _reducedFrames == 0 && !_bounds.AsSpan().ContainsAnyInRange(1, float.PositiveInfinity);

    /// <summary>The largest share of its limit that a sample or point of any row may have while nothing is reduced.</summary>
    float Bound(ReadOnlyAudioBlock signals)
    {
        float bound = 0;
        for (int row = 0; row < _signals.Rows; row++)
        {
            float peak = SampleGuard.Peak(signals[_signals.Sum(row)]);
            if (row < _signals.Drivers) LargestSample = Math.Max(LargestSample, peak);
            bound = Math.Max(bound, peak / _limits[row]);
        }
        LargestShare = Math.Max(LargestShare, bound);
        return bound * TruePeak.Bound;
    }

    void CompleteHop()
    {
        _bounds.AsSpan(1).CopyTo(_bounds);
        _bounds[Newest] = Bound(_history.Newest);
        if (_least.AsSpan().ContainsAnyExcept(0f) || NewestIsTooLarge()) FindReductions();
        else RestForAHop();
        PlayHops(1);
    }

    /// <summary>Whether a sample or point of the newest hop exceeds its limit; those before it are known not to.</summary>
    bool NewestIsTooLarge()
    {
        if (!_bounds.AsSpan().ContainsAnyInRange(1, float.PositiveInfinity)) return false;
        _programme.Begin(_least);
        return _search.Look(Newest) > 1;
    }

    void RestForAHop()
    {
        _bass.Rest();
        if (!_power.IsIdle) Note(0, 0);
        if (_reducedFrames == 0) return;
        _reducedFrames--;
        Array.Clear(NextFrame());
    }

    void FindReductions()
    {
        _bass.Follow(_history, _signals);
        bool unchanged = _least.AsSpan().SequenceEqual(_frames[0]); // the last frame knows all hops but the newest
        _programme.Begin(_least);
        _search.Clear();
        float worst = _search.Find(unchanged ? Newest : 0);
        for (int search = 0; search < MostSearches && worst > 1 + Tolerance; search++)
        {
            _search.Resolve();
            worst = _search.Find(0);
        }
        if (worst > 1 + Tolerance) _programme.TurnDown(1 / worst);
        Keep(worst);
    }

    /// <summary>The reductions found are the newest frame's; those that the next one may not go below follow from them.</summary>
    void Keep(float worst)
    {
        float[] frame = NextFrame();
        _reducedFrames = Hops;
        _programme.Reductions.CopyTo(frame, 0);
        float largest = 0;
        for (int i = 0; i < frame.Length; i++)
        {
            bool holds = frame[i] > _least[i] + Tolerance || (frame[i] > 0 && worst > Reached);
            _held[i] = holds ? _holdHops : Math.Max(0, _held[i] - 1);
            _least[i] = _held[i] > 0 ? frame[i] : Math.Max(0, 1 - Math.Max(LeastGain, 1 - frame[i]) * _releasePerHop);
            if (i < _signals.Groups) largest = Math.Max(largest, frame[i]);
        }
        if (largest > 0 || frame[^1] > 0 || !_power.IsIdle) Note(largest, frame[^1]);
    }

    /// <summary>Counts a hop in which something is turned down.</summary>
    /// <param name="largest">The share that the most reduced group loses.</param>
    /// <param name="bass">The share that the bass loses beyond it.</param>
    void Note(float largest, float bass)
    {
        float told = 1 - (1 - _bass.ToldShare(largest, bass)) * _power.Gain, all = 1 - (1 - largest) * _power.Gain;
        _recent = Math.Max(_recent, told);
        InputReductions.Add(all);
        BassReductions.Add(told);
    }

    float[] NextFrame()
    {
        float[] oldest = _frames[^1];
        _frames.AsSpan(0, Hops - 1).CopyTo(_frames.AsSpan(1));
        return _frames[0] = oldest;
    }

    /// <summary>Plays the oldest hops, one where something is reduced.</summary>
    void PlayHops(int hops)
    {
        for (int driver = 0; driver < _signals.Drivers; driver++) _history.Oldest(_signals.Sum(driver), hops).CopyTo(_history.Oldest(_signals.Played(driver), hops));
        for (int i = 0; i < _programme.Count && _reducedFrames > 0; i++)
        {
            if (!FindCurve(i)) continue;
            for (int driver = 0; driver < _signals.Drivers; driver++)
                SampleMath.SubtractProduct(_history.Oldest(_signals.Part(i, driver), 1), _curve, _history.Oldest(_signals.Played(driver), 1));
        }
        if (_power.IsAny) SparePower(hops);
        _history.Advance(hops);
        HopCount += hops;
    }

    void SparePower(int hops)
    {
        AudioBlock played = _history.Oldest(hops).Rows(_signals.Played(0), _signals.Drivers);
        for (int hop = 0; hop < hops; hop++) _power.Process(played.Slice(hop * _hop, _hop));
    }

    static float Amplitude(double decibels) => (float)Math.Pow(10, decibels / 20);

    /// <summary>A reduction over the oldest hop, from the frames that it lies in; false where there is none.</summary>
    bool FindCurve(int unknown)
    {
        bool any = false;
        foreach (float[] frame in _frames) any |= frame[unknown] != 0;
        if (!any) return false;
        Array.Clear(_curve);
        for (int age = 0; age < Hops; age++) SampleMath.AddScaled(_windows[age], _frames[age][unknown], _curve);
        return true;
    }
}
