using Proscenium.Measuring;
using ScottPlot;

namespace Proscenium.Cli.Pictures;

/// <summary>The level of a recording over time and frequency, as colours, with names above for what begins where.</summary>
static class SpectrogramPicture
{
    const double LowestDb = -78, StepDb = 3, StripOctaves = 0.9; // steps keep the drawing of noise small
    const float FrameWidth = 190, CharacterShare = 0.65f;

    /// <summary>Draws it.</summary>
    /// <param name="alt">What is to be seen, in words.</param>
    /// <param name="spectrogram">The levels.</param>
    /// <param name="marks">What begins when; numbers stand for names that have no room.</param>
    /// <param name="draw">How large: <see cref="Picture.Of"/> or <see cref="Picture.Tall"/>.</param>
    public static Picture Of(string alt, Spectrogram spectrogram, IReadOnlyList<(double Seconds, string Name)> marks, Func<string, IReadOnlyList<Key>, Func<float, Plot>, Picture> draw)
    {
        double[,] levels = Levels(spectrogram);
        return draw(alt, [], font =>
        {
            Plot plot = PlotStyle.New(font);
            var map = plot.Add.Heatmap(levels);
            map.Colormap = new ScottPlot.Colormaps.Viridis();
            map.ManualRange = new(LowestDb, 0);
            double low = Math.Log10(spectrogram.LowHz), high = Math.Log10(spectrogram.HighHz), half = (high - low) / (levels.GetLength(0) - 1) / 2, top = high + half;
            map.Extent = new(0, spectrogram.Seconds, low - half, top);
            double strip = StripOctaves * Math.Log10(2);
            bool named = HasRoom(marks, spectrogram.Seconds, font);
            foreach ((int n, (double seconds, string name)) in marks.Index())
            {
                plot.Add.Line(seconds, top, seconds, top + strip).LineColor = Color.FromHex(PlotStyle.Aim);
                var text = plot.Add.Text(named ? name : $"{(n == marks.Count - 1 ? 1 : n + 1)}", seconds, top + strip / 2);
                text.LabelStyle.FontName = PlotStyle.Font;
                text.LabelStyle.FontSize = font;
                text.LabelStyle.Alignment = Alignment.MiddleLeft;
                text.OffsetX = 3;
            }
            PlotStyle.ColourScale(plot, map, "dB re loudest", font);
            PlotStyle.FrequencyTicks(plot.Axes.Left, spectrogram.LowHz, spectrogram.HighHz * 1.01);
            plot.HideGrid();
            plot.XLabel("in the recording, s");
            plot.YLabel("frequency, Hz");
            plot.Axes.SetLimits(0, spectrogram.Seconds, low - half, top + strip);
            return plot;
        });
    }

    /// <summary>True where each name ends before the next begins.</summary>
    static bool HasRoom(IReadOnlyList<(double Seconds, string Name)> marks, double seconds, float font)
    {
        float width = (font == Picture.WideFont ? Picture.WideSize.Width : Picture.NarrowSize.Width) - FrameWidth;
        return marks.Zip(marks.Skip(1).Select(mark => mark.Seconds).Append(seconds), (mark, next) => mark.Name.Length * font * CharacterShare < (next - mark.Seconds) / seconds * width).All(fits => fits);
    }

    /// <summary>As a map is drawn, its highest row first.</summary>
    static double[,] Levels(Spectrogram spectrogram)
    {
        (int bands, int times) = (spectrogram.Decibels.GetLength(0), spectrogram.Decibels.GetLength(1));
        double[,] levels = new double[bands, times];
        for (int band = 0; band < bands; band++)
            for (int time = 0; time < times; time++) levels[bands - 1 - band, time] = Math.Max(LowestDb, StepDb * Math.Round(spectrogram.Decibels[band, time] / StepDb));
        return levels;
    }
}
