using Proscenium.Engine;
using Proscenium.Engine.Convolution;
using Proscenium.Engine.Dsp;
using Proscenium.Engine.Listening;
using Proscenium.Engine.Plan;
using Proscenium.Judging.Motion;

namespace Proscenium.Rendering;

/// <summary>
/// Renders a whole file block by block: driver feeds, or through monitor filters what two ears hear. The output begins with the plan's
/// latency and goes on until the filters have rung out; memory does not grow with the file.
/// </summary>
/// <param name="plan">The plan to run.</param>
/// <param name="gainDb">Gain at the drivers.</param>
/// <param name="monitor">Filters from drivers to ears, or null for the feeds.</param>
/// <param name="listening">What is changed before the plan, or null.</param>
/// <param name="motion">A head that moves, whom a plan with a bank follows, and along whose way a monitor hears; null for one in the seat.</param>
sealed class OfflineRender(RenderPlan plan, double gainDb, FirMatrix? monitor = null, ListeningSettings? listening = null, HeadMotion? motion = null)
{
    const double StepSeconds = 0.01;

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
        FollowedHead head = motion is null ? FollowedHead.Never() : FollowedHead.Exactly(motion.Track.At);
        int step = motion is null ? BlockPipeline.MaxFrames : (int)(StepSeconds * plan.SampleRate);
        Renderer renderer = new(plan, step, Math.Pow(10, gainDb / 20), Renderer.PlaybackCeilingDb, motion is null ? null : head.Place);
        ListeningStage stage = new(listening ?? new(), plan.InputChannels, plan.SampleRate, BlockPipeline.MaxFrames);
        PartitionedConvolver? ears = monitor is null || motion is not null ? null : new(monitor, BlockPipeline.MaxFrames);
        MovingEars? moving = monitor is null ? null : motion?.Ears(plan.SampleRate);
        AudioBuffer drivers = new(plan.Drivers.Count, BlockPipeline.MaxFrames);
        LimiterMeter limiter = new(renderer, plan.SampleRate);
        long ringOut = renderer.LatencyFrames + plan.Filters.Taps + (moving is null ? monitor?.Taps ?? 0 : moving.LatencyFrames + moving.Taps);
        (float peak, long done, int late) = (0, 0, moving?.LatencyFrames ?? 0);
        long frames = new BlockPipeline(plan.InputChannels, Channels).Run(source.Channels(plan.Channels), Process, InTime, ringOut, progress, cancel);
        return limiter.Figures with { Frames = frames, PeakDb = 20 * Math.Log10(peak), SilencedSamples = source.SilencedSamples };

        void Process(ReadOnlyAudioBlock input, AudioBlock output)
        {
            AudioBlock feeds = monitor is null ? output : drivers.Block(input.Frames);
            ReadOnlyAudioBlock staged = stage.Process(input);
            for (int start = 0; start < input.Frames; start += step)
            {
                int count = Math.Min(step, input.Frames - start);
                head.Advance((double)(done + start) / plan.SampleRate);
                renderer.Process(staged.Slice(start, count), feeds.Slice(start, count));
                limiter.Add(feeds.Slice(start, count));
            }
            done += input.Frames;
            ears?.Process(feeds, output);
            moving?.Process(feeds, output);
            peak = Math.Max(peak, SampleGuard.Peak(output));
        }

        // without the time that moving ears take
        void InTime(ReadOnlyAudioBlock output)
        {
            int left = Math.Min(late, output.Frames);
            late -= left;
            if (left < output.Frames) sink(output.Slice(left, output.Frames - left));
        }
    }
}
