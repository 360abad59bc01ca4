using ScottPlot;

namespace Proscenium.Cli.Pictures.Sweeps;

/// <summary>Parallel coordinates (Inselberg, The Visual Computer 1, 1985): an upright axis for each column, and a line through them for each item.</summary>
static class ParallelPicture
{
    const int MostLines = 400;

    /// <summary>An axis.</summary>
    /// <param name="Name">Its column.</param>
    /// <param name="Least">What its lower end stands for.</param>
    /// <param name="Most">What its upper end stands for.</param>
    public readonly record struct Scale(string Name, string Least, string Most);

    /// <summary>Draws it.</summary>
    /// <param name="alt">What is to be seen, in words.</param>
    /// <param name="scales">The axes, from left to right.</param>
    /// <param name="all">All items, 0 to 1 on each axis; a choice of them is drawn where they are many.</param>
    /// <param name="best">The best items.</param>
    public static Picture Of(string alt, IReadOnlyList<Scale> scales, IReadOnlyList<double[]> all, IReadOnlyList<double[]> best)
    {
        Key others = new("items", PlotStyle.Faint), good = new("the best", PlotStyle.After);
        int step = Math.Max(1, all.Count / MostLines);
        return Picture.Of(alt, [others, good], font =>
        {
            Plot plot = PlotStyle.New(font);
            double[] places = [.. Enumerable.Range(0, scales.Count).Select(n => (double)n)];
            foreach (double[] line in all.Where((_, n) => n % step == 0))
            {
                var drawn = plot.Add.ScatterLine(places, line, Color.FromHex(others.Colour));
                drawn.LineWidth = 1;
            }
            foreach (double[] line in best) PlotStyle.Line(plot, good, places, line);
            for (int n = 0; n < scales.Count; n++)
            {
                var axis = plot.Add.Line(n, 0, n, 1);
                axis.LineColor = Color.FromHex("#222222");
                axis.LineWidth = 1;
                Label(plot, scales[n].Most, n, 1.03, Alignment.LowerCenter, font);
                Label(plot, scales[n].Least, n, -0.03, Alignment.UpperCenter, font);
            }
            bool narrow = font < Picture.WideFont;
            plot.Axes.Bottom.SetTicks(places, [.. scales.Select((scale, n) => narrow ? FormattableString.Invariant($"{n + 1}") : Broken(scale.Name))]);
            plot.Axes.Bottom.MajorTickStyle.Length = 0;
            plot.Axes.Left.SetTicks([], []);
            plot.HideGrid();
            plot.Axes.SetLimits(-0.45, scales.Count - 0.55, -0.14, 1.14);
            return plot;
        });
    }

    static void Label(Plot plot, string text, double place, double height, Alignment alignment, float font)
    {
        var label = plot.Add.Text(text, place, height);
        label.LabelFontName = PlotStyle.Font;
        label.LabelFontSize = font - 2;
        label.LabelFontColor = Color.FromHex("#222222");
        label.LabelAlignment = alignment;
    }

    /// <summary>A name in lines that fit below an axis.</summary>
    static string Broken(string name)
    {
        const int width = 16;
        List<string> lines = [""];
        foreach (string part in name.Split('_'))
        {
            if (lines[^1].Length > 0 && lines[^1].Length + part.Length > width) lines.Add("");
            lines[^1] += (lines[^1].Length > 0 ? "_" : lines.Count > 1 ? "_" : "") + part;
        }
        return string.Join('\n', lines);
    }
}
