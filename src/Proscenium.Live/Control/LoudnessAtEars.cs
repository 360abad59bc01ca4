using Proscenium.Engine;
using Proscenium.Engine.Convolution;
using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;
using Proscenium.Judging.Levels;

namespace Proscenium.Live.Control;

/// <summary>The loudness of a plan at the listener's ears: runs the plan, the responses from drivers to ears, and a meter. <see cref="Add"/> does not allocate.</summary>
sealed class LoudnessAtEars
{
    readonly Renderer _renderer;
    readonly PartitionedConvolver? _ears;
    readonly AudioBuffer _drivers, _earSignals;
    readonly int _sampleRate;

    /// <summary>Takes all memory.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="ears">Filters from its drivers to both ears, or null where its outputs are the ears.</param>
    /// <param name="gainDb">Gain at the drivers.</param>
    /// <param name="maxFrames">Frames of the largest block.</param>
    public LoudnessAtEars(RenderPlan plan, FirMatrix? ears, double gainDb, int maxFrames)
    {
        _renderer = new Renderer(plan, maxFrames, Math.Pow(10, gainDb / 20));
        _ears = ears is null ? null : new(ears, maxFrames);
        (_drivers, _earSignals) = (new(plan.Drivers.Count, maxFrames), new(ears?.Outputs ?? plan.Drivers.Count, maxFrames));
        _sampleRate = plan.SampleRate;
        Meter = new Loudness(_sampleRate, _earSignals.Channels);
    }

    /// <summary>What it measured.</summary>
    public Loudness Meter { get; private set; }

    /// <summary>Plays a block and measures it.</summary>
    public void Add(ReadOnlyAudioBlock input)
    {
        AudioBlock drivers = _drivers.Block(input.Frames), ears = _earSignals.Block(input.Frames);
        _renderer.Process(input, drivers);
        if (_ears is null) Meter.Add(drivers);
        else
        {
            _ears.Process(drivers, ears);
            Meter.Add(ears);
        }
    }

    /// <summary>Forgets all sound.</summary>
    public void Restart()
    {
        _renderer.Reset();
        _ears?.Reset();
        Meter = new Loudness(_sampleRate, _earSignals.Channels);
    }
}
