using ScottPlot;

namespace Proscenium.Cli.Pictures;

/// <summary>What all pictures share: the font, the colours, the frequency axis.</summary>
static class PlotStyle
{
    /// <summary>Name of the font that comes with the command.</summary>
    public const string Font = "DejaVu Sans";

    /// <summary>Colours by meaning, as <c>#RRGGBB</c>.</summary>
    public const string Before = "#C0504D", After = "#1F6FB4", Aim = "#555555", Plan = "#2E8B57", Other = "#E08A00", Faint = "#B8C4D0", Pale = "#F6CE95";

    /// <summary>Colours of drivers, one after the other.</summary>
    public static IReadOnlyList<string> Drivers { get; } = [After, Before, Plan, Other, "#7B4FA3", "#008B8B", "#A0522D", "#708090"];

    static readonly double[] _ticks = [50, 100, 200, 500, 1000, 2000, 5000, 10000, 20000];

    static PlotStyle() =>
        // a machine may have no fonts at all
        Fonts.AddFontFile(Font, Path.Combine(AppContext.BaseDirectory, "Fonts", "DejaVuSans.ttf"));

    /// <summary>An empty plot in this style; sizes in pixels of the picture.</summary>
    public static Plot New(float fontSize)
    {
        Plot plot = new();
        plot.Font.Set(Font);
        foreach (IAxis axis in plot.Axes.GetAxes())
        {
            axis.TickLabelStyle.FontSize = fontSize;
            axis.Label.FontSize = fontSize;
            axis.Label.Bold = false;
        }
        return plot;
    }

    /// <summary>Draws a curve as its key looks.</summary>
    public static void Line(Plot plot, Key key, double[] across, double[] up)
    {
        var line = plot.Add.ScatterLine(across, up, Color.FromHex(key.Colour));
        line.LineWidth = key.Dashed ? 2 : key.Broad ? 7 : 2.5f;
        line.LinePattern = key.Dashed ? LinePattern.Dashed : LinePattern.Solid;
    }

    /// <summary>Puts the scale of a map's colours beside it.</summary>
    public static void ColourScale(Plot plot, ScottPlot.Plottables.Heatmap map, string label, float fontSize)
    {
        var scale = plot.Add.ColorBar(map);
        scale.Label = label;
        scale.LabelStyle.FontSize = scale.Axis.TickLabelStyle.FontSize = fontSize;
        scale.LabelStyle.FontName = scale.Axis.TickLabelStyle.FontName = Font;
    }

    /// <summary>Marks the frequencies; positions on the axis are their logarithms to base 10.</summary>
    public static void FrequencyAxis(Plot plot, double lowHz, double highHz, string? label = "frequency, Hz")
    {
        FrequencyTicks(plot.Axes.Bottom, lowHz, highHz);
        plot.Axes.SetLimitsX(Math.Log10(lowHz), Math.Log10(highHz));
        if (label is not null) plot.XLabel(label);
    }

    /// <summary>Marks the frequencies on any axis.</summary>
    public static void FrequencyTicks(IAxis axis, double lowHz, double highHz)
    {
        double[] ticks = [.. _ticks.Where(f => f >= lowHz && f <= highHz)];
        axis.SetTicks(Array.ConvertAll(ticks, Math.Log10), Array.ConvertAll(ticks, f => f < 1000 ? $"{f:0}" : $"{f / 1000:0} k"));
    }
}
