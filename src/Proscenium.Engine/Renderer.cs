using Proscenium.Engine.Convolution;
using Proscenium.Engine.Dsp;
using Proscenium.Engine.Limiting;
using Proscenium.Engine.Plan;
using Proscenium.Engine.Stages;
using Proscenium.Engine.Upmix;

namespace Proscenium.Engine;

/// <summary>
/// Runs a plan: stereo or the channels of a film in, one channel per driver out, delayed by <see cref="LatencyFrames"/>. All memory is taken by the
/// constructor; <see cref="Process"/> and <see cref="ProcessInterleaved"/> allocate nothing, wait for nothing and take blocks of any size.
/// </summary>
public sealed class Renderer
{
    /// <summary>The true peak that no driver exceeds where sound is played, dB of full scale.</summary>
    public const double PlaybackCeilingDb = -1;

    const int FrontChannels = 2, FrontInputs = 3; // of an upmix

    readonly RenderPlan _plan;
    readonly int _maxFrames;
    readonly AudioBuffer _received, _inputs, _rendered;
    readonly CentreUpmixer? _upmix;
    readonly DelayAligner _align;
    readonly FilterMatrix _virtualiseAndBeam;
    readonly HeadPlace? _head;
    readonly MixerLimiter? _limit;
    readonly OutputGuard _guard = new();
    readonly AudioBuffer _feeds; // of the drivers that ears hear
    readonly PartitionedConvolver? _hear;

    /// <summary>Takes all memory for blocks of up to <paramref name="maxFrames"/> frames; larger ones are cut.</summary>
    /// <param name="plan">The plan to run.</param>
    /// <param name="maxFrames">The host's usual block size, 1 or more.</param>
    /// <param name="gain">Linear gain of the filters; 1 plays at true level.</param>
    /// <param name="ceilingDb">The true peak that no driver exceeds, dB of full scale, at most 0, as <see cref="PlaybackCeilingDb"/>: inputs are turned down
    /// before one would, which delays by up to 3 ms. Null for no limit but the guard's.</param>
    /// <param name="head">Where the listener's head is: a plan with a <see cref="RenderPlan.Bank"/> follows it, within 30 ms and a block. Null for a listener in the seat.</param>
    /// <exception cref="ArgumentException">The plan does not fit together.</exception>
    public Renderer(RenderPlan plan, int maxFrames, double gain = 1, double? ceilingDb = null, HeadPlace? head = null) : this(plan, maxFrames, gain, ceilingDb, null, head)
    {
    }

