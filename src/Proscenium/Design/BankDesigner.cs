using System.Collections.Concurrent;
using System.Numerics;
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
/// place to place only the ways from the drivers to the ears change. Halfway between neighbours, and in the middle of four, the mean of their filters is held against filters designed there; where it loses too much
/// (<see cref="BankCheck"/>), that place is added.
/// </summary>
sealed class BankDesigner
{
    /// <summary>Neighbours that are nearer to each other get no place between them.</summary>
    const double LeastMetres = 0.01;

    /// <summary>Points of the transform for each tap. The plan's own bins lie closer; filters are the same to -50 dB, in half of the time.</summary>
    const int TransformOverTaps = 8;

    readonly DesignRequest _request;
    readonly PlanBuilder _builder;
    readonly FrequencyGrid _frequencies;
    readonly TargetResponse _target;
    readonly StageSteering _steering;
    readonly StageTone _tone;
    readonly ConcurrentDictionary<(double Left, double Forward), FirMatrix> _filters = [];
    readonly ConcurrentDictionary<Cell, BankCheck> _checks = [];

    /// <summary>Prepares the places of a plan.</summary>
    /// <param name="request">Device, seat and grid.</param>
    /// <param name="tone">The plan's.</param>
    /// <param name="builder">Realises a stage behind the plan's delays.</param>
    /// <param name="design">Frequencies of the plan's design.</param>
    public BankDesigner(DesignRequest request, StageTone tone, PlanBuilder builder, FrequencyGrid design)
    {
        int times = Math.Max(1, design.FftLength / (int)BitOperations.RoundUpToPowerOf2((uint)(TransformOverTaps * request.FilterTaps)));
        (_request, _builder, _frequencies, _tone) = (request, builder, design with { FftLength = design.FftLength / times }, tone.Coarser(times));
        _target = request.TargetResponse(Plant.AtEars(request.Device, request.Distance, request.Head, [Seat], _frequencies));
        _steering = new(request, _target, _frequencies);
    }

    HeadPose Seat => _request.Poses[0].Pose;

    /// <summary>Designs all places, and those that are missing between them.</summary>
    /// <param name="progress">Told how much is done; may be null.</param>
    /// <param name="cancel">Ends the work between two steps of a place.</param>
    public DesignedBank Design(IProgress<double>? progress, CancellationToken cancel)
    {
        List<double> lefts = [.. _request.Bank!.Lefts(Seat, _request.Distance)], forwards = [.. _request.Bank.Forwards(Seat, _request.Distance)];
        FirMatrix seat = _builder.Plan.Filters;
        int most = BankGrid.MostPlaces((long)seat.Inputs * seat.Outputs * seat.Taps);
        BankCheck? asked = null;
        List<double> added = [];
        while (true)
        {
            Cell[] cells = Cell.In(lefts, forwards);
            Work work = new(lefts.Count * forwards.Count + cells.Length, progress, cancel);
            work.Each([.. forwards.SelectMany(forward => lefts.Select(left => (left, forward)))], place => _filters.GetOrAdd(place, _ => Designed(place, cancel).Filters));
            work.Each(cells, cell => _checks.GetOrAdd(cell, _ => Checked(cell, cancel)));
            BankCheck check = cells.Select(cell => _checks[cell]).Aggregate(default(BankCheck), BankCheck.Worse);
            asked ??= check;
            double[] moreLefts = Missing(cells, cell => cell.Width, place => place.Left), moreForwards = Missing(cells, cell => cell.Depth, place => place.Forward);
            bool isFull = (lefts.Count + moreLefts.Length) * (forwards.Count + moreForwards.Length) > most;
            if (moreLefts.Length + moreForwards.Length == 0 || isFull)
                return new(new(lefts, forwards, [.. forwards.SelectMany(forward => lefts.Select(left => _filters[(left, forward)]))]), check, [.. Notes(asked.Value, check, added, isFull)]);
            added.AddRange(moreLefts);
            added.AddRange(moreForwards);
            (lefts, forwards) = ([.. lefts.Concat(moreLefts).Order()], [.. forwards.Concat(moreForwards).Order()]);
        }
    }

    double[] Missing(Cell[] cells, Func<Cell, double> size, Func<(double Left, double Forward), double> axis) =>
        [.. cells.Where(cell => !_checks[cell].IsMet && size(cell) > LeastMetres + 1e-6).Select(cell => axis(cell.Middle)).Distinct()];

    /// <summary>The filters of a place, and the plant at the ears there.</summary>
    (FirMatrix Filters, TransferMatrix Ears) Designed((double Left, double Forward) place, CancellationToken cancel)
    {
        HeadPose pose = PlacePose.At(Seat, _request.Distance, place.Left, place.Forward);
        TargetResponse there = _target.At(PlacePose.Metres(_request.Distance, Seat), PlacePose.Metres(_request.Distance, pose));
        CentreAim? centre = _request.AngleDegrees is null ? null : new(_request.Device, _request.Distance, _request.Head, pose, there, _frequencies);
        TransferMatrix ears = centre?.Ears ?? Plant.AtEars(_request.Device, _request.Distance, _request.Head, [pose], _frequencies);
        return (_builder.Filters(_tone.On(_steering.To([pose], ears, there, centre, cancel))), ears);
    }

    /// <summary>Holds the mean of the places about a cell against what is designed in its middle.</summary>
    BankCheck Checked(Cell cell, CancellationToken cancel)
    {
        (double left, double forward) = cell.Middle;
        (FirMatrix designed, TransferMatrix ears) = Designed((left, forward), cancel);
        _filters[(left, forward)] = designed;
        FrontPair Heard(FirMatrix filters) => FrontPair.Of(new(_frequencies, SpectraOf(filters)), ears, (side, bin) => _request.AngleDegrees is null ? 0 : _target.Front.ContralateralRatio(side, bin));
        FrontPair mean = Heard(MeanAbout(cell)), own = Heard(designed);
        double time = _request.AngleDegrees is null ? 0 : Math.Max(VirtualImage.Compare(mean.Left, own.Left, _frequencies).TimeErrorSeconds, VirtualImage.Compare(mean.Right, own.Right, _frequencies).TimeErrorSeconds);
        return new(Math.Max(own.LeftDb - mean.LeftDb, own.RightDb - mean.RightDb), time, left, forward);
    }

    FirMatrix MeanAbout(Cell cell)
    {
        var (a, b, c, d) = cell.Corners;
        return PlanBank.Mean(PlanBank.Mean(_filters[a], _filters[b]), PlanBank.Mean(_filters[c], _filters[d]));
    }

    Complex[,][] SpectraOf(FirMatrix filters)
    {
        var spectra = new Complex[2, filters.Outputs][]; // of the pair in front
        for (int input = 0; input < 2; input++)
            for (int driver = 0; driver < filters.Outputs; driver++) spectra[input, driver] = Spectra.Of(Array.ConvertAll(filters[input, driver].ToArray(), tap => (double)tap), _frequencies);
        return spectra;
    }

    static IEnumerable<string> Notes(BankCheck asked, BankCheck check, List<double> added, bool isFull)
    {
        if (added.Count > 0) yield return Invariant($"bank: {added.Count} {(added.Count == 1 ? "row of places was" : "rows of places were")} added: halfway between those asked for, the mean of neighbours lost up to {asked.Text}.");
        if (!check.IsMet && isFull) yield return Invariant($"bank: halfway between its places, the mean of neighbours still loses up to {check.Text}, and no more places fit a bank: choose a smaller range.");
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
