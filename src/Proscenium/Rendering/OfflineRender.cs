using Proscenium.Engine;
using Proscenium.Engine.Convolution;
using Proscenium.Engine.Dsp;
using Proscenium.Engine.Listening;
using Proscenium.Engine.Plan;

namespace Proscenium.Rendering;

/// <summary>
/// Renders a whole file block by block: driver feeds, or through monitor filters what two ears hear. The output begins with the plan's
/// latency and goes on until the filters have rung out; memory does not grow with the file.
/// </summary>
/// <param name="plan">The plan to run.</param>
/// <param name="gainDb">Gain at the drivers.</param>
/// <param name="monitor">Filters from drivers to ears, or null for the feeds.</param>
/// <param name="listening">What is changed before the plan, or null.</param>
sealed class OfflineRender(RenderPlan plan, double gainDb, FirMatrix? monitor = null, ListeningSettings? listening = null)
{
    /// <summary>Channels of the output.</summary>
    public int Channels => monitor?.Outputs ?? plan.Drivers.Count;

    /// <summary>Runs from the source's beginning to its end.</summary>
    /// <param name="source">A programme at the plan's rate; channels of the plan that it has not are silent.</param>
    /// <param name="sink">Takes each block of output.</param>
    /// <param name="progress">Told the frames read so far, may be null.</param>
    /// <param name="cancel">Ends the run between blocks.</param>
    /// <exception cref="ArgumentException">The programme has another rate than the plan.</exception>
    public RenderFigures Run(ProgrammeSource source, Action<ReadOnlyAudioBlock> sink, Action<long>? progress = null, CancellationToken cancel = default)
    {
        if (source.SampleRate != plan.SampleRate) throw new ArgumentException($"a programme at {source.SampleRate} Hz does not fit a plan for {plan.SampleRate} Hz.", nameof(source));
        Renderer renderer = new(plan, BlockPipeline.MaxFrames, Math.Pow(10, gainDb / 20), Renderer.PlaybackCeilingDb);
        ListeningStage stage = new(listening ?? new(), plan.InputChannels, plan.SampleRate, BlockPipeline.MaxFrames);
        PartitionedConvolver? ears = monitor is null ? null : new(monitor, BlockPipeline.MaxFrames);
        AudioBuffer drivers = new(plan.Drivers.Count, BlockPipeline.MaxFrames);
        LimiterMeter limiter = new(renderer, plan.SampleRate);
        long ringOut = renderer.LatencyFrames + plan.Filters.Taps + (monitor?.Taps ?? 0);
        float peak = 0;
        long frames = new BlockPipeline(plan.InputChannels, Channels).Run(source.Channels(plan.Channels), Process, sink, ringOut, progress, cancel);
        return limiter.Figures with { Frames = frames, PeakDb = 20 * Math.Log10(peak), SilencedSamples = source.SilencedSamples };

        void Process(ReadOnlyAudioBlock input, AudioBlock output)
        {
            AudioBlock feeds = ears is null ? output : drivers.Block(input.Frames);
            renderer.Process(stage.Process(input), feeds);
            limiter.Add(feeds);
            ears?.Process(feeds, output);
            peak = Math.Max(peak, SampleGuard.Peak(output));
        }
    }
}
