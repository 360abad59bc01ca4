using Proscenium.Judging.FreeField;
using ScottPlot;

namespace Proscenium.Cli.Pictures;

/// <summary>Histogram of the cancellation with driver errors.</summary>
static class MonteCarloPicture
{
    const int MaxSteps = 14;

    static readonly double[] _steps = [0.05, 0.1, 0.2, 0.5, 1, 2, 5];

    /// <summary>Draws a histogram, and the figure without errors.</summary>
    public static Picture Of(string alt, DriverTolerance tolerance)
    {
        Key[] keys = [new("Monte Carlo runs", PlotStyle.After), new("without errors", PlotStyle.Aim, true)];
        double wide = tolerance.SeatSeparationOfRunsDb.Max() - tolerance.SeatSeparationOfRunsDb.Min(), step = _steps.FirstOrDefault(s => wide < MaxSteps * s, _steps[^1]);
        var groups = tolerance.SeatSeparationOfRunsDb.GroupBy(value => Math.Floor(value / step)).ToDictionary(group => group.Key, group => group.Count());
        return Picture.Of(alt, keys, font =>
        {
            Plot plot = PlotStyle.New(font);
            plot.Add.Bars((Bar[])[.. groups.Select(group => new Bar { Position = step * (group.Key + 0.5), Value = group.Value, Size = step * 0.9, FillColor = Color.FromHex(keys[0].Colour), LineWidth = 0 })]);
            var nominal = plot.Add.VerticalLine(tolerance.SeatSeparation.Nominal, 2, Color.FromHex(keys[1].Colour), LinePattern.Dashed);
            nominal.ExcludeFromLegend = true;
            plot.XLabel("cancellation at the seat, dB");
            plot.YLabel("runs");
            double lowest = Math.Min(groups.Keys.Min() * step, tolerance.SeatSeparation.Nominal), highest = Math.Max((groups.Keys.Max() + 1) * step, tolerance.SeatSeparation.Nominal);
            plot.Axes.SetLimits(lowest - 2 * step, highest + 2 * step, 0, groups.Values.Max() * 1.1);
            return plot;
        });
    }
}
