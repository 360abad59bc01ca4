using System.Text.Json.Nodes;
using Proscenium.Rendering;
using static Proscenium.Cli.Json.JsonText;

namespace Proscenium.Cli.Json;

/// <summary>The figures of a render as JSON; every key is described in docs/level.md.</summary>
static class RenderJson
{
    const int Version = 1;

    /// <summary>Everything.</summary>
    public static JsonObject Of(FileRendering rendering, RenderedFile rendered)
    {
        RenderFigures figures = rendered.Figures;
        return new()
        {
            ["version"] = Version,
            ["device"] = rendered.Design.Request.Device.Name,
            ["sampleRate"] = rendered.Design.Plan.SampleRate,
            ["frames"] = figures.Frames,
            ["channels"] = rendering.Monitor ? Texts(["left ear", "right ear"]) : Texts(rendered.Design.Plan.Drivers),
            ["bypass"] = rendering.Bypass,
            ["track"] = rendering.Poses,
            ["followsHead"] = rendering.Poses is not null && !rendering.Bypass && rendered.Design.Plan.Bank is not null,
            ["shareBeyondPlaces"] = Number(rendered.ShareBeyond),
            ["night"] = rendered.Listening.Night,
            ["listeningLevelPhon"] = Number(rendered.Listening.LevelPhon),
            ["harmonicBassHz"] = Number(rendered.Listening.BassHz),
            ["gainDb"] = Number(rendered.GainDb),
            ["playbackGainDb"] = Number(rendered.Design.Plan.PlaybackGainDb),
            ["highestGainDb"] = Number(rendered.HighestGainDb),
            ["peakDb"] = Number(figures.PeakDb),
            ["largestFeedDb"] = Number(figures.LargestFeedDb),
            ["loudnessLufs"] = Number(figures.Lufs),
            ["unlimitedLoudnessLufs"] = Number(figures.UnlimitedLufs),
            ["largestReductionDb"] = Number(figures.LargestReductionDb),
            ["largestBassReductionDb"] = Number(figures.LargestBassReductionDb),
            ["meanReductionDb"] = Number(figures.MeanReductionDb),
            ["secondsAbove3Db"] = Number(figures.SecondsAbove3Db),
            ["warnings"] = Texts(rendered.Warnings),
        };
    }
}
