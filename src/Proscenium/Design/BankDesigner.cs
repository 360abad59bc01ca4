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
/// (<see cref="BankCheck"/>), places are added there: the worst first, until there are four times as many as were asked for. Where places lie at several distances, each costs a whole line of them, so more may be lost
/// before one is added.
/// </summary>
sealed class BankDesigner
{
    /// <summary>Neighbours that are nearer to each other get no place between them.</summary>
    const double LeastMetres = 0.01;

    /// <summary>How much more may be lost where a place costs a line of them.</summary>
    const double LossOfALine = 3;

    /// <summary>The share of what is left that a round takes, as far as progress is told: nobody knows how many rounds there will be.</summary>
    const double ShareOfARound = 0.7;

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

    HeadPose Seat => _request.Place;

    /// <summary>Designs all places, and those that are missing between them.</summary>
    /// <param name="progress">Told how much is done; may be null.</param>
    /// <param name="cancel">Ends the work between two steps of a place.</param>
    public DesignedBank Design(IProgress<double>? progress, CancellationToken cancel)
    {
        BankGrid grid = _request.Bank!;
        List<double> lefts = [.. grid.Lefts(_request.Distance)], forwards = [.. grid.Forwards(Seat, _request.Distance)];
        FirMatrix seat = _builder.Plan.Filters;
        (int first, int most) = (lefts.Count * forwards.Count, Math.Min(BankGrid.MostPlaces((long)seat.Inputs * seat.Outputs * seat.Taps), BankGrid.MostTimes * lefts.Count * forwards.Count));
        BankCheck? asked = null;
        for (double begun = 0; ; begun += ShareOfARound * (1 - begun))
        {
            Cell[] cells = Cell.In(lefts, forwards);
            Work work = new(lefts.Count * forwards.Count + cells.Length, Round(begun), cancel);
            work.Each([.. forwards.SelectMany(forward => lefts.Select(left => (left, forward)))], place => _filters.GetOrAdd(place, _ => Designed(place, cancel).Filters));
            work.Each(cells, cell => _checks.GetOrAdd(cell, _ => Checked(cell, cancel)));
            BankCheck check = cells.Select(cell => _checks[cell]).Aggregate(default(BankCheck), BankCheck.Worse);
            asked ??= check;
            Line[] missing = Missing(cells, lefts.Count > 1 && forwards.Count > 1 ? LossOfALine : 1);
            int before = lefts.Count * forwards.Count;
            foreach (Line line in missing)
            {
                (List<double> axis, List<double> other) = line.IsForward ? (forwards, lefts) : (lefts, forwards);
                if ((axis.Count + 1) * other.Count <= most) axis.Add(line.Metres);
            }
            lefts.Sort();
            forwards.Sort();
            if (lefts.Count * forwards.Count == before)
                return new(new(lefts, forwards, [.. forwards.SelectMany(forward => lefts.Select(left => _filters[(left, forward)]))]), check, [.. Notes(grid, asked.Value, check, before - first, missing.Length > 0, most < BankGrid.MostTimes * first)]);
        }

        IProgress<double>? Round(double begun) => progress is null ? null : new Part(progress, begun, ShareOfARound * (1 - begun));
    }

    /// <summary>Lines of places that are missing, the one that mends the most first.</summary>
    Line[] Missing(Cell[] cells, double times)
    {
        IEnumerable<(Line Line, double Excess)> Along(bool isForward, Func<Cell, double> size, Func<(double Left, double Forward), double> axis) =>
            cells.Where(cell => _checks[cell].Excess > times && size(cell) > LeastMetres + 1e-6).Select(cell => (new Line(isForward, axis(cell.Middle)), _checks[cell].Excess));
        return [.. Along(false, cell => cell.Width, place => place.Left).Concat(Along(true, cell => cell.Depth, place => place.Forward)).GroupBy(one => one.Line, one => one.Excess).OrderByDescending(line => line.Max()).Select(line => line.Key)];
    }

    /// <summary>The filters of a place, and the plant at the ears there.</summary>
    (FirMatrix Filters, TransferMatrix Ears) Designed((double Left, double Forward) place, CancellationToken cancel)
    {
        HeadPose pose = PlacePose.At(Seat, _request.Distance, place.Left, place.Forward);
        TargetResponse there = _target.At(PlacePose.Metres(_request.Distance, Seat), PlacePose.Metres(_request.Distance, pose));
        CentreAim? centre = _request.AngleDegrees is null ? null : new(_request.Device, _request.Distance, _request.Head, pose, there, _frequencies);
        TransferMatrix ears = centre?.Ears ?? Plant.AtEars(_request.Device, _request.Distance, _request.Head, [pose], _frequencies);
        return (_builder.Filters(_tone.On(_steering.To([pose], ears, there, UntreatedWeights.OfBothSides(_request, there, _frequencies), centre, cancel))), ears);
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

    IEnumerable<string> Notes(BankGrid grid, BankCheck asked, BankCheck check, int added, bool isFull, bool isWholeBank)
    {
        if (grid.IsWithoutSeat(Seat, _request.Distance)) yield return "bank: the seat was not among the places asked for, and was added.";
        if (added > 0) yield return Invariant($"bank: {added} {(added == 1 ? "place was" : "places were")} added: halfway between those asked for, the mean of neighbours lost up to {asked.Text}.");
        if (isFull) yield return Invariant($"bank: halfway between its places, the mean of neighbours still loses up to {check.Text}, {Where(check)}; {(isWholeBank ? "no more places fit a bank: choose a smaller range" : $"more than {BankGrid.MostTimes} times the places asked for are not made: choose shorter steps, or a range that keeps farther from the device")}.");
    }

    static string Where(BankCheck check) => new HeadPose(Left: check.LeftMetres, Forward: check.ForwardMetres).Words is var words && words == "seat" ? "at the seat" : words;

    /// <summary>Places that have a coordinate in common.</summary>
    readonly record struct Line(bool IsForward, double Metres);

    /// <summary>A part of the work, as far as progress is told.</summary>
    sealed class Part(IProgress<double> whole, double begun, double share) : IProgress<double>
    {
        readonly Lock _gate = new();
        double _told;

        public void Report(double value)
        {
            lock (_gate)
            {
                if (value <= _told) return; // told from several threads
                _told = value;
                whole.Report(begun + share * value);
            }
        }
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
