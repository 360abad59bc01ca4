using Proscenium.Engine;
using Proscenium.Engine.Dsp;
using Proscenium.Engine.Limiting;
using Proscenium.Judging.Levels;

namespace Proscenium.Rendering;

/// <summary>Measures what the limiter of a renderer does to the driver feeds.</summary>
sealed class LimiterMeter
{
    readonly MixerLimiter _limiter;
    readonly Loudness _before, _after;

    /// <summary>Begins with a renderer that limits.</summary>
    /// <param name="renderer">The renderer.</param>
    /// <param name="sampleRate">Samples per second.</param>
    public LimiterMeter(Renderer renderer, int sampleRate)
    {
        _limiter = renderer.Limiter!;
        (_before, _after) = (new(sampleRate, renderer.DriverCount), new(sampleRate, renderer.DriverCount));
    }

    /// <summary>Measures the block that the renderer has just processed.</summary>
    /// <param name="feeds">What it made of it.</param>
    public void Add(ReadOnlyAudioBlock feeds)
    {
        _before.Add(_limiter.Unlimited(feeds.Frames));
        _after.Add(feeds);
    }

    /// <summary>What was measured so far, completed by others.</summary>
    public RenderFigures Figures
    {
        get
        {
            ReductionTotals reductions = ReductionTotals.Of(_limiter);
            return new()
            {
                LargestFeedDb = 20 * Math.Log10(_limiter.LargestSample),
                UnlimitedLufs = _before.IntegratedLufs,
                Lufs = _after.IntegratedLufs,
                LargestShareDb = _limiter.SparedPower ? null : 20 * Math.Log10(_limiter.LargestShare),
                LargestReductionDb = reductions.LargestDb,
                LargestBassReductionDb = reductions.LargestBassDb,
                MeanReductionDb = reductions.MeanDb,
                ShareAbove1Db = _limiter.InputReductions is { Count: > 0 } all ? (double)all.CountAbove(1) / all.Count : 0,
                SecondsAbove3Db = reductions.SecondsAbove3Db,
            };
        }
    }
}
