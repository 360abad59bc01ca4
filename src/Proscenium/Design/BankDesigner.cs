using System.Collections.Concurrent;
using Proscenium.Acoustics;
using Proscenium.Design.Banks;
using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;
using Proscenium.Heads;
using Proscenium.Judging.FreeField;
using Proscenium.Plants;
using Proscenium.Steering;
using static System.FormattableString;

namespace Proscenium.Design;

/// <summary>
/// Designs a plan's filters for other places of the head. Each place hears what a flat loudspeaker in the device's place would send there, as late and as soft as it is far, with the tone of the plan: from
/// place to place only the ways from the drivers to the ears change. Halfway between neighbours the mean of their filters is held against filters designed there; where it loses too much
/// (<see cref="BankCheck"/>), that place is added.
/// </summary>
/// <param name="request">Device, seat and grid.</param>
/// <param name="target">What the seat hears.</param>
/// <param name="steering">Steers a stage to a place.</param>
/// <param name="tone">The plan's.</param>
/// <param name="builder">Realises a stage behind the plan's delays.</param>
/// <param name="frequencies">Those of the design.</param>
sealed class BankDesigner(DesignRequest request, TargetResponse target, StageSteering steering, StageTone tone, PlanBuilder builder, FrequencyGrid frequencies)
{
    /// <summary>Neighbours that are nearer to each other get no place between them.</summary>
    const double LeastMetres = 0.01;

    readonly ConcurrentDictionary<(double Left, double Forward), FirMatrix> _filters = [];
    readonly ConcurrentDictionary<Neighbours, BankCheck> _checks = [];

    HeadPose Seat => request.Poses[0].Pose;

    /// <summary>Designs all places, and those that are missing between them.</summary>
    /// <param name="progress">Told how much is done; may be null.</param>
    /// <param name="cancel">Ends the work between two steps of a place.</param>
    public DesignedBank Design(IProgress<double>? progress, CancellationToken cancel)
    {
        List<double> lefts = [.. request.Bank!.Lefts(Seat, request.Distance)], forwards = [.. request.Bank.Forwards(Seat, request.Distance)];
        FirMatrix seat = builder.Plan.Filters;
        int most = BankGrid.MostPlaces((long)seat.Inputs * seat.Outputs * seat.Taps);
        BankCheck? asked = null;
        List<double> added = [];
        while (true)
        {
            (Neighbours[] aside, Neighbours[] ahead) = Neighbours.In(lefts, forwards);
            Work work = new(lefts.Count * forwards.Count + aside.Length + ahead.Length, progress, cancel);
            work.Each([.. forwards.SelectMany(forward => lefts.Select(left => (left, forward)))], place => _filters.GetOrAdd(place, _ => Designed(place, cancel).Filters));
            work.Each([.. aside, .. ahead], neighbours => _checks.GetOrAdd(neighbours, _ => Checked(neighbours, cancel)));
            BankCheck check = aside.Concat(ahead).Select(neighbours => _checks[neighbours]).Aggregate(default(BankCheck), BankCheck.Worse);
            asked ??= check;
            double[] moreLefts = Missing(aside, place => place.Left), moreForwards = Missing(ahead, place => place.Forward);
            if (moreLefts.Length + moreForwards.Length == 0 || (lefts.Count + moreLefts.Length) * (forwards.Count + moreForwards.Length) > most)
                return new(new(lefts, forwards, [.. forwards.SelectMany(forward => lefts.Select(left => _filters[(left, forward)]))]), check, [.. Notes(asked.Value, check, added)]);
            added.AddRange(moreLefts);
            added.AddRange(moreForwards);
            (lefts, forwards) = ([.. lefts.Concat(moreLefts).Order()], [.. forwards.Concat(moreForwards).Order()]);
        }
    }

    double[] Missing(Neighbours[] along, Func<(double Left, double Forward), double> axis) =>
        [.. along.Where(neighbours => !_checks[neighbours].IsMet && neighbours.Metres > LeastMetres).Select(neighbours => axis(neighbours.Middle)).Distinct()];

    /// <summary>The filters of a place, and the plant at the ears there.</summary>
    (FirMatrix Filters, TransferMatrix Ears) Designed((double Left, double Forward) place, CancellationToken cancel)
    {
        HeadPose pose = Seat with { Left = place.Left, Forward = place.Forward };
        TargetResponse there = target.At(Metres(Seat), Metres(pose));
        CentreAim? centre = request.AngleDegrees is null ? null : new(request.Device, request.Distance, request.Head, pose, there, frequencies);
        TransferMatrix ears = centre?.Ears ?? Plant.AtEars(request.Device, request.Distance, request.Head, [pose], frequencies);
        return (builder.Filters(tone.On(steering.To([pose], ears, there, centre, cancel))), ears);
    }

    /// <summary>Holds the mean of two places against what is designed between them.</summary>
    BankCheck Checked(Neighbours neighbours, CancellationToken cancel)
    {
        (double left, double forward) = neighbours.Middle;
        (FirMatrix designed, TransferMatrix ears) = Designed((left, forward), cancel);
        _filters[(left, forward)] = designed;
        FrontPair Heard(FirMatrix filters) => FrontPair.Of(new MeasuredPlan(builder.Plan with { Filters = filters }), ears, (side, bin) => request.AngleDegrees is null ? 0 : target.Front.ContralateralRatio(side, bin));
        FrontPair mean = Heard(PlanBank.Mean(_filters[neighbours.First], _filters[neighbours.Second])), own = Heard(designed);
        double time = request.AngleDegrees is null ? 0 : Math.Max(VirtualImage.Compare(mean.Left, own.Left, frequencies).TimeErrorSeconds, VirtualImage.Compare(mean.Right, own.Right, frequencies).TimeErrorSeconds);
        return new(Math.Max(own.LeftDb - mean.LeftDb, own.RightDb - mean.RightDb), time, left, forward);
    }

    /// <summary>From the device's centre, along the floor.</summary>
    double Metres(HeadPose pose) => Math.Sqrt((request.Distance - pose.Forward) * (request.Distance - pose.Forward) + pose.Left * pose.Left);

    static IEnumerable<string> Notes(BankCheck asked, BankCheck check, List<double> added)
    {
        if (added.Count > 0) yield return Invariant($"bank: {added.Count} {(added.Count == 1 ? "row" : "rows")} of places had to be added, since halfway between those asked for the mean of two had up to {asked.Text} off.");
        if (!check.IsMet) yield return Invariant($"bank: halfway between its places the mean of two still has up to {check.Text} off: choose shorter steps.");
    }

    /// <summary>Work on many places at once.</summary>
    sealed class Work(int total, IProgress<double>? progress, CancellationToken cancel)
    {
        int _done;

        public void Each<T>(IReadOnlyList<T> items, Action<T> act) => Parallel.ForEach(items, new() { CancellationToken = cancel, MaxDegreeOfParallelism = Environment.ProcessorCount }, item =>
        {
            act(item);
            progress?.Report((double)Interlocked.Increment(ref _done) / total);
        });
    }
}
