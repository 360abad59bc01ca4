using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;
using Proscenium.Judging.Upmix;

namespace Proscenium.Rendering;

/// <summary>Splits a whole file into left, right and centre, aligned with the input sample by sample, and measures what came of it.</summary>
static class UpmixRun
{
    /// <summary>Runs from the source's beginning to its end.</summary>
    /// <param name="source">Stereo.</param>
    /// <param name="sink">Takes each block of left, right, centre.</param>
    /// <param name="mode">How well the centre is split off against how late.</param>
    /// <param name="trueCentre">The true centre, mono at the source's rate, or null.</param>
    /// <param name="progress">Told the frames processed so far, may be null.</param>
    /// <param name="cancel">Ends the run between blocks.</param>
    public static UpmixFigures Run(StereoSource source, Action<ReadOnlyAudioBlock> sink, UpmixMode mode, ValidSamples? trueCentre = null, Action<long>? progress = null, CancellationToken cancel = default)
    {
        MixWithCentre mix = new(source, trueCentre);
        MeasuredUpmix upmix = new(mode, source.SampleRate, mix.Channels == 3);
        int unwritten = upmix.LatencyFrames; // frames before the first one
        long frames = new BlockPipeline(mix.Channels, 3).Run(mix.Read, Process, Write, upmix.LatencyFrames, progress, cancel);
        return upmix.Figures(frames, mix.SilencedSamples) with { CentreRunsOn = mix.CentreRunsOn() };

        void Process(ReadOnlyAudioBlock input, AudioBlock split) => upmix.Process(input, split, mix.CentreFrames);

        void Write(ReadOnlyAudioBlock split)
        {
            int before = Math.Min(unwritten, split.Frames);
            unwritten -= before;
            sink(split.Slice(before, split.Frames - before));
        }
    }
}
