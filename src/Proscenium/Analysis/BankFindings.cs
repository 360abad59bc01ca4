using Proscenium.Design;
using Proscenium.Design.Banks;
using Proscenium.Engine.Plan;
using Proscenium.Heads;
using Proscenium.Judging.FreeField;
using Proscenium.Judging.Hearing;
using Proscenium.Plants;
using Proscenium.Steering;
using Proscenium.Tracking;

namespace Proscenium.Analysis;

/// <summary>What a head hears at the places of a bank and halfway between them, beside the plan of the seat.</summary>
sealed class BankFindings
{
    /// <summary>So many places along an axis are looked at, fewer where there are two; of more, some that are evenly apart, and both ends.</summary>
    const int MostInARow = 13, MostLefts = 5, MostForwards = 3;

    readonly DesignRequest _request;
    readonly FreeFieldSetup _setup;
    readonly VirtualPair? _pair;
    readonly AzimuthByTime? _azimuth;
    readonly FrontPair _reference;

    BankFindings(SpatialDesign design, MeasuredPlan seatPlan, FreeFieldSetup setup, CancellationToken cancel)
    {
        (_request, _setup) = (design.Request, setup);
        PlanBank bank = design.Plan.Bank!;
        if (_request.AngleDegrees is { } angle) (_pair, _azimuth) = (new(_request.Head, angle, setup.Grid), new(setup.Head));
        AllPlaces = bank.LeftMetres.Count * bank.ForwardMetres.Count;
        HeadPose seat = _request.Place;
        _reference = Heard(seatPlan, Ears(seat));
        Seat = Figures(_reference);
        List<(Place Place, bool IsHalfway, RenderPlan Plan)> wanted = [];
        (IReadOnlyList<double> lefts, IReadOnlyList<double> forwards) = (bank.LeftMetres, bank.ForwardMetres);
        foreach (int forward in Some(forwards, lefts.Count == 1 ? MostInARow : MostForwards))
        {
            foreach (int left in Some(lefts, forwards.Count == 1 ? MostInARow : MostLefts))
            {
                wanted.Add((new(lefts[left], forwards[forward]), false, PlacePlan.At(design.Plan, left, forward)));
                if (left + 1 < lefts.Count) wanted.Add((new((lefts[left] + lefts[left + 1]) / 2, forwards[forward]), true, PlacePlan.Between(design.Plan, (left, forward), (left + 1, forward))));
                if (forward + 1 < forwards.Count) wanted.Add((new(lefts[left], (forwards[forward] + forwards[forward + 1]) / 2), true, PlacePlan.Between(design.Plan, (left, forward), (left, forward + 1))));
            }
        }
        Places = [.. wanted.AsParallel().AsOrdered().WithCancellation(cancel).Select(place =>
        {
            HeadPose pose = PlacePose.At(seat, _request.Distance, place.Place.Left, place.Place.Forward);
            TransferMatrix ears = Ears(pose);
            MeasuredPlan plan = new(place.Plan);
            return new BankPlace(place.Place, pose.YawDegrees, place.IsHalfway, Figures(Heard(plan, ears)), Figures(Heard(seatPlan, ears)), Figures(Heard(plan, Ears(pose with { YawDegrees = seat.YawDegrees }))));
        })];
    }

    /// <summary>Listens; null where the plan has no bank.</summary>
    /// <param name="design">The design.</param>
    /// <param name="seatPlan">Its plan as it runs.</param>
    /// <param name="setup">Device and head.</param>
    /// <param name="cancel">Ends the work.</param>
    public static BankFindings? Of(SpatialDesign design, MeasuredPlan seatPlan, FreeFieldSetup setup, CancellationToken cancel) => design.Plan.Bank is null ? null : new(design, seatPlan, setup, cancel);

    /// <summary>The seat's plan at the seat.</summary>
    public PlaceFigures Seat { get; }

    /// <summary>How many places the bank has.</summary>
    public int AllPlaces { get; }

    /// <summary>Places, and those halfway to the next; of a large bank some of them.</summary>
    public IReadOnlyList<BankPlace> Places { get; }

    /// <summary>The largest loss of cancellation beside the seat, mean of both sides, dB.</summary>
    public double MostLossDb => Places.Max(place => Seat.MeanDb - place.Bank.MeanDb);

    /// <summary>The same while the head does not turn to the device; null where there are virtual loudspeakers, which then stay about the device, so that the difference of their ears is another one.</summary>
    public double? MostLossAheadDb => _pair is null ? Places.Max(place => Seat.MeanDb - place.Ahead.MeanDb) : null;

    /// <summary>The largest error of the interaural time difference; null for a canceller alone.</summary>
    public double? MostTimeErrorSeconds => Places.Max(place => place.Bank.Image?.TimeErrorSeconds);

    TransferMatrix Ears(HeadPose pose) => Plant.AtEars(_request.Device, _request.Distance, _setup.Head, [pose], _setup.Grid);

    FrontPair Heard(MeasuredPlan plan, TransferMatrix ears) => FrontPair.Of(plan, ears, (side, bin) => _pair?.ContralateralRatio(side, bin) ?? 0);

    PlaceFigures Figures(FrontPair heard) => new(heard.MeanDb, heard.WorseDb, heard.LevelDb(_reference, _setup.Grid), _request.AngleDegrees is { } angle ? Image(heard, angle) : null);

    PlaceImage Image(FrontPair heard, double angle)
    {
        double Error(EarSpectra ears, double degrees) => VirtualImage.Compare(ears, _setup.TrueLoudspeaker(degrees), _setup.Grid).TimeErrorSeconds;
        return new(Math.Max(Error(heard.Left, angle), Error(heard.Right, -angle)), _azimuth!.Degrees(heard.Left, _setup.Grid), _azimuth.Degrees(heard.Right, _setup.Grid));
    }

    /// <summary>Some of many, evenly apart, with the first and the last one and the seat's.</summary>
    static IEnumerable<int> Some(IReadOnlyList<double> metres, int most) => metres.Count <= most ? Enumerable.Range(0, metres.Count)
        : Enumerable.Range(0, most).Select(n => (int)Math.Round((double)n * (metres.Count - 1) / (most - 1))).Concat(Enumerable.Range(0, metres.Count).Where(n => metres[n] == 0)).Distinct().Order();
}

/// <summary>A place of the head.</summary>
/// <param name="Place">Where it is.</param>
/// <param name="YawDegrees">Where it looks: to the device, or as far past it as at the seat.</param>
/// <param name="IsHalfway">True halfway between two places of the bank, where the mean of their filters plays.</param>
/// <param name="Bank">What is heard with the filters of the bank.</param>
/// <param name="SeatPlan">What is heard with those of the seat.</param>
/// <param name="Ahead">What is heard with those of the bank while the head looks ahead as it does at the seat, not at the device.</param>
sealed record BankPlace(Place Place, double YawDegrees, bool IsHalfway, PlaceFigures Bank, PlaceFigures SeatPlan, PlaceFigures Ahead);
