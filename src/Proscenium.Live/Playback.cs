using Proscenium.Engine;
using Proscenium.Engine.Dsp;
using Proscenium.Engine.Limiting;
using Proscenium.Engine.Listening;
using Proscenium.Live.Control;
using Proscenium.Live.Servers;

namespace Proscenium.Live;

/// <summary>Playback on one server, from one plan to the next.</summary>
sealed class Playback : IDisposable
{
    const int MaxBlockFrames = 8192;
    const double FadeSeconds = 0.05;

    readonly List<Renderer> _renderers = []; // that play or are being faded out
    readonly BypassSwitch _switch;
    readonly ListeningStage _listening;
    readonly LoudnessMatch _match;
    readonly LiveProcessor _processor;
    readonly PeakMeter _inputs, _outputs;
    long _silenced;          // by renderers that were released
    ReductionTotals _former; // of their plans
    bool _swapping;

    /// <summary>Begins to play.</summary>
    /// <param name="server">Ended by <see cref="Dispose"/>.</param>
    /// <param name="plan">What plays first, at the server's rate.</param>
    /// <param name="listening">What is changed before any plan.</param>
    /// <param name="gainDb">The listener's gain.</param>
    /// <param name="bypassed">True to begin with the untreated plan.</param>
    /// <param name="heldMatchDb">The untreated plan's gain while a blind test goes on, else null.</param>
    public Playback(ISoundServer server, LivePlan plan, ListeningSettings listening, double gainDb, bool bypassed, double? heldMatchDb)
    {
        (Server, SampleRate, BlockFrames) = (server, server.SampleRate, server.BlockFrames);
        Rehearse(plan);
        _switch = NewSwitch(plan.Renderers(BlockFrames));
        _match = new(plan.Treated, plan.Untreated, plan.Ears);
        _listening = new(listening, plan.Treated.InputChannels, SampleRate, MaxBlockFrames);
        (_inputs, _outputs) = (new(_renderers[0].InputChannels, SampleRate), new(_renderers[0].DriverCount, SampleRate));
        _processor = new(_listening, _switch, _match.Tap, _inputs, _outputs);
        if (heldMatchDb is { } held) _match.HoldAt(held);
        (GainDb, Bypassed) = (gainDb, bypassed);
        server.SetLatency(_switch.LatencyFrames);
        server.Start(_processor);
        _match.Start();
    }

    /// <summary>The server.</summary>
    public ISoundServer Server { get; }

    /// <summary>The sample rate of the renderers.</summary>
    public int SampleRate { get; }

    /// <summary>The block that the renderers were made for; others work, too.</summary>
    public int BlockFrames { get; private set; }

    /// <summary>Delay of the plan that plays, in samples.</summary>
    public int LatencyFrames => _switch.LatencyFrames;

    /// <summary>True while the untreated plan is heard, at the gain that made it as loud as the plan until then.</summary>
    public bool Bypassed
    {
        get => _switch.Bypassed;
        set
        {
            _match.UntreatedHeard = value;
            if (value) MatchUntreated();
            _switch.Bypassed = value;
        }
    }

    /// <summary>True while another pair waits or is faded in.</summary>
    public bool IsSwapping => _switch.IsSwapping;

    /// <summary>The listener's gain.</summary>
    public double GainDb
    {
        set => _switch.Gain = (float)Math.Pow(10, value / 20);
    }

    /// <summary>What is changed before any plan.</summary>
    public ListeningSettings Listening
    {
        set => _listening.Settings = value;
    }

    /// <summary>Gain in dB that makes the untreated plan as loud as the plan.</summary>
    public double MatchDb => _match.GainDb;

    /// <summary>Seconds of programme that it was measured on; 0 while it is an estimate.</summary>
    public double MatchSeconds => _match.MeasuredSeconds;

    /// <summary>True while that gain may not change.</summary>
    public bool MatchHeld
    {
        set => _match.TestRuns = value;
    }

    /// <summary>The peak of each input over the last seconds, 1 at most, in dB of full scale.</summary>
    public IReadOnlyList<double> InputPeaksDb(double seconds) => _inputs.PeaksDb(seconds);

    /// <summary>The same of each output.</summary>
    public IReadOnlyList<double> OutputPeaksDb(double seconds) => _outputs.PeaksDb(seconds);

    /// <summary>The most that an input was turned down since the last call, dB.</summary>
    public double TakeReductionDb() => _renderers.Max(renderer => renderer.Limiter?.TakeReductionDb() ?? 0);

