using Proscenium.Design;
using Proscenium.Files;
using Proscenium.Judging.FreeField;
using Proscenium.Judging.Hearing;
using Proscenium.Judging.Levels;
using ScottPlot;

namespace Proscenium.Cli.Pictures;

/// <summary>Draws the differences of the left channel between the two ears over frequency, untreated and treated.</summary>
static class StagePlot
{
    const int Width = 1200, PanelHeight = 430;

    static readonly Color _before = Color.FromHex(PlotStyle.Before), _after = Color.FromHex(PlotStyle.After), _aim = Color.FromHex(PlotStyle.Aim);

    /// <summary>Writes a PNG, whole or not at all.</summary>
    public static void Save(string path, SpatialDesign design, FreeFieldAnalysis heard)
    {
        string device = $"{design.Request.Device.Name}, {design.Request.Distance:0.##} m from the listener, left channel";
        Multiplot panels = new();
        if (heard.TrueLoudspeaker is { } real)
        {
            string aim = $"a real loudspeaker at {design.Request.AngleDegrees:0.#} degrees";
            panels.AddPlots(2);
            Panel(panels.GetPlot(0), $"{device}: interaural level difference", "left ear louder, dB", 8000, (-2, 18), heard, real, aim, (ears, band) => ears.LevelDifferenceDb(band, heard.Grid));
            Panel(panels.GetPlot(1), "interaural time difference", "left ear earlier, us", 1500, (-50, 500), heard, real, aim, (ears, band) => 1e6 * ears.TimeDifference(band, heard.Grid));
            panels.GetPlot(1).HideLegend(); // the upper panel says it
        }
        else
        {
            panels.AddPlots(1);
            Plot plot = panels.GetPlot(0);
            Panel(plot, $"{device}: separation", "dB", 12000, (-2, 34), heard, null, "", (ears, band) => ears.LevelDifferenceDb(band, heard.Grid));
            Line(plot, [.. design.Planned.Hertz], [.. design.Planned.Decibels["left"]], _aim, "planned", dashed: true);
        }
        using AtomicFile file = new(path);
        file.Open().Write(panels.Render(Width, PanelHeight * panels.Subplots.Count).GetImageBytes(ImageFormat.Png));
        file.Complete();
    }

    static void Panel(Plot plot, string title, string unit, double maxHz, (double Low, double High) range, FreeFieldAnalysis heard, EarSpectra? real, string aim, Func<EarSpectra, Band, double> value)
    {
        Band[] bands = [.. Enumerable.Range(0, 100).Select(i => 100 * Math.Pow(2, i / 12.0)).TakeWhile(f => f < Math.Min(maxHz, 0.4 * heard.Grid.SampleRate))
            .Select(f => new Band(f / Math.Pow(2, 1 / 12.0), f * Math.Pow(2, 1 / 12.0)))];
        double[] hertz = Array.ConvertAll(bands, band => band.Centre);
        double[] Values(EarSpectra ears) => Array.ConvertAll(bands, band => value(ears, band));
        Line(plot, hertz, Values(heard.Untreated), _before, "untreated: without spatial processing", dashed: false);
        Line(plot, hertz, Values(heard.Treated), _after, "treated", dashed: false);
        if (real is { } loudspeaker) Line(plot, hertz, Values(loudspeaker), _aim, aim, dashed: true);
        plot.Title(title);
        plot.YLabel(unit);
        PlotStyle.FrequencyAxis(plot, 100, maxHz);
        plot.Axes.SetLimitsY(range.Low, range.High);
        plot.ShowLegend(ScottPlot.Alignment.UpperLeft);
        plot.Font.Set(PlotStyle.Font);
        plot.Axes.Title.Label.FontSize = 19;
        plot.Legend.FontSize = 15;
    }

    static void Line(Plot plot, double[] hertz, double[] values, Color colour, string name, bool dashed)
    {
        var line = plot.Add.ScatterLine(Array.ConvertAll(hertz, Math.Log10), values, colour);
        line.LineWidth = dashed ? 2 : 3;
        line.LinePattern = dashed ? LinePattern.Dashed : LinePattern.Solid;
        line.LegendText = name;
    }
}
