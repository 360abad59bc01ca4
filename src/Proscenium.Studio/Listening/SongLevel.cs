using Proscenium.Design;
using Proscenium.Engine;
using Proscenium.Engine.Convolution;
using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;
using Proscenium.Judging.Levels;
using Proscenium.Rendering;

namespace Proscenium.Studio.Listening;

/// <summary>How loud a song is at the ears with a plan, and what its limiter does to it: the whole song through the engine, as it is rendered.</summary>
/// <param name="Figures">The drivers' levels, and what the limiter did.</param>
/// <param name="DifferenceLu">How much louder it is at the ears than the untreated device, which plays it at 0 dB; 0 for silence.</param>
sealed record SongLevel(RenderFigures Figures, double DifferenceLu)
{
    const int BlockFrames = 4096;

    /// <summary>Plays it.</summary>
    /// <param name="design">The plan.</param>
    /// <param name="ears">From the drivers to the ears.</param>
    /// <param name="song">What is played.</param>
    /// <param name="cancel">Ends the work.</param>
    public static SongLevel Of(SpatialDesign design, FirMatrix ears, Song song, CancellationToken cancel)
    {
        (RenderFigures figures, double treated) = Play(design.Plan with { Bank = null }, ears, song, cancel);
        return new(figures, PreparedFile.Difference(treated, Play(design.UntreatedDownmix, ears, song, cancel).Lufs));
    }

    static (RenderFigures Figures, double Lufs) Play(RenderPlan plan, FirMatrix ears, Song song, CancellationToken cancel)
    {
        Renderer renderer = new(plan, BlockFrames, Math.Pow(10, plan.PlaybackGainDb / 20), Renderer.PlaybackCeilingDb);
        LimiterMeter limiter = new(renderer, song.SampleRate);
        PartitionedConvolver monitor = new(ears, BlockFrames);
        Loudness loudness = new(song.SampleRate, 2);
        AudioBuffer inputs = new(plan.InputChannels, BlockFrames), feeds = new(renderer.DriverCount, BlockFrames), heard = new(2, BlockFrames);
        int rings = renderer.LatencyFrames + plan.Filters.Taps + ears.Taps;
        for (int start = 0; start < song.Frames + rings; start += BlockFrames)
        {
            cancel.ThrowIfCancellationRequested();
            int frames = Math.Min(BlockFrames, song.Frames + rings - start), played = Math.Clamp(song.Frames - start, 0, frames);
            inputs.Block().Clear();
            foreach ((int channel, string name) in plan.Channels.Index())
                if (played > 0 && song.Layout.Channels.Contains(name)) SongChannels.Samples(song, UpmixMode.None, name).AsSpan(start, played).CopyTo(inputs.Block()[channel]);
            renderer.Process(inputs.Block(frames), feeds.Block(frames));
            limiter.Add(feeds.Block(frames));
            monitor.Process(feeds.Block(frames), heard.Block(frames));
            loudness.Add(heard.Block(frames));
        }
        return (limiter.Figures, loudness.IntegratedLufs);
    }
}
