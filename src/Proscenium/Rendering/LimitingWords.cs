using static System.FormattableString;

namespace Proscenium.Rendering;

/// <summary>What a limiter did, in words.</summary>
static class LimitingWords
{
    const double HeardDb = 0.05, HeardSeconds = 0.05;

    /// <summary>How much the inputs were turned down.</summary>
    public static string Of(double largestDb, double largestBassDb, double meanDb, double secondsAbove3Db)
    {
        string bass = Invariant($"the bass at 60 Hz by {largestBassDb:0.0} dB at most");
        if (largestDb < HeardDb) return largestBassDb < HeardDb ? "none needed" : bass;
        string lasting = secondsAbove3Db >= HeardSeconds ? Invariant($", more than 3 dB for {secondsAbove3Db:0.0} s") : "";
        return Invariant($"by {largestDb:0.0} dB at most, {meanDb:0.0} dB on the mean{lasting}{(largestBassDb - largestDb >= HeardDb ? $"; {bass}" : "")}");
    }

    /// <summary>How much the inputs of a file were turned down.</summary>
    public static string Of(RenderFigures figures) => Of(figures.LargestReductionDb, figures.LargestBassReductionDb, figures.MeanReductionDb, figures.SecondsAbove3Db);

    /// <summary>The loudness after limiting, and before where that differs.</summary>
    public static string Loudness(RenderFigures figures)
    {
        if (double.IsInfinity(figures.Lufs)) return "silence";
        string before = figures.UnlimitedLufs - figures.Lufs >= HeardDb ? Invariant($", {figures.UnlimitedLufs:0.0;-0.0;0.0} LUFS before limiting") : "";
        return Invariant($"{figures.Lufs:0.0;-0.0;0.0} LUFS{before}");
    }
}
