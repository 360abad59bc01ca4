using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;
using Proscenium.Engine.Stages;
using Proscenium.Engine.Upmix;

namespace Proscenium.Engine;

/// <summary>
/// Runs a plan: stereo or the channels of a film in, one channel per driver out, delayed by <see cref="LatencyFrames"/>. All memory is taken by the
/// constructor; <see cref="Process"/> allocates nothing, waits for nothing and takes blocks of any size.
/// </summary>
public sealed class Renderer
{
    const int FrontChannels = 2, FrontInputs = 3; // of an upmix

    readonly RenderPlan _plan;
    readonly int _maxFrames;
    readonly float _gain;
    readonly AudioBuffer _received, _inputs;
    readonly CentreUpmixer? _upmix;
    readonly DelayAligner _align;
    readonly FilterMatrix _virtualiseAndBeam;
    readonly OutputGuard _guard = new();

    /// <summary>Takes all memory for blocks of up to <paramref name="maxFrames"/> frames; larger ones are cut.</summary>
    /// <param name="plan">The plan to run.</param>
    /// <param name="maxFrames">The host's usual block size, 1 or more.</param>
    /// <param name="gain">Linear gain before the guard; 1 plays at true level.</param>
    /// <exception cref="ArgumentException">The plan does not fit together.</exception>
    public Renderer(RenderPlan plan, int maxFrames, double gain = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxFrames, 1);
        if (plan.Filters.Inputs != plan.Inputs.Count || plan.Filters.Outputs != plan.Drivers.Count || plan.InputDelaySamples.Count != plan.Inputs.Count)
            throw new ArgumentException("The plan's filters, inputs, drivers and delays do not fit together.", nameof(plan));
        if (plan.Upmix is not null && !ChannelNames.BeginWithTheFront(plan.Inputs))
            throw new ArgumentException("The first inputs of a plan with an upmix are left, right and centre.", nameof(plan));
        _plan = plan;
        _maxFrames = maxFrames;
        _gain = (float)gain;
        _received = new AudioBuffer(plan.InputChannels, maxFrames);
        _inputs = new AudioBuffer(plan.Inputs.Count, maxFrames);
        _upmix = plan.Upmix is { } mode ? new CentreUpmixer(mode, plan.SampleRate) : null;
        int[] delays = new int[plan.Inputs.Count];
        int longestDelay = 0;
        for (int i = 0; i < delays.Length; i++)
        {
            delays[i] = plan.InputDelaySamples[i] + (i < FrontInputs ? 0 : plan.UpmixLatencySamples); // the upmix delays the front by itself
            longestDelay = Math.Max(longestDelay, plan.InputDelaySamples[i]);
        }
        SettlingFrames = plan.LatencySamples + plan.Filters.Taps + longestDelay;
        _align = new DelayAligner(delays);
        _virtualiseAndBeam = new FilterMatrix(plan, maxFrames);
    }

    /// <summary>Delay from input to output in samples.</summary>
    public int LatencyFrames => _plan.LatencySamples;

    /// <summary>Frames after which what came before the first one is no longer missed.</summary>
    public int SettlingFrames { get; }

    /// <summary>Channels it takes.</summary>
    public int InputChannels => _plan.InputChannels;

    /// <summary>Drivers it feeds.</summary>
    public int DriverCount => _plan.Drivers.Count;

    /// <summary>Input samples that were no numbers, or over 120 dB beyond full scale, and were taken for silence.</summary>
    public long SilencedInputSamples { get; private set; }

    /// <summary>What the last stage had to mend.</summary>
    public OutputGuard Guard => _guard;

    /// <summary>Renders a block of any length.</summary>
    /// <param name="input"><see cref="RenderPlan.InputChannels"/> x frames; left unchanged.</param>
    /// <param name="drivers">drivers x frames; overwritten.</param>
    /// <exception cref="ArgumentException">The channels or frames do not fit the plan.</exception>
    public void Process(AudioBlock input, AudioBlock drivers)
    {
        if (input.Channels != _received.Channels || drivers.Channels != _plan.Drivers.Count || input.Frames != drivers.Frames)
            throw new ArgumentException($"This plan takes {_received.Channels} channels to {_plan.Drivers.Count} drivers, as many frames out as in.");
        for (int start = 0; start < input.Frames; start += _maxFrames)
        {
            int frames = Math.Min(_maxFrames, input.Frames - start);
            RenderBlock(input.Slice(start, frames), drivers.Slice(start, frames));
        }
    }

    /// <summary>The signal flow.</summary>
    void RenderBlock(AudioBlock input, AudioBlock drivers)
    {
        AudioBlock inputs = _inputs.Block(input.Frames);
        Receive(input, _upmix is null ? inputs : _received.Block(input.Frames));
        if (_upmix is not null) Upmix(_upmix, _received.Block(input.Frames), inputs);
        _align.Process(inputs);
        _virtualiseAndBeam.Process(inputs, drivers);
        Scale(drivers);
        _guard.Process(drivers);
    }

    /// <summary>Forgets all past input.</summary>
    public void Reset()
    {
        _upmix?.Reset();
        _align.Reset();
        _virtualiseAndBeam.Reset();
    }

    void Receive(AudioBlock input, AudioBlock clean)
    {
        for (int channel = 0; channel < input.Channels; channel++) input[channel].CopyTo(clean[channel]);
        SilencedInputSamples += SampleGuard.Silence(clean);
    }

    /// <summary>Left and right become left, right and centre; the surrounds stay what they are.</summary>
    static void Upmix(CentreUpmixer upmix, AudioBlock received, AudioBlock inputs)
    {
        upmix.Process(received.Rows(0, FrontChannels), inputs.Rows(0, FrontInputs));
        for (int channel = FrontChannels; channel < received.Channels; channel++) received[channel].CopyTo(inputs[channel + FrontInputs - FrontChannels]);
    }

    void Scale(AudioBlock drivers)
    {
        if (_gain == 1) return;
        for (int driver = 0; driver < drivers.Channels; driver++) SampleMath.Scale(drivers[driver], _gain);
    }
}
