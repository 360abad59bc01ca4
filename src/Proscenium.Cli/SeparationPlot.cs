using Proscenium.Acoustics;
using Proscenium.Listening;
using Proscenium.Storage;
using ScottPlot;

namespace Proscenium.Cli;

/// <summary>Draws how well the two ears are separated, before and after, over frequency.</summary>
static class SeparationPlot
{
    const string Font = "DejaVu Sans";
    const int Width = 1200, Height = 640;

    static readonly double[] _ticks = [100, 200, 500, 1000, 2000, 5000, 10000];

    static SeparationPlot() =>
        // a machine may have no fonts at all
        Fonts.AddFontFile(Font, Path.Combine(AppContext.BaseDirectory, "Fonts", "DejaVuSans.ttf"));

    /// <summary>Writes a PNG, whole or not at all.</summary>
    public static void Save(string path, SpatialDesign design, StageAnalysis heard)
    {
        using Plot plot = new();
        FrequencyGrid grid = FrequencyGrid.ForDesign(design.Plan.SampleRate);
        Curve(plot, grid, heard.SeatCurves.Untreated, "before: each side on its own driver", Color.FromHex("#C0504D"));
        Curve(plot, grid, heard.SeatCurves.Treated, "after", Color.FromHex("#1F6FB4"));
        Asked(plot, design);
        plot.Title($"{design.Request.Device.Name}, {design.Request.Distance:0.##} m away: how much louder a side is at its own ear");
        plot.XLabel("frequency, Hz");
        plot.YLabel("ear to ear, dB");
        plot.Axes.Bottom.SetTicks([.. _ticks.Select(Math.Log10)], [.. _ticks.Select(f => f < 1000 ? $"{f:0}" : $"{f / 1000:0} k")]);
        plot.Axes.SetLimits(2, Math.Log10(16000), -2, 32);
        plot.ShowLegend(ScottPlot.Alignment.UpperLeft);
        plot.Font.Set(Font);
        plot.Axes.Title.Label.FontSize = 19;
        plot.Legend.FontSize = 15;
        using WholeFile file = new(path);
        plot.SavePng(file.PartialPath, Width, Height);
        file.Complete();
    }

    /// <summary>A curve by bin, as twelfth-octave means.</summary>
    static void Curve(Plot plot, FrequencyGrid grid, double[] byBin, string name, Color colour)
    {
        List<double> x = [], y = [];
        for (double f = 100; f < 16000 && f < 0.45 * grid.SampleRate; f *= Math.Pow(2, 1 / 24.0))
        {
            x.Add(Math.Log10(f));
            y.Add(new Band(f / Math.Pow(2, 1 / 24.0), f * Math.Pow(2, 1 / 24.0)).Mean(grid, bin => byBin[bin]));
        }
        var line = plot.Add.ScatterLine(x.ToArray(), y.ToArray(), colour);
        line.LineWidth = 3;
        line.LegendText = name;
    }

    static void Asked(Plot plot, SpatialDesign design)
    {
        int[] shown = [.. Enumerable.Range(0, design.Asked.Hertz.Count).Where(i => design.Asked.Hertz[i] is >= 100 and <= 16000)];
        var line = plot.Add.ScatterLine(shown.Select(i => Math.Log10(design.Asked.Hertz[i])).ToArray(), shown.Select(i => design.Asked.Decibels["left"][i]).ToArray(), Colors.Gray);
        line.LineWidth = 1.5f;
        line.LinePattern = LinePattern.Dashed;
        line.LegendText = "asked";
    }
}
