using ScottPlot;

namespace Proscenium.Cli.Pictures;

/// <summary>Groups of bars.</summary>
static class BarPicture
{
    /// <summary>With more groups than that their names need room.</summary>
    const int ManyGroups = 5;

    /// <summary>Draws one group of bars for each name, one bar for each key.</summary>
    /// <param name="alt">What is to be seen, in words.</param>
    /// <param name="unit">Of the vertical axis.</param>
    /// <param name="names">Under the groups.</param>
    /// <param name="keys">What the bars of a group are.</param>
    /// <param name="values">groups x keys.</param>
    public static Picture Of(string alt, string unit, IReadOnlyList<string> names, IReadOnlyList<Key> keys, IReadOnlyList<double[]> values) => Picture.Of(alt, keys, font =>
    {
        Plot plot = PlotStyle.New(font);
        (bool many, bool narrow) = (names.Count > ManyGroups, font < Picture.WideFont);
        double step = 0.8 / keys.Count;
        for (int key = 0; key < keys.Count; key++)
        {
            int series = key;
            var bars = plot.Add.Bars((Bar[])[.. names.Select((_, group) => new Bar
            {
                Position = group + (series - (keys.Count - 1) / 2.0) * step,
                Value = values[group][series],
                Size = step * 0.92,
                FillColor = Color.FromHex(keys[series].Colour),
                LineWidth = 0,
            })]);
            bars.ValueLabelStyle.IsVisible = false;
        }
        var zero = plot.Add.HorizontalLine(0, 1, Color.FromHex("#222222"));
        zero.LinePattern = LinePattern.Solid;
        plot.Axes.Bottom.SetTicks([.. names.Select((_, group) => (double)group)], [.. names.Select(name => many && !narrow ? name.Replace(' ', '\n') : name)]);
        plot.Axes.Bottom.MajorTickStyle.Length = 0;
        if (many && narrow) Slant(plot.Axes.Bottom);
        plot.Grid.XAxisStyle.IsVisible = false;
        plot.YLabel(unit);
        double highest = Math.Max(0, values.Max(group => group.Max())), lowest = Math.Min(0, values.Min(group => group.Min()));
        plot.Axes.SetLimits(-0.55, names.Count - 0.45, lowest - 0.04 * (highest - lowest), highest + 0.06 * (highest - lowest));
        return plot;
    });

    static void Slant(IAxis axis)
    {
        axis.TickLabelStyle.Rotation = -40;
        axis.TickLabelStyle.Alignment = Alignment.MiddleRight;
        axis.TickLabelStyle.OffsetY = 8; // below the frame
        axis.MinimumSize = 95;
    }
}
