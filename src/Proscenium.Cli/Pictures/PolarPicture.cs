using Proscenium.Judging.FreeField;
using Proscenium.Judging.Levels;
using ScottPlot;

namespace Proscenium.Cli.Pictures;

/// <summary>The level all around the device at one frequency, front upwards.</summary>
static class PolarPicture
{
    const double LowestDb = -30, MaxDb = 6;

    /// <summary>Draws the beam and the untreated mix over each other, third-octave means.</summary>
    public static Picture Of(string alt, double hertz, BeamPattern beam, BeamPattern plain)
    {
        Key[] keys = [new("untreated", PlotStyle.Before), new("this plan", PlotStyle.After)];
        return Picture.Square(alt, keys, font =>
        {
            Plot plot = PlotStyle.New(font);
            var axis = plot.Add.PolarAxis(MaxDb - LowestDb);
            axis.Rotation = Angle.FromDegrees(90);
            axis.SetCircles([6, 18, 30], ["-24 dB", "-12 dB", "0 dB"]);
            axis.SetSpokes([Angle.FromDegrees(0), Angle.FromDegrees(45), Angle.FromDegrees(90), Angle.FromDegrees(135), Angle.FromDegrees(180), Angle.FromDegrees(225), Angle.FromDegrees(270), Angle.FromDegrees(315)],
                38, ["front", "", "left", "", "back", "", "right", ""]);
            foreach (var circle in axis.Circles)
            {
                circle.LabelStyle.FontSize = font - 1;
                circle.LabelStyle.FontName = PlotStyle.Font;
            }
            foreach (var spoke in axis.Spokes)
            {
                spoke.LabelStyle.FontSize = font;
                spoke.LabelStyle.FontName = PlotStyle.Font;
            }
            Draw(plot, axis, plain, hertz, keys[0]);
            Draw(plot, axis, beam, hertz, keys[1]);
            plot.HideGrid();
            plot.Layout.Frameless();
            plot.Axes.SetLimits(-57, 57, -57, 57);
            return plot;
        });
    }

    static void Draw(Plot plot, ScottPlot.Plottables.PolarAxis axis, BeamPattern beam, double hertz, Key key)
    {
        Band band = new(hertz * Math.Pow(2, -1.0 / 6), hertz * Math.Pow(2, 1.0 / 6));
        Coordinates[] points = [.. BeamPattern.AzimuthsDegrees.Append(-180).Select(azimuth =>
        {
            double level = 10 * Math.Log10(band.Mean(beam.Grid, bin => Math.Pow(10, beam.At(azimuth)[bin] / 10)));
            return axis.GetCoordinates(Math.Clamp(level, LowestDb, MaxDb) - LowestDb, azimuth);
        })];
        var line = plot.Add.ScatterLine(points, Color.FromHex(key.Colour));
        line.LineWidth = 2.5f;
    }
}
