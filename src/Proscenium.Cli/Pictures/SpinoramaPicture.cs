using Proscenium.Analysis;
using Proscenium.Judging.FreeField;
using Proscenium.Judging.Levels;
using ScottPlot;

namespace Proscenium.Cli.Pictures;

/// <summary>Spinoramas as they are usually drawn: the levels, and below them, with a scale at the right, the directivity indices.</summary>
static class SpinoramaPicture
{
    const double LowHz = 50, HighHz = 20000, TickDb = 5;
    const int PerOctave = 24;

    static readonly (SpinoramaCurve Curve, Key Key)[] _levels =
    [
        (SpinoramaCurve.PredictedInRoom, new("predicted in-room response", "#A9CBE8", Broad: true)), (SpinoramaCurve.SoundPower, new("sound power", PlotStyle.Before)),
        (SpinoramaCurve.EarlyReflections, new("early reflections", PlotStyle.Other)), (SpinoramaCurve.ListeningWindow, new("listening window", PlotStyle.Plan)), (SpinoramaCurve.OnAxis, new("on axis", PlotStyle.Aim)),
    ];

    static readonly Key _soundPowerIndex = new("sound power directivity index (right scale)", PlotStyle.Before, true), _earlyIndex = new("early reflections directivity index (right scale)", PlotStyle.Other, true);

    /// <summary>Draws some on the same scales.</summary>
    /// <param name="spinoramas">Titles, and what is to be drawn below them.</param>
    /// <param name="alt">What is to be seen in one, in words.</param>
    public static IReadOnlyList<(string Title, Picture Picture)> Of(IReadOnlyList<(string Name, Spinorama Spinorama)> spinoramas, Func<string, Spinorama, string> alt)
    {
        double[] hertz = EarCurve.Frequencies(LowHz, HighHz, PerOctave, spinoramas[0].Spinorama.Grid);
        Band[] bands = Array.ConvertAll(hertz, EarCurve.Narrow);
        IEnumerable<double> Levels(Spinorama spinorama) => _levels.SelectMany(level => bands.Select(band => spinorama.LevelDb(level.Curve, band)));
        IEnumerable<double> Indices(Spinorama spinorama) => bands.SelectMany(band => (double[])[spinorama.SoundPowerIndexDb(band), spinorama.EarlyReflectionsIndexDb(band)]);
        Scales scales = new(CurvePicture.Range(spinoramas.SelectMany(each => Levels(each.Spinorama)), TickDb, -20, 15), CurvePicture.Range(spinoramas.SelectMany(each => Indices(each.Spinorama)), TickDb, -10, 15));
        return [.. spinoramas.Select(each => (Capital(each.Name), Of(alt(each.Name, each.Spinorama), each.Spinorama, hertz, bands, scales)))];
    }

    static Picture Of(string alt, Spinorama spinorama, double[] hertz, Band[] bands, Scales scales)
    {
        double[] across = Array.ConvertAll(hertz, Math.Log10);
        return Picture.Tall(alt, [.. _levels.Reverse().Select(level => level.Key), _earlyIndex, _soundPowerIndex], font =>
        {
            Plot plot = PlotStyle.New(font);
            void Line(Key key, IEnumerable<double> decibels) => PlotStyle.Line(plot, key, across, [.. decibels.Select(level => Math.Clamp(level, scales.Bottom, scales.Levels.High))]);
            Line(_soundPowerIndex, bands.Select(band => Math.Max(scales.Indices.Low, spinorama.SoundPowerIndexDb(band)) + scales.IndexOffset));
            Line(_earlyIndex, bands.Select(band => Math.Max(scales.Indices.Low, spinorama.EarlyReflectionsIndexDb(band)) + scales.IndexOffset));
            foreach ((SpinoramaCurve curve, Key key) in _levels) Line(key, bands.Select(band => Math.Max(scales.Levels.Low, spinorama.LevelDb(curve, band))));
            PlotStyle.FrequencyAxis(plot, LowHz, HighHz);
            scales.Draw(plot, font);
            return plot;
        });
    }

    static string Capital(string name) => char.ToUpperInvariant(name[0]) + name[1..];

    /// <summary>The scale of the levels above that of the indices.</summary>
    readonly record struct Scales((double Low, double High) Levels, (double Low, double High) Indices)
    {
        /// <summary>From an index to its place on the scale of the levels.</summary>
        public double IndexOffset => Levels.Low - Indices.High;

        public double Bottom => Indices.Low + IndexOffset;

        public void Draw(Plot plot, float font)
        {
            (double border, double bottom, double top, double offset) = (Levels.Low, Bottom, Levels.High, IndexOffset);
            double[] ticks = [.. Enumerable.Range(0, (int)Math.Round((top - bottom) / TickDb) + 1).Select(n => bottom + TickDb * n)];
            plot.Axes.SetLimitsY(bottom, top);
            plot.Axes.Left.SetTicks(ticks, Array.ConvertAll(ticks, tick => tick >= border ? $"{tick:0}" : ""));
            plot.YLabel("level, dB");
            plot.Axes.SetLimitsY(bottom, top, plot.Axes.Right);
            plot.Axes.Right.SetTicks(ticks, Array.ConvertAll(ticks, tick => tick <= border ? $"{tick - offset:0}" : ""));
            plot.Axes.Right.Label.Text = "directivity index, dB";
            plot.Axes.Right.Label.FontSize = font;
            plot.Add.HorizontalLine(border, 1, Color.FromHex("#222222")).LinePattern = LinePattern.Solid;
            plot.Add.HorizontalLine(offset, 1, Color.FromHex("#222222")).LinePattern = LinePattern.Dotted;
        }
    }
}
