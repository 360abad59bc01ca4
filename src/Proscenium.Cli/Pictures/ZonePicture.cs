using Proscenium.Heads;
using Proscenium.Judging.Rooms;
using ScottPlot;

namespace Proscenium.Cli.Pictures;

/// <summary>A value over the seats of a listening area, seen from above, the device beyond the upper edge.</summary>
static class ZonePicture
{
    static readonly IColormap _bad = new ScottPlot.Colormaps.Viridis().Reversed(), _good = new ScottPlot.Colormaps.Viridis();

    /// <summary>Draws a map; bright is good.</summary>
    /// <param name="alt">What is to be seen, in words.</param>
    /// <param name="zone">The seats.</param>
    /// <param name="value">What is drawn.</param>
    /// <param name="unit">Its unit.</param>
    /// <param name="range">Its least and largest colour.</param>
    /// <param name="lessIsBetter">True for errors.</param>
    public static Picture Of(string alt, ListeningZone zone, Func<ZoneSeat, double> value, string unit, (double Low, double High) range, bool lessIsBetter)
    {
        ZoneGrid grid = zone.Grid;
        double[,] values = new double[grid.Rows, grid.Columns];
        foreach ((int i, HeadPose seat) in grid.Seats.Index())
            values[grid.Rows - 1 - i / grid.Columns, i % grid.Columns] = zone.At(seat) is { } image ? Math.Clamp(value(image), range.Low, range.High) : double.NaN;
        return Picture.Square(alt, [], font =>
        {
            Plot plot = PlotStyle.New(font);
            var map = plot.Add.Heatmap(values);
            map.Colormap = lessIsBetter ? _bad : _good;
            map.ManualRange = new(range.Low, range.High);
            double across = 100 * grid.AcrossMetres, along = 100 * grid.AlongMetres;
            map.Extent = new(-across * grid.Columns / 2, across * grid.Columns / 2, -along * grid.Rows / 2, along * grid.Rows / 2);
            foreach (ZoneSeat seat in zone.Seats.Where(seat => seat.Holds(zone.AngleDegrees)))
            {
                var mark = plot.Add.Marker(-100 * seat.Seat.Left, 100 * seat.Seat.Forward, MarkerShape.FilledCircle, 7, Colors.White);
                mark.MarkerStyle.OutlineColor = Colors.Black;
                mark.MarkerStyle.OutlineWidth = 1;
            }
            PlotStyle.ColourScale(plot, map, unit, font);
            plot.XLabel("to the right, cm");
            plot.YLabel("nearer, cm");
            plot.HideGrid();
            plot.Axes.SetLimits(-across * grid.Columns / 2, across * grid.Columns / 2, -along * grid.Rows / 2, along * grid.Rows / 2);
            return plot;
        });
    }
}