    /// <summary>The same, and what two ears hear of it.</summary>
    /// <param name="plan">The plan to run.</param>
    /// <param name="maxFrames">The host's usual block size, 1 or more.</param>
    /// <param name="gain">Linear gain of the filters.</param>
    /// <param name="ceilingDb">The true peak that no driver exceeds, or null.</param>
    /// <param name="monitor">Impulse responses, drivers x ears x taps; null for the drivers' feeds.</param>
    /// <param name="head">Where the head is, or null.</param>
    internal Renderer(RenderPlan plan, int maxFrames, double gain, double? ceilingDb, FirMatrix? monitor, HeadPlace? head = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxFrames, 1);
        if (plan.Filters.Inputs != plan.Inputs.Count || plan.Filters.Outputs != plan.Drivers.Count || plan.InputDelaySamples.Count != plan.Inputs.Count)
            throw new ArgumentException("The plan's filters, inputs, drivers and delays do not fit together.", nameof(plan));
        if (plan.Bank is { } bank && (bank[0, 0].Inputs, bank[0, 0].Outputs, bank[0, 0].Taps) != (plan.Filters.Inputs, plan.Filters.Outputs, plan.Filters.Taps))
            throw new ArgumentException("The filters of the plan's bank are not of the size of its own.", nameof(plan));
        if (plan.Upmix is not null && !ChannelNames.BeginWithTheFront(plan.Inputs))
            throw new ArgumentException("The first inputs of a plan with an upmix are left, right and centre.", nameof(plan));
        _plan = plan;
        _maxFrames = maxFrames;
        _received = new AudioBuffer(plan.InputChannels, maxFrames);
        _inputs = new AudioBuffer(plan.Inputs.Count, maxFrames);
        if (monitor is not null && monitor.Inputs != plan.Drivers.Count)
            throw new ArgumentException($"Monitor filters from {monitor.Inputs} drivers do not fit a plan of {plan.Drivers.Count} drivers.", nameof(monitor));
        (DriverCount, _feeds) = (monitor?.Outputs ?? plan.Drivers.Count, new AudioBuffer(plan.Drivers.Count, monitor is null ? 0 : maxFrames));
        _hear = monitor is null ? null : new PartitionedConvolver(monitor, maxFrames);
        _rendered = new AudioBuffer(DriverCount, maxFrames);
        _upmix = plan.Upmix is { } mode ? new CentreUpmixer(mode, plan.SampleRate) : null;
        int[] delays = new int[plan.Inputs.Count];
        int longestDelay = 0;
        for (int i = 0; i < delays.Length; i++)
        {
            delays[i] = plan.InputDelaySamples[i] + (i < FrontInputs ? 0 : plan.UpmixLatencySamples); // the upmix delays the front by itself
            longestDelay = Math.Max(longestDelay, plan.InputDelaySamples[i]);
        }
        _align = new DelayAligner(delays);
        InputGroups groups = ceilingDb is null ? InputGroups.Together(plan.Inputs.Count) : InputGroups.Of(plan.Inputs);
        _head = plan.Bank is null ? null : head;
        _virtualiseAndBeam = new FilterMatrix(groups.Separate(plan.Filters, (float)gain), _head is null ? null : plan.Bank!.With(filters => groups.Separate(filters, (float)gain)), maxFrames, plan.SampleRate);
        _limit = ceilingDb is { } ceiling ? new MixerLimiter(groups, Limits(plan), ceiling, plan.SampleRate, maxFrames) : null;
        LatencyFrames = plan.LatencySamples + (_limit?.LatencyFrames ?? 0);
        SettlingFrames = LatencyFrames + plan.Filters.Taps + longestDelay;
    }

    /// <summary>Delay from input to output in samples.</summary>
    public int LatencyFrames { get; }

    /// <summary>Frames after which what came before the first one is no longer missed.</summary>
    public int SettlingFrames { get; }

    /// <summary>Channels it takes.</summary>
    public int InputChannels => _plan.InputChannels;

    /// <summary>Drivers it feeds.</summary>
    public int DriverCount { get; }

    /// <summary>Input samples that were no numbers, or over 120 dB beyond full scale, and were taken for silence.</summary>
    public long SilencedInputSamples { get; private set; }

    /// <summary>What the last stage had to repair.</summary>
    internal OutputGuard Guard => _guard;

    /// <summary>What turned inputs down, or null.</summary>
    internal MixerLimiter? Limiter => _limit;

    /// <summary>Renders a block of any length.</summary>
    /// <param name="input"><see cref="RenderPlan.InputChannels"/> x frames; left unchanged.</param>
    /// <param name="drivers">drivers x frames; overwritten.</param>
    /// <exception cref="ArgumentException">The channels or frames do not fit the plan.</exception>
    public void Process(ReadOnlyAudioBlock input, AudioBlock drivers)
    {
        if (input.Channels != _received.Channels || drivers.Channels != DriverCount || input.Frames != drivers.Frames)
            throw new ArgumentException($"input: {input.Channels} channels x {input.Frames} frames, expected {_received.Channels} channels; output: {drivers.Channels} channels x {drivers.Frames} frames, expected {DriverCount} drivers x {input.Frames} frames.");
        for (int start = 0; start < input.Frames; start += _maxFrames)
        {
            int frames = Math.Min(_maxFrames, input.Frames - start);
            input.Slice(start, frames).CopyTo(Received(frames));
            RenderReceived(drivers.Slice(start, frames));
        }
    }

    /// <summary>Renders a block of any length between interleaved buffers, as most devices and hosts have them. Allocates nothing.</summary>
    /// <param name="input">frames x <see cref="InputChannels"/>: the first sample of every channel, then the second of every channel.</param>
    /// <param name="output">frames x <see cref="DriverCount"/>, in the same order; overwritten. Shares no memory with the input.</param>
    /// <exception cref="ArgumentException">The input is no whole number of frames, or the output is not as many frames.</exception>
    public void ProcessInterleaved(ReadOnlySpan<float> input, Span<float> output)
    {
        int channels = InputChannels, drivers = DriverCount, length = input.Length / channels;
        if (input.Length != length * channels || output.Length != (long)length * drivers)
            throw new ArgumentException(input.Length != length * channels
                ? $"input: {input.Length} samples are no whole number of frames of {channels} channels."
                : $"input: {input.Length} samples are {length} frames of {channels} channels; output: {output.Length} samples, expected {(long)length * drivers} ({length} frames x {drivers} drivers).");
        for (int start = 0; start < length; start += _maxFrames)
        {
            int frames = Math.Min(_maxFrames, length - start);
            AudioBlock rendered = _rendered.Block(frames);
            Received(frames).CopyFromInterleaved(input.Slice(start * channels, frames * channels));
            RenderReceived(rendered);
            rendered.CopyToInterleaved(output.Slice(start * drivers, frames * drivers));
        }
    }

    /// <summary>The signal flow, from what was <see cref="Received"/>.</summary>
    void RenderReceived(AudioBlock drivers)
    {
        AudioBlock inputs = _inputs.Block(drivers.Frames), received = Received(drivers.Frames);
        SampleGuard.SilenceTiny(received);
        SilencedInputSamples += SampleGuard.Silence(received);
        if (_upmix is not null) Upmix(_upmix, received, inputs);
        _align.Process(inputs);
        AudioBlock feeds = _hear is null ? drivers : _feeds.Block(drivers.Frames);
        VirtualiseAndBeam(inputs, feeds);
        _guard.Process(feeds);
        _hear?.Process(feeds, drivers);
    }

    void VirtualiseAndBeam(ReadOnlyAudioBlock inputs, AudioBlock drivers)
    {
        if (_head is not null) _virtualiseAndBeam.MoveTo(_head.Get());
        _virtualiseAndBeam.Process(inputs, _limit is null ? drivers : _limit.Contributions(drivers.Frames));
        _limit?.Process(drivers);
    }

    /// <summary>Forgets all past input.</summary>
    public void Reset()
    {
        _upmix?.Reset();
        _align.Reset();
        _virtualiseAndBeam.Reset();
        _limit?.Reset();
        _hear?.Reset();
    }

    /// <summary>Where a block comes in: without an upmix the inputs themselves.</summary>
    AudioBlock Received(int frames) => (_upmix is null ? _inputs : _received).Block(frames);

    /// <summary>Left and right become left, right and centre; the surrounds stay what they are.</summary>
    static void Upmix(CentreUpmixer upmix, ReadOnlyAudioBlock received, AudioBlock inputs)
    {
        upmix.Process(received.Rows(0, FrontChannels), inputs.Rows(0, FrontInputs));
        for (int channel = FrontChannels; channel < received.Channels; channel++) received[channel].CopyTo(inputs[channel + FrontInputs - FrontChannels]);
    }

    /// <summary>What each driver bears; full scale where the plan does not say.</summary>
    static DriverLimits[] Limits(RenderPlan plan)
    {
        DriverLimits[] limits = new DriverLimits[plan.Drivers.Count];
        for (int driver = 0; driver < limits.Length; driver++) limits[driver] = driver < plan.DriverLimits.Count ? plan.DriverLimits[driver] : new();
        return limits;
    }
}
