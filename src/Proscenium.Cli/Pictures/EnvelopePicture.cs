using ScottPlot;

namespace Proscenium.Cli.Pictures;

/// <summary>Envelopes of responses over time, with the window that is cut out of them.</summary>
static class EnvelopePicture
{
    const double FromMilliseconds = -2, ToMilliseconds = 25, LowestDb = -60, HighestDb = 5;
    const float CurveWidth = 1.5f; // many cross each other

    static readonly Key _window = new("window", "#F1EBDD", Broad: true), _reflection = new("first strong reflection", "#222222"), _strong = new("counts as strong above", PlotStyle.Aim, true);

    /// <summary>When curves begin and end.</summary>
    public static (double From, double To) Milliseconds => (FromMilliseconds, ToMilliseconds);

    /// <summary>Draws them.</summary>
    /// <param name="alt">What is to be seen, in words.</param>
    /// <param name="windowMilliseconds">Length of the window.</param>
    /// <param name="reflectionMilliseconds">When a reflection comes, or null.</param>
    /// <param name="strongDb">What counts as one.</param>
    /// <param name="curves">Names, and levels at times after the direct sound.</param>
    public static Picture Of(string alt, double windowMilliseconds, double? reflectionMilliseconds, double strongDb, IReadOnlyList<(Key Key, double[] Milliseconds, double[] Decibels)> curves) =>
        Picture.Of(alt, [.. curves.Select(curve => curve.Key), _window, .. reflectionMilliseconds is null ? [] : (Key[])[_reflection], _strong], font =>
        {
            Plot plot = PlotStyle.New(font);
            var shade = plot.Add.HorizontalSpan(0, windowMilliseconds);
            shade.FillColor = Color.FromHex(_window.Colour);
            shade.LineWidth = 0;
            foreach ((Key key, double[] times, double[] levels) in curves.Reverse())
                plot.Add.ScatterLine(times, Array.ConvertAll(levels, level => Math.Max(level, 2 * LowestDb)), Color.FromHex(key.Colour)).LineWidth = CurveWidth;
            plot.Add.HorizontalLine(strongDb, 2, Color.FromHex(_strong.Colour), LinePattern.Dashed).ExcludeFromLegend = true;
            if (reflectionMilliseconds is { } late) plot.Add.VerticalLine(late, 2, Color.FromHex(_reflection.Colour)).ExcludeFromLegend = true;
            plot.XLabel("after the direct sound, ms");
            plot.YLabel("dB re direct sound");
            plot.Axes.SetLimits(FromMilliseconds, ToMilliseconds, LowestDb, HighestDb);
            return plot;
        });
}
