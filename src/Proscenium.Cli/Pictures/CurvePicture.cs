using ScottPlot;

namespace Proscenium.Cli.Pictures;

/// <summary>Curves over frequency.</summary>
static class CurvePicture
{
    /// <summary>A curve.</summary>
    /// <param name="Key">Its name and colour; curves of one name share a key.</param>
    /// <param name="Hertz">Frequencies.</param>
    /// <param name="Values">One value each.</param>
    public readonly record struct Curve(Key Key, IReadOnlyList<double> Hertz, IReadOnlyList<double> Values);

    /// <summary>Draws curves, the last one on top.</summary>
    /// <param name="alt">What is to be seen, in words.</param>
    /// <param name="unit">Of the vertical axis.</param>
    /// <param name="range">Of the vertical axis.</param>
    /// <param name="hertz">Of the horizontal axis.</param>
    /// <param name="curves">The curves.</param>
    /// <param name="marked">A range of frequencies to be shaded.</param>
    public static Picture Of(string alt, string unit, (double Low, double High) range, (double Low, double High) hertz, IReadOnlyList<Curve> curves, (double Low, double High)? marked = null)
    {
        List<Key> keys = [.. curves.Reverse().Select(curve => curve.Key).DistinctBy(key => key.Name)];
        return Picture.Of(alt, keys, font =>
        {
            Plot plot = PlotStyle.New(font);
            if (marked is { } band)
            {
                var shade = plot.Add.HorizontalSpan(Math.Log10(Math.Max(hertz.Low, band.Low)), Math.Log10(Math.Min(hertz.High, band.High)));
                shade.FillColor = Color.FromHex("#F1EBDD");
                shade.LineWidth = 0;
            }
            foreach (Curve curve in curves) Draw(plot, curve, range);
            PlotStyle.FrequencyAxis(plot, hertz.Low, hertz.High);
            plot.YLabel(unit);
            plot.Axes.SetLimitsY(range.Low, range.High);
            return plot;
        });
    }

    /// <summary>A range of the vertical axis that holds values, in steps, no wider than it may be.</summary>
    public static (double Low, double High) Range(IEnumerable<double> values, double step, double lowest, double highest)
    {
        double[] all = [.. values.Where(double.IsFinite)];
        return (Math.Max(lowest, step * Math.Floor(all.Min() / step + 0.1)), Math.Min(highest, step * Math.Ceiling(all.Max() / step + 0.05)));
    }

    static void Draw(Plot plot, Curve curve, (double Low, double High) range)
    {
        // far outside the frame a viewer may draw what it should cut
        double margin = range.High - range.Low;
        double[] values = [.. curve.Values.Select(value => Math.Clamp(value, range.Low - margin, range.High + margin))];
        PlotStyle.Line(plot, curve.Key, [.. curve.Hertz.Select(Math.Log10)], values);
    }
}
