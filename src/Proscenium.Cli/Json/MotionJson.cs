using System.Text.Json.Nodes;
using Proscenium.Analysis;
using static Proscenium.Cli.Json.JsonText;

namespace Proscenium.Cli.Json;

/// <summary>A head that moves as JSON.</summary>
static class MotionJson
{
    /// <summary>All figures.</summary>
    public static JsonObject Of(MotionFindings motion) => new()
    {
        ["seconds"] = Numbers(motion.Seconds),
        ["leftMetres"] = Numbers(motion.LeftMetres),
        ["shareBeyondPlaces"] = Number(motion.ShareBeyond),
        ["seatFilters"] = Run(motion.Runs[0]),
        ["byTracker"] = motion.Runs.Count > 1 ? Run(motion.Runs[1]) : null,
        ["exactly"] = motion.Runs.Count > 2 ? Run(motion.Runs[2]) : null,
    };

    static JsonObject Run(MotionRun run) => new()
    {
        ["medianDb"] = Number(run.Median.Mean),
        ["medianWorseSideDb"] = Number(run.Median.Worse),
        ["tenthPercentileDb"] = Number(run.TenthPercentile.Mean),
        ["tenthPercentileWorseSideDb"] = Number(run.TenthPercentile.Worse),
        ["cancellationDb"] = Numbers(run.Frames.Select(frame => frame.Mean)),
        ["worseSideDb"] = Numbers(run.Frames.Select(frame => frame.Worse)),
    };
}