    /// <summary>Cross-fades to another plan.</summary>
    /// <param name="pair">Unused renderers.</param>
    /// <param name="difference">Their loudness difference; null where it is as before.</param>
    /// <param name="blockFrames">The block they were made for.</param>
    public void Offer((Renderer Treated, Renderer Untreated) pair, LoudnessDifference? difference, int blockFrames)
    {
        if (difference is not null) _match.Begin(difference);
        if (Bypassed) MatchUntreated();
        _switch.Offer(pair.Treated, pair.Untreated);
        _renderers.AddRange([pair.Treated, pair.Untreated]);
        (BlockFrames, _swapping) = (blockFrames, true);
    }

    /// <summary>Releases renderers that were faded out; true once after each fade, when the server is to be told the new latency.</summary>
    public bool HasSwapped()
    {
        if (!_switch.ReleaseRetired() || !_swapping) return false;
        _swapping = false;
        foreach (Renderer gone in _renderers.GetRange(0, _renderers.Count - 2))
            _silenced += gone.SilencedInputSamples;
        for (int treated = 0; treated < _renderers.Count - 2; treated += 2) _former += ReductionTotals.Of(_renderers[treated].Limiter);
        _renderers.RemoveRange(0, _renderers.Count - 2);
        return true;
    }

    /// <summary>Tells the server the latency of the plan that plays.</summary>
    public void TellLatency() => Server.SetLatency(_switch.LatencyFrames);

    /// <summary>Statistics so far.</summary>
    public LiveFigures Figures => new()
    {
        Seconds = (double)_processor.Frames / SampleRate,
        BusySeconds = _processor.Busy.TotalSeconds,
        Xruns = Server.Xruns,
        LongestSeconds = _processor.Longest.TotalSeconds,
        LongestBlockFrames = _processor.LongestFrames,
        LongestBlockSeconds = (double)_processor.LongestFrames / SampleRate,
        AllocatedBytes = _processor.AllocatedBytes,
        LargestReductionDb = Reductions.LargestDb,
        LargestBassReductionDb = Reductions.LargestBassDb,
        MeanReductionDb = Reductions.MeanDb,
        SecondsAbove3Db = Reductions.SecondsAbove3Db,
        SilencedSamples = SilencedSamples / 2, // each is seen by the plan and by its untreated
    };

    ReductionTotals Reductions => _renderers.Where((_, n) => n % 2 == 0).Aggregate(_former, (sum, treated) => sum + ReductionTotals.Of(treated.Limiter));

    long SilencedSamples => _silenced + _renderers.Sum(renderer => renderer.SilencedInputSamples);

    /// <summary>Fades to silence, so that the end does not click; waits until the fade has passed through the plan.</summary>
    public void FadeOut()
    {
        if (!Server.IsRunning) return;
        _switch.Gain = 0;
        Thread.Sleep(TimeSpan.FromSeconds(FadeSeconds + (_renderers[^2].SettlingFrames + 3.0 * Server.BlockFrames) / SampleRate));
    }

    public void Dispose()
    {
        Server.Dispose();
        _match.Dispose();
    }

    void MatchUntreated() => _switch.UntreatedGain = (float)Math.Pow(10, _match.GainDb / 20);

    BypassSwitch NewSwitch((Renderer Treated, Renderer Untreated) pair)
    {
        _renderers.AddRange([pair.Treated, pair.Untreated]);
        return new(pair.Treated, pair.Untreated, MaxBlockFrames, (int)(FadeSeconds * SampleRate), gain: 0);
    }

    /// <summary>Compiles all code of the switch before the audio thread runs it: fades, gains, a change of plan.</summary>
    void Rehearse(LivePlan plan)
    {
        LivePlan plain = plan with { Treated = plan.Untreated };
        BypassSwitch rehearsal = NewSwitch(plain.Renderers(BlockFrames));
        ListeningStage listening = new(new(), plan.Untreated.InputChannels, SampleRate, BlockFrames);
        AudioBuffer input = new(_renderers[0].InputChannels, BlockFrames), output = new(_renderers[0].DriverCount, BlockFrames);
        LiveProcessor processor = new(listening, rehearsal, new(plan.Untreated.InputChannels, BlockFrames), new(input.Channels, SampleRate), new(output.Channels, SampleRate));
        processor.Process(input.Block(), output.Block()); // the first block fades nothing
        (rehearsal.Bypassed, rehearsal.Gain, rehearsal.UntreatedGain) = (true, 0.5f, 0.5f);
        (Renderer treated, Renderer untreated) = plain.Renderers(BlockFrames);
        rehearsal.Offer(treated, untreated);
        listening.Settings = new() { Night = true, LevelPhon = ListeningSettings.ReferencePhon, BassHz = ListeningSettings.MostBassHz };
        do processor.Process(input.Block(), output.Block()); while (rehearsal.IsSwapping);
        _renderers.Clear();
    }
}
