using Proscenium.Engine;
using Proscenium.Engine.Dsp;
using Proscenium.Live.Servers;

namespace Proscenium.Live;

/// <summary>A stay on one server: what runs there, from one plan to the next.</summary>
sealed class Playback : IDisposable
{
    const int MostBlockFrames = 8192;
    const double FadeSeconds = 0.05;

    readonly List<Renderer> _renderers = []; // that play, and are still faded out
    readonly BypassSwitch _switch;
    readonly LiveProcessor _processor;
    long _limited, _silenced; // by those that are gone
    bool _swapping;

    /// <summary>Begins to play.</summary>
    /// <param name="server">Ended by <see cref="Dispose"/>.</param>
    /// <param name="plan">What plays first, at the server's rate.</param>
    public Playback(ISoundServer server, LivePlan plan)
    {
        (Server, SampleRate, BlockFrames) = (server, server.SampleRate, server.BlockFrames);
        Rehearse(plan);
        _switch = NewSwitch(plan.Renderers(BlockFrames));
        _processor = new(_switch);
        server.SetLatency(_switch.LatencyFrames);
        server.Start(_processor);
    }

    /// <summary>Where it plays.</summary>
    public ISoundServer Server { get; }

    /// <summary>The rate that what plays was made for.</summary>
    public int SampleRate { get; }

    /// <summary>The block that what plays was made for; others are played all the same.</summary>
    public int BlockFrames { get; private set; }

    /// <summary>Delay of the plan that plays, in samples.</summary>
    public int LatencyFrames => _switch.LatencyFrames;

    /// <summary>True while the untreated twin is heard.</summary>
    public bool Bypassed
    {
        set => _switch.Bypassed = value;
    }

    /// <summary>The listener's gain.</summary>
    public double GainDb
    {
        set => _switch.Gain = (float)Math.Pow(10, value / 20);
    }

    /// <summary>The twin's own gain on top of it.</summary>
    public double MatchDb
    {
        set => _switch.UntreatedGain = (float)Math.Pow(10, value / 20);
    }

    /// <summary>The largest sample since the last look, dB of full scale.</summary>
    public double TakePeakDb() => 20 * Math.Log10(_processor.TakePeak());

    /// <summary>Fades over to another pair.</summary>
    /// <param name="pair">Fresh ones.</param>
    /// <param name="blockFrames">The block they were made for.</param>
    public void Offer((Renderer Treated, Renderer Untreated) pair, int blockFrames)
    {
        _switch.Offer(pair.Treated, pair.Untreated);
        _renderers.AddRange([pair.Treated, pair.Untreated]);
        (BlockFrames, _swapping) = (blockFrames, true);
    }

    /// <summary>Lets go what was faded out; true once after each fade, when the server was told the latency.</summary>
    public bool HasSwapped()
    {
        if (!_switch.ReleaseRetired() || !_swapping) return false;
        _swapping = false;
        foreach (Renderer gone in _renderers.GetRange(0, _renderers.Count - 2))
            (_limited, _silenced) = (_limited + gone.Guard.LimitedSamples, _silenced + gone.SilencedInputSamples);
        _renderers.RemoveRange(0, _renderers.Count - 2);
        Server.SetLatency(_switch.LatencyFrames);
        return true;
    }

    /// <summary>What became of it so far.</summary>
    public LiveFigures Figures => new()
    {
        Seconds = (double)_processor.Frames / SampleRate,
        BusySeconds = _processor.Busy.TotalSeconds,
        Xruns = Server.Xruns,
        LongestSeconds = _processor.Longest.TotalSeconds,
        LongestBlockFrames = _processor.LongestFrames,
        LongestBlockSeconds = (double)_processor.LongestFrames / SampleRate,
        AllocatedBytes = _processor.AllocatedBytes,
        LimitedSamples = LimitedSamples,
        SilencedSamples = SilencedSamples / 2, // each is seen by the plan and by its twin
    };

    long LimitedSamples => _limited + _renderers.Sum(renderer => renderer.Guard.LimitedSamples);

    long SilencedSamples => _silenced + _renderers.Sum(renderer => renderer.SilencedInputSamples);

    /// <summary>Fades to silence, so that the end is no click and nothing sounds double.</summary>
    public void FadeOut()
    {
        if (!Server.IsRunning) return;
        _switch.Gain = 0;
        Thread.Sleep(TimeSpan.FromSeconds(FadeSeconds + 3.0 * Server.BlockFrames / SampleRate));
    }

    public void Dispose() => Server.Dispose();

    BypassSwitch NewSwitch((Renderer Treated, Renderer Untreated) pair)
    {
        _renderers.AddRange([pair.Treated, pair.Untreated]);
        return new(pair.Treated, pair.Untreated, MostBlockFrames, (int)(FadeSeconds * SampleRate));
    }

    /// <summary>Compiles every way through the switch before the audio thread takes it: fades, gains, a change of plan.</summary>
    void Rehearse(LivePlan plan)
    {
        LivePlan plain = plan with { Treated = plan.Untreated };
        BypassSwitch rehearsal = NewSwitch(plain.Renderers(BlockFrames));
        LiveProcessor processor = new(rehearsal);
        AudioBuffer input = new(plan.Untreated.InputChannels, BlockFrames), output = new(plan.Untreated.Drivers.Count, BlockFrames);
        (rehearsal.Bypassed, rehearsal.Gain, rehearsal.UntreatedGain) = (true, 0.5f, 0.5f);
        (Renderer treated, Renderer untreated) = plain.Renderers(BlockFrames);
        rehearsal.Offer(treated, untreated);
        do processor.Process(input.Block(), output.Block()); while (rehearsal.IsSwapping);
        _renderers.Clear();
    }
}
