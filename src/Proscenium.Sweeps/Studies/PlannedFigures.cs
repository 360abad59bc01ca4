using System.Numerics;
using Proscenium.Analysis;
using Proscenium.Design;
using Proscenium.Judging.FreeField;
using Proscenium.Judging.Levels;
using Proscenium.Plants;
using Proscenium.Steering;
using Proscenium.Sweeps.Jobs;

namespace Proscenium.Sweeps.Studies;

/// <summary>What the weights of left and right would do, without filters.</summary>
static class PlannedFigures
{
    static readonly string[] _names =
        ["cancellationDb.mean", "cancellationDb.left", "cancellationDb.right", "cancellationDb.fiveCentimetres", "cancellationDb.tenCentimetres", "plannedDb.left", "plannedDb.right", "largestEffortDb.left", "largestEffortDb.right", "highestGainDb.left", "highestGainDb.right"];

    /// <summary>The columns.</summary>
    public static IReadOnlyList<Column> Columns { get; } = [.. _names.Select(name => Column.Of(name))];

    /// <summary>The figures of a design, by column.</summary>
    public static IReadOnlyDictionary<string, object?> Of(Subject subject)
    {
        DesignRequest request = subject.Request;
        PlannedPair planned = PlannedPair.Of(request);
        MeasuredPlan weights = planned.Weights;
        Dictionary<string, object?> figures = Cancellation(weights, subject);
        void Add(string name, double value) => figures[Column.NameOf(name)] = double.IsFinite(value) ? value : null;
        foreach (SteeredInput input in planned.Front)
        {
            int index = (int)input.Ipsilateral!.Value;
            Add($"plannedDb.{input.Name}", Band.ErbWeightedMean(weights.Grid, Separation.MinHz, Math.Min(Separation.MaxHz, 0.4 * request.SampleRate), bin => input.Weights.PlannedDb[bin]));
            Add($"largestEffortDb.{input.Name}", weights.LargestEffort(index).Decibels);
            Add($"highestGainDb.{input.Name}", weights.MaxGain(index).Decibels);
        }
        return figures;
    }

    /// <summary>What left and right cancel where the listener sits, and to either side of that.</summary>
    /// <param name="measured">The plan as it runs, or weights.</param>
    /// <param name="subject">The design and its listener.</param>
    public static Dictionary<string, object?> Cancellation(MeasuredPlan measured, Subject subject)
    {
        DesignRequest request = subject.Request;
        VirtualPair? pair = request.AngleDegrees is { } angle ? new(subject.Listener, angle, measured.Grid) : null;
        FrontPair At(double left) => FrontPair.Of(measured, Plant.AtEars(request.Device, request.Distance, subject.Listener, [request.Place.Plus(new(Left: left))], measured.Grid), (side, bin) => pair?.ContralateralRatio(side, bin) ?? Complex.Zero);
        FrontPair here = At(0);
        double Beside(double metres) => (At(metres).MeanDb + At(-metres).MeanDb) / 2;
        double[] values = [here.MeanDb, here.LeftDb, here.RightDb, Beside(0.05), Beside(0.1)];
        return _names[..values.Length].Zip(values).ToDictionary(figure => Column.NameOf(figure.First), figure => double.IsFinite(figure.Second) ? (object?)figure.Second : null);
    }

    /// <summary>The columns of <see cref="Cancellation"/>.</summary>
    public static IReadOnlyList<Column> CancellationColumns => [.. Columns.Take(5)];
}
