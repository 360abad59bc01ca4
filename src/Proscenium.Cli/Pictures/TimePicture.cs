using ScottPlot;

namespace Proscenium.Cli.Pictures;

/// <summary>Levels over time: curves, or single arrivals as stems.</summary>
static class TimePicture
{
    /// <summary>Draws curves.</summary>
    /// <param name="alt">What is to be seen, in words.</param>
    /// <param name="unit">Of the vertical axis.</param>
    /// <param name="lowestDb">Lower edge; the upper one is 0 dB.</param>
    /// <param name="milliseconds">Right edge.</param>
    /// <param name="curves">Names, and levels at times.</param>
    public static Picture Curves(string alt, string unit, double lowestDb, double milliseconds, IReadOnlyList<(Key Key, double[] Milliseconds, double[] Decibels)> curves) =>
        Picture.Of(alt, [.. curves.Select(curve => curve.Key)], font =>
        {
            Plot plot = PlotStyle.New(font);
            foreach ((Key key, double[] times, double[] levels) in curves.Reverse())
                PlotStyle.Line(plot, key, times, Array.ConvertAll(levels, level => Math.Max(level, 2 * lowestDb)));
            return Framed(plot, unit, lowestDb, milliseconds);
        });

    /// <summary>Draws stems.</summary>
    /// <param name="alt">What is to be seen, in words.</param>
    /// <param name="unit">Of the vertical axis.</param>
    /// <param name="lowestDb">Lower edge; the upper one is 0 dB.</param>
    /// <param name="milliseconds">Right edge.</param>
    /// <param name="groups">Names, and arrivals with their levels.</param>
    public static Picture Stems(string alt, string unit, double lowestDb, double milliseconds, IReadOnlyList<(Key Key, (double Milliseconds, double Decibels)[] Arrivals)> groups) =>
        Picture.Of(alt, [.. groups.Select(group => group.Key)], font =>
        {
            Plot plot = PlotStyle.New(font);
            foreach ((Key key, (double, double)[] arrivals) in groups.Reverse())
            {
                foreach ((double time, double level) in arrivals.Where(arrival => arrival.Item2 > lowestDb))
                {
                    var stem = plot.Add.Line(time, lowestDb, time, level);
                    stem.LineColor = Color.FromHex(key.Colour);
                    stem.LineWidth = 2;
                }
            }
            return Framed(plot, unit, lowestDb, milliseconds);
        });

    static Plot Framed(Plot plot, string unit, double lowestDb, double milliseconds)
    {
        plot.XLabel("after the direct sound, ms");
        plot.YLabel(unit);
        plot.Axes.SetLimits(-0.01 * milliseconds, milliseconds, lowestDb, 2);
        return plot;
    }
}
