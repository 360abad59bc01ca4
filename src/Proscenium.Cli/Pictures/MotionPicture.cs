using Proscenium.Analysis;
using ScottPlot;

namespace Proscenium.Cli.Pictures;

/// <summary>Cancellation over time while the head moves, where the head is, and cancellation at the places of a bank.</summary>
static class MotionPicture
{
    /// <summary>Cancellation over time, of the tracker's run the worse side, too.</summary>
    /// <param name="alt">What is to be seen, in words.</param>
    /// <param name="motion">The figures.</param>
    public static Picture OverTime(string alt, MotionFindings motion)
    {
        const int tracker = 1;
        List<(Key Key, IEnumerable<double> Values)> curves = [.. motion.Runs.Select((run, n) => (new Key(run.Name, PlotStyle.Drivers[n]), run.Frames.Select(frame => frame.Mean)))];
        if (motion.Runs.Count > tracker) curves.Add((new($"{motion.Runs[tracker].Name}, the worse side", PlotStyle.Drivers[tracker], Dashed: true), motion.Runs[tracker].Frames.Select(frame => frame.Worse)));
        return Of(alt, "time, s", "cancellation, dB", motion.Seconds, curves);
    }

    /// <summary>Where the head is over time.</summary>
    /// <inheritdoc cref="OverTime"/>
    public static Picture Way(string alt, MotionFindings motion) => Of(alt, "time, s", "head, cm to the left", motion.Seconds, [(new("head", PlotStyle.Aim), motion.LeftMetres.Select(metres => 100 * metres))]);

    /// <summary>Cancellation over the place of the head, at the seat's distance; null where there is but one place.</summary>
    /// <param name="alt">What is to be seen, in words.</param>
    /// <param name="bank">The figures.</param>
    public static Picture? OverPlaces(string alt, BankFindings bank)
    {
        BankPlace[] places = [.. bank.Places.Where(place => place.Place.Forward == 0).OrderBy(place => place.Place.Left)];
        return places.Length < 2 ? null : Of(alt, "head, cm to the left", "cancellation, dB", [.. places.Select(place => 100 * place.Place.Left)],
        [
            (new("bank", PlotStyle.After), places.Select(place => place.Bank.MeanDb)),
            (new("bank, the worse side", PlotStyle.After, Dashed: true), places.Select(place => place.Bank.WorseDb)),
            (new("seat's plan", PlotStyle.Before), places.Select(place => place.SeatPlan.MeanDb)),
        ]);
    }

    static Picture Of(string alt, string across, string up, IReadOnlyList<double> x, IReadOnlyList<(Key Key, IEnumerable<double> Values)> curves) => Picture.Of(alt, [.. curves.Select(curve => curve.Key)], font =>
    {
        Plot plot = PlotStyle.New(font);
        foreach ((Key key, IEnumerable<double> values) in curves.Reverse()) PlotStyle.Line(plot, key, [.. x], [.. values]);
        plot.XLabel(across);
        plot.YLabel(up);
        return plot;
    });
}
