using Proscenium.Analysis;
using ScottPlot;

namespace Proscenium.Cli.Pictures;

/// <summary>Cancellation over time while the head moves, and where it is.</summary>
static class MotionPicture
{
    static readonly Key _place = new("head, cm to the left", "#222222", true);

    /// <summary>Draws it.</summary>
    /// <param name="alt">What is to be seen, in words.</param>
    /// <param name="motion">The figures.</param>
    public static Picture Of(string alt, MotionFindings motion)
    {
        Key[] keys = [.. motion.Runs.Select((run, n) => new Key(run.Name, PlotStyle.Drivers[n]))];
        return Picture.Of(alt, [.. keys, _place], font =>
        {
            Plot plot = PlotStyle.New(font);
            double[] times = [.. motion.Seconds];
            for (int run = motion.Runs.Count - 1; run >= 0; run--) plot.Add.ScatterLine(times, [.. motion.Runs[run].Frames.Select(frame => frame.Mean)], Color.FromHex(keys[run].Colour)).LineWidth = 2;
            var place = plot.Add.ScatterLine(times, [.. motion.LeftMetres.Select(metres => 100 * metres)], Color.FromHex(_place.Colour));
            (place.LinePattern, place.LineWidth) = (LinePattern.Dashed, 1.5f);
            plot.XLabel("time, s");
            plot.YLabel("cancellation, dB; place, cm");
            return plot;
        });
    }
}
