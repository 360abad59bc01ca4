using Proscenium.Listening;
using ScottPlot;

namespace Proscenium.Cli.Output;

/// <summary>How often what is left of the cancellation by driver errors.</summary>
static class DrawsPicture
{
    const double Step = 0.5;

    /// <summary>Draws a histogram in steps of half a decibel, and the figure without errors.</summary>
    public static Picture Of(string alt, DriverTolerance tolerance)
    {
        Key[] keys = [new("draws", PlotStyle.After), new("without errors", PlotStyle.Aim, true)];
        var groups = tolerance.SeatDrawsDb.GroupBy(value => Math.Floor(value / Step)).ToDictionary(group => group.Key, group => group.Count());
        return Picture.Of(alt, keys, font =>
        {
            Plot plot = PlotStyle.New(font);
            plot.Add.Bars((Bar[])[.. groups.Select(group => new Bar { Position = Step * (group.Key + 0.5), Value = group.Value, Size = Step * 0.9, FillColor = Color.FromHex(keys[0].Colour), LineWidth = 0 })]);
            var nominal = plot.Add.VerticalLine(tolerance.Seat.Nominal, 2, Color.FromHex(keys[1].Colour), LinePattern.Dashed);
            nominal.ExcludeFromLegend = true;
            plot.XLabel("cancellation at the seat, dB");
            plot.YLabel("draws");
            plot.Axes.SetLimits(Math.Floor(groups.Keys.Min() * Step) - 1, Math.Ceiling(tolerance.Seat.Nominal) + 1, 0, groups.Values.Max() * 1.1);
            return plot;
        });
    }
}
