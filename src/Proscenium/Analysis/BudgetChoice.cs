using Proscenium.Design;
using Proscenium.Judging.FreeField;
using Proscenium.Judging.Hearing;
using Proscenium.Judging.Rooms;
using Proscenium.Rooms;

namespace Proscenium.Analysis;

/// <summary>
/// The room budget for a room by evidence: designs with rising budgets are heard at the seat there, and the least cost is taken at which both sides are heard within 5 degrees of their
/// places by both models. Where none is, the widest stage is taken whose tone stays within the bars, and the same is heard again while it spares the directions whose
/// reflections pull its sides away.
/// </summary>
/// <param name="Candidates">By rising budget.</param>
/// <param name="Untreated">The untreated device there, onsets.</param>
/// <param name="Chosen">The one that is taken.</param>
/// <param name="Holds">True where both sides are heard within 5 degrees of their places with one of the budgets.</param>
/// <param name="Sparing">The best budget's design that spares directions; null where it was not tried.</param>
/// <param name="SparedDegrees">How much nearer to its place it lets the side be heard that is farthest from it.</param>
sealed record BudgetChoice(IReadOnlyList<BudgetCandidate> Candidates, StageWidth Untreated, BudgetCandidate Chosen, bool Holds, BudgetCandidate? Sparing, double SparedDegrees)
{
    const double MayErrDegrees = 5, WholeBarDb = 4.5, DirectBarDb = 8, WorthDegrees = 2;

    static readonly double[] _budgetsDb = [2, 4, 6, 8, 10, 11, 12, 14];

    /// <summary>How many designs are made at most.</summary>
    public static int Steps => _budgetsDb.Length + 1;

    /// <summary>Tries the budgets.</summary>
    /// <param name="request">The design; its distance is the listener's in the room, its angle is not null.</param>
    /// <param name="room">The room.</param>
    /// <param name="done">Told each design, may be null.</param>
    /// <param name="cancel">Ends the work between designs.</param>
    /// <exception cref="SettingException">Nobody can listen there, or the rate is not one at which sounds are localised.</exception>
    public static BudgetChoice For(DesignRequest request, Room room, Action? done = null, CancellationToken cancel = default)
    {
        LocalisationTemplate.RequireRate(request.SampleRate);
        request = request with { Bank = null };
        RoomSetup setup = RoomSetup.ForListening(room, request.Device, request.Head, request.SampleRate);
        LocalisationTemplate template = LocalisationTemplate.Of(request.Head, request.SampleRate);
        RoomPlant seat = setup.At([request.Place])[0];
        FreeFieldSetup free = new(request.Device, request.Distance, request.Head, setup.Grid, request.Place);
        SpatialDesign With(double budget) => SpatialDesigner.DesignUnlessCancelled(request with { RoomBudget = new(budget) }, cancel);
        SpatialDesign first = With(_budgetsDb[0]);
        MeasuredPlan untreated = new(first.Untreated); // that of all of them
        BinauralRoomResponses plain = BinauralRoomResponses.Of(new(untreated, setup), seat);
        List<BudgetCandidate> candidates = [];
        BudgetCandidate Hear(SpatialDesign design)
        {
            cancel.ThrowIfCancellationRequested();
            BudgetCandidate heard = BudgetCandidate.Hear(design, untreated, plain, seat, free, template);
            done?.Invoke();
            return heard;
        }
        foreach ((int n, double budget) in _budgetsDb.Index()) candidates.Add(Hear(n == 0 ? first : With(budget)));
        double angle = request.AngleDegrees!.Value;
        StageWidth untreatedWidth = RoomImpression.Of(plain, template).Width;
        if (candidates.FirstOrDefault(candidate => candidate.LargestErrorDegrees(angle) <= MayErrDegrees) is { } cheapest) return new(candidates, untreatedWidth, cheapest, true, null, 0);
        static bool IsEven(BudgetCandidate candidate) => candidate.LeftTone.SpreadDb <= WholeBarDb && candidate.LeftTone.DirectSpreadDb <= DirectBarDb;
        BudgetCandidate widest = candidates.Where(IsEven).DefaultIfEmpty(candidates[0]).MaxBy(candidate => candidate.Impression.Width.Degrees)!;
        BudgetCandidate sparing = Hear(SpatialDesigner.DesignUnlessCancelled(widest.Design.Request with { SparedDirections = StrayReflections.Of(setup, angle) }, cancel));
        double nearer = widest.LargestErrorDegrees(angle) - sparing.LargestErrorDegrees(angle);
        return new(candidates, untreatedWidth, nearer >= WorthDegrees && (IsEven(sparing) || !IsEven(widest)) ? sparing : widest, false, sparing, nearer);
    }
}
