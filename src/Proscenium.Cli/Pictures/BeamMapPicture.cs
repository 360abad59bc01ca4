using Proscenium.Analysis;
using Proscenium.Judging.FreeField;
using ScottPlot;

namespace Proscenium.Cli.Pictures;

/// <summary>The level all around the device over frequency, as colours.</summary>
static class BeamMapPicture
{
    const int PerOctave = 12;
    const double LowHz = 150, HighHz = 8000, LowestDb = -24, MaxDb = 6;

    /// <summary>Draws the map of a beam.</summary>
    public static Picture Of(string alt, BeamPattern beam)
    {
        double[] hertz = EarCurve.Frequencies(LowHz, HighHz, PerOctave, beam.Grid);
        double[] azimuths = [.. BeamPattern.AzimuthsDegrees, 180];
        double[,] levels = new double[azimuths.Length, hertz.Length];
        for (int a = 0; a < azimuths.Length; a++)
            for (int f = 0; f < hertz.Length; f++) levels[a, f] = Math.Clamp(beam.At(azimuths[^(a + 1)] == 180 ? -180 : azimuths[^(a + 1)])[beam.Grid.Bin(hertz[f])], LowestDb, MaxDb);
        return Picture.Of(alt, [], font =>
        {
            Plot plot = PlotStyle.New(font);
            var map = plot.Add.Heatmap(levels);
            map.Colormap = new ScottPlot.Colormaps.Viridis();
            map.ManualRange = new(LowestDb, MaxDb);
            double half = Math.Log10(2) / PerOctave / 2;
            map.Extent = new(Math.Log10(hertz[0]) - half, Math.Log10(hertz[^1]) + half, -182.5, 182.5);
            map.Smooth = true;
            PlotStyle.ColourScale(plot, map, "dB re on axis", font);
            PlotStyle.FrequencyAxis(plot, LowHz, HighHz);
            double[] ticks = [-180, -90, 0, 90, 180];
            plot.Axes.Left.SetTicks(ticks, ["back", "right", "front", "left", "back"]);
            plot.Axes.SetLimitsY(-182.5, 182.5);
            return plot;
        });
    }
}
