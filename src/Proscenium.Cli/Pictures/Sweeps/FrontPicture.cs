using ScottPlot;

namespace Proscenium.Cli.Pictures.Sweeps;

/// <summary>All items between two figures, and the best compromises among them.</summary>
static class FrontPicture
{
    /// <summary>With more points than these the others are a choice of them, evenly over the items.</summary>
    const int MostPoints = 4000;

    /// <summary>Draws it.</summary>
    /// <param name="alt">What is to be seen, in words.</param>
    /// <param name="names">The figures: across, up.</param>
    /// <param name="all">All items.</param>
    /// <param name="front">The best compromises, in their order along the front.</param>
    public static Picture Of(string alt, (string Across, string Up) names, IReadOnlyList<(double Across, double Up)> all, IReadOnlyList<(double Across, double Up)> front)
    {
        Key others = new("items", PlotStyle.Faint, Broad: true), best = new("best compromises (Pareto front)", PlotStyle.After);
        int step = Math.Max(1, all.Count / MostPoints);
        (double Across, double Up)[] some = [.. all.Where((_, n) => n % step == 0)];
        return Picture.Of(alt, [others, best], font =>
        {
            Plot plot = PlotStyle.New(font);
            var points = plot.Add.ScatterPoints(Array.ConvertAll(some, item => item.Across), Array.ConvertAll(some, item => item.Up));
            points.Color = Color.FromHex(others.Colour);
            points.MarkerSize = 5;
            double[] across = [.. front.Select(item => item.Across)], up = [.. front.Select(item => item.Up)];
            PlotStyle.Line(plot, best, across, up);
            var marks = plot.Add.ScatterPoints(across, up);
            marks.Color = Color.FromHex(best.Colour);
            marks.MarkerSize = 9;
            plot.XLabel(names.Across);
            plot.YLabel(names.Up);
            plot.Axes.AutoScale();
            return plot;
        });
    }
}
