using System.Globalization;
using Proscenium.Sweeps.Comparing;
using ScottPlot;

namespace Proscenium.Cli.Pictures.Sweeps;

/// <summary>How a figure goes with one setting: its mean at each value, and from its least to its most.</summary>
static class EffectPicture
{
    /// <summary>Draws it.</summary>
    /// <param name="alt">What is to be seen, in words.</param>
    /// <param name="figure">The figure's name.</param>
    /// <param name="effect">The effect.</param>
    /// <param name="isAlone">True where it stands over the whole width.</param>
    public static Picture Of(string alt, string figure, MainEffect effect, bool isAlone)
    {
        Key mean = new("mean over all items with that value", PlotStyle.After), range = new("from the least to the most", PlotStyle.Faint, Broad: true);
        Plot Draw(float font)
        {
            Plot plot = PlotStyle.New(font);
            bool isNumber = effect.Levels[0].Level is double;
            double[] places = [.. effect.Levels.Select((level, n) => isNumber ? (double)level.Level : n)];
            for (int n = 0; n < places.Length; n++)
            {
                var bar = plot.Add.Line(places[n], effect.Levels[n].Least, places[n], effect.Levels[n].Most);
                bar.LineColor = Color.FromHex(range.Colour);
                bar.LineWidth = 7;
            }
            double[] means = [.. effect.Levels.Select(level => level.Mean)];
            if (isNumber) PlotStyle.Line(plot, mean, places, means);
            var marks = plot.Add.ScatterPoints(places, means);
            marks.Color = Color.FromHex(mean.Colour);
            marks.MarkerSize = 8;
            if (!isNumber) plot.Axes.Bottom.SetTicks(places, [.. effect.Levels.Select(level => Short((string)level.Level))]);
            plot.XLabel(effect.Setting);
            plot.YLabel(figure);
            plot.Axes.AutoScale();
            return plot;
        }
        return isAlone ? Picture.Of(alt, [mean, range], Draw) : Picture.Tall(alt, [mean, range], Draw);
    }

    static string Short(string text) => text.Length <= 14 ? text : string.Create(CultureInfo.InvariantCulture, $"{text[..6]}...{text[^6..]}");
}
