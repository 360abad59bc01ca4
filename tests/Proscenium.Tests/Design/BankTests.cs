using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Analysis;
using Proscenium.Cli.Text.Banks;
using Proscenium.Design;
using Proscenium.Design.Banks;
using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;
using Proscenium.Files.Projects;
using Proscenium.Filters;
using Proscenium.Heads;
using Proscenium.Judging.FreeField;
using Proscenium.Plants;
using Proscenium.Steering;

namespace Proscenium.Tests.Design;

/// <summary>Places of the head, held against plans that are designed there.</summary>
public class BankTests
{
    static readonly DesignRequest _wish = new() { Device = DeviceFile.Open("laptop"), DistanceMetres = 0.6, Taps = 256 };
    static readonly Lazy<SpatialDesign> _aside = new(() => SpatialDesigner.Design(_wish with { Bank = BankGrid.Parse("left=-0.06..0.06/0.06") }));
    static readonly Lazy<SpatialDesign> _ahead = new(() => SpatialDesigner.Design(_wish with { AngleDegrees = null, Bank = BankGrid.Parse("distance=0.55..0.65/0.05") }));
    static readonly FrequencyGrid _grid = FrequencyGrid.ForDesign(48000);

    [Fact]
    public void ThePlan_IsTheSameWithABankAndWithoutOne()
    {
        RenderPlan alone = SpatialDesigner.Design(_wish).Plan, plan = _aside.Value.Plan;
        Assert.Equal(alone.InputDelaySamples, plan.InputDelaySamples);
        Assert.Equal((alone.LatencySamples, alone.PlaybackGainDb), (plan.LatencySamples, plan.PlaybackGainDb));
        for (int input = 0; input < 3; input++)
            for (int driver = 0; driver < 2; driver++) Assert.Equal(alone.Filters[input, driver].ToArray(), plan.Filters[input, driver].ToArray());
        Assert.True(plan.HeadroomDb >= alone.HeadroomDb);
    }

    [Fact]
    public void TheSeat_OfABank_IsThePlan()
    {
        RenderPlan plan = _aside.Value.Plan;
        FirMatrix seat = plan.Bank![plan.Bank.LeftMetres.ToList().IndexOf(0), 0];
        for (int input = 0; input < 3; input++)
            for (int driver = 0; driver < 2; driver++) Assert.True(Signals.ErrorDb(seat[input, driver], plan.Filters[input, driver]) < -40);
    }

    [Fact]
    public void APlace_CancelsAsAPlanThatIsDesignedThere()
    {
        // oracle: the designer, with the head there as its seat
        HeadPose there = PlacePose.At(HeadPose.Seat, 0.6, 0.06, 0);
        Assert.Equal(-5.71, there.YawDegrees, 0.01); // to the device, on the right
        FrontPair place = Heard(PlacePlan.At(_aside.Value.Plan, _aside.Value.Plan.Bank!.LeftMetres.Count - 1, 0), there), own = Heard(SpatialDesigner.Design(_wish with { Poses = [there] }).Plan, there);
        Assert.InRange(place.LeftDb - own.LeftDb, -0.5, 0.5);
        Assert.InRange(place.RightDb - own.RightDb, -0.5, 0.5);
        Assert.InRange(VirtualImage.Compare(place.Left, own.Left, _grid).TimeErrorSeconds, 0, 5e-6);
        Assert.True(Heard(_aside.Value.Plan, there).MeanDb < place.MeanDb - 8); // the seat's plan is of little use there
    }

    [Fact]
    public void MovingAway_SoundsLaterAndSofter_ByTheDistance()
    {
        // oracle: a wave that travels outwards, e^(-jkr) / r
        RenderPlan plan = _ahead.Value.Plan;
        (int far, int near) = (0, plan.Bank!.ForwardMetres.Count - 1);
        FrontPair behind = Heard(PlacePlan.At(plan, 0, far), new(Forward: -0.05)), before = Heard(PlacePlan.At(plan, 0, near), new(Forward: 0.05));
        Assert.Equal(20 * Math.Log10(0.55 / 0.65), behind.LevelDb(before, _grid), 0.1);
        Assert.Equal(0.1 / Air.SpeedOfSound, PathAlignment.Between(behind.Left.Left, before.Left.Left, _grid).DelaySeconds, 3e-6);
    }

    [Fact]
    public void HalfwayBetweenPlaces_TheirMean_LosesNoMoreThanIsSaid()
    {
        SpatialDesign design = _aside.Value;
        PlanBank bank = design.Plan.Bank!;
        BankCheck check = design.BankCheck!.Value;
        Assert.True(check.IsMet);
        double worst = Enumerable.Range(0, bank.LeftMetres.Count - 1).Max(left =>
        {
            HeadPose middle = PlacePose.At(HeadPose.Seat, 0.6, (bank.LeftMetres[left] + bank.LeftMetres[left + 1]) / 2, 0);
            return Heard(_aside.Value.Plan with { Filters = Designed(middle), Bank = null }, middle).WorseDb - Heard(PlacePlan.Between(design.Plan, (left, 0), (left + 1, 0)), middle).WorseDb;
        });
        Assert.InRange(worst, -0.3, check.LossDb + 0.2);
    }

    [Fact]
    public void InTheMiddleOfFourPlaces_TheirMean_LosesNoMoreThanIsSaid()
    {
        DesignRequest wish = _wish with { AngleDegrees = null, Taps = 128, Bank = BankGrid.Parse("left=-0.04..0/0.04,distance=0.6..0.7/0.1") };
        SpatialDesign design = SpatialDesigner.Design(wish);
        PlanBank bank = design.Plan.Bank!;
        BankCheck check = design.BankCheck!.Value;
        Assert.InRange(check.Excess, 0, 3); // each place more would be a line of them
        double worst = double.NegativeInfinity;
        for (int left = 0; left + 1 < bank.LeftMetres.Count; left++)
            for (int forward = 0; forward + 1 < bank.ForwardMetres.Count; forward++)
            {
                HeadPose middle = PlacePose.At(HeadPose.Seat, 0.6, (bank.LeftMetres[left] + bank.LeftMetres[left + 1]) / 2, (bank.ForwardMetres[forward] + bank.ForwardMetres[forward + 1]) / 2);
                FirMatrix mean = PlanBank.Mean(PlanBank.Mean(bank[left, forward], bank[left + 1, forward]), PlanBank.Mean(bank[left, forward + 1], bank[left + 1, forward + 1]));
                FirMatrix own = SpatialDesigner.Design(wish with { Poses = [middle], Bank = null }).Plan.Filters;
                worst = Math.Max(worst, Heard(design.Plan with { Filters = own, Bank = null }, middle).WorseDb - Heard(design.Plan with { Filters = mean, Bank = null }, middle).WorseDb);
            }
        Assert.InRange(worst, -1, check.LossDb + 0.2); // a place that is designed as the seat is no upper bound of either side
    }

    [Fact]
    public void ASeatOffTheMiddle_HasItsPlacesAboutItself_AsPlansThatAreDesignedThere()
    {
        // oracle: the designer, with the head there as its seat; the place that a tracker tells is metres from the seat
        HeadPose seat = new(Left: 0.15, Forward: 0.05, YawDegrees: -15.3);
        DesignRequest wish = _wish with { AngleDegrees = null, Poses = [seat], Bank = BankGrid.Parse("left=-0.02..0.02/0.02") };
        SpatialDesign design = SpatialDesigner.Design(wish);
        PlanBank bank = design.Plan.Bank!;
        Assert.Equal((-0.02, 0.02, 0), (bank.LeftMetres[0], bank.LeftMetres[^1], Assert.Single(bank.ForwardMetres)));
        int middle = bank.LeftMetres.ToList().IndexOf(0);
        for (int driver = 0; driver < 2; driver++) Assert.True(Signals.ErrorDb(bank[middle, 0][0, driver], design.Plan.Filters[0, driver]) < -40);
        HeadPose there = PlacePose.At(seat, 0.6, 0.02, 0);
        Assert.Equal((0.17, 0.05), (Math.Round(there.Left, 9), there.Forward));
        FrontPair place = Heard(PlacePlan.At(design.Plan, bank.LeftMetres.Count - 1, 0), there), own = Heard(SpatialDesigner.Design(wish with { Poses = [there], Bank = null }).Plan, there);
        Assert.Equal(own.MeanDb, place.MeanDb, 0.5);
        BankPlace[] found = [.. BankFindings.Of(design, new(design.Plan), new(wish.Device, 0.6, new SphericalHead(), _grid), TestContext.Current.CancellationToken)!.Places];
        Assert.Equal((-0.02, 0.02), (found[0].Place.Left, found[^1].Place.Left));
    }

    [Fact]
    public void NearASmallDevice_NoMoreThanFourTimesThePlacesAskedForAreMade_AndProgressNeverGoesBack()
    {
        DesignRequest wish = _wish with { AngleDegrees = null, Taps = 64, Bank = BankGrid.Parse("left=-0.1..0.1/0.1,distance=0.3..0.9/0.3") };
        Told told = new();
        SpatialDesign design = SpatialDesigner.DesignUnlessCancelled(wish, TestContext.Current.CancellationToken, told);
        Assert.InRange(design.Plan.Bank!.All.Count, 10, 36);
        Assert.Contains(design.Warnings, warning => warning.Contains("more than 4 times the places asked for are not made", StringComparison.Ordinal));
        Assert.Equal(told.Values.Order(), told.Values);
        Assert.InRange(told.Values[^1], 0.5, 1);
    }

    sealed class Told : IProgress<double>
    {
        public List<double> Values { get; } = [];

        public void Report(double value) => Values.Add(value);
    }

    [Fact]
    public void BetweenPlaces_LieRowsColumns_AndFours()
    {
        Cell[] cells = Cell.In([-0.1, 0, 0.2], [0, 0.3]);
        Assert.Equal(4 + 3 + 2, cells.Length);
        Assert.Equal([(-0.05, 0), (0.1, 0), (-0.05, 0.3), (0.1, 0.3), (-0.1, 0.15), (0, 0.15), (0.2, 0.15), (-0.05, 0.15), (0.1, 0.15)], cells.Select(cell => cell.Middle));
    }

    [Fact]
    public void PlacesThatAreTooFarApart_GetOthersBetweenThem_AndItIsSaid()
    {
        SpatialDesign design = SpatialDesigner.Design(_wish with { AngleDegrees = null, Bank = BankGrid.Parse("left=-0.12..0.12/0.24") });
        Assert.Contains(0, design.Plan.Bank!.LeftMetres);
        Assert.Contains(design.Warnings, warning => warning.Contains("added: halfway", StringComparison.Ordinal));
        Assert.True(design.BankCheck!.Value.IsMet);
        Assert.Equal(design.Plan.Bank.LeftMetres, design.Plan.Bank.LeftMetres.Order());
    }

    [Fact]
    public void WithoutTheUpmix_PlacesLoseTheirCentre_Too()
    {
        RenderPlan plan = UpmixChoice.Of(_aside.Value, UpmixMode.None).Plan;
        Assert.Equal((2, 2), (plan.Filters.Inputs, plan.Bank!.All[0].Inputs));
        Assert.Equal(_aside.Value.Plan.Bank![1, 0][1, 1].ToArray(), plan.Bank[1, 0][1, 1].ToArray());
        Assert.Equal(Headroom.OfAll(plan), plan.HeadroomDb);
    }

    [Fact]
    public void ADialogueLevel_IsThatOfAllPlaces()
    {
        RenderPlan plan = _aside.Value.Plan, loud = DialogueLevel.Of(plan, 6);
        Assert.Equal(Math.Pow(10, 0.3) * plan.Bank![0, 0][2, 0][100], loud.Bank![0, 0][2, 0][100], 1e-6);
        Assert.Equal(plan.Bank[0, 0][0, 0].ToArray(), loud.Bank[0, 0][0, 0].ToArray());
    }

    [Fact]
    public void TheAnalysis_OfABank_HasTheSeparationOfTheSeat_AndMirroredSides()
    {
        // oracle: the analysis of the seat, and a device with two like sides
        SpatialDesign design = SpatialDesigner.Design(_wish with { AngleDegrees = null, Bank = BankGrid.Parse("left=-0.01..0.01/0.02") });
        FreeFieldSetup setup = new(_wish.Device, 0.6, new SphericalHead(), _grid);
        MeasuredPlan measured = new(design.Plan);
        BankFindings found = BankFindings.Of(design, measured, setup, TestContext.Current.CancellationToken)!;
        Assert.Equal(Separation.Mean(measured, setup.Ears, 0), found.Seat.MeanDb, 1e-6);
        BankPlace[] ends = [.. found.Places.Where(place => !place.IsHalfway)];
        Assert.Equal(ends[0].Bank.MeanDb, ends[^1].Bank.MeanDb, 0.1);
        Assert.Equal(ends[0].SeatPlan.WorseDb, ends[^1].SeatPlan.WorseDb, 0.1);
        Assert.All(found.Places, place => Assert.Null(place.Bank.Image));
        Assert.InRange(found.MostLossDb, -0.5, 1);
    }

    [Fact]
    public void OfALargeBank_SomePlacesAreShown_ThoseOfTheSeatAmongThem_AndItIsSaid()
    {
        IReadOnlyList<double> lefts = [.. Enumerable.Range(-7, 18).Select(n => n / 100.0)], forwards = [-0.1, -0.05, 0, 0.01, 0.02, 0.03];
        RenderPlan seat = _ahead.Value.Plan with { Bank = null };
        SpatialDesign design = _ahead.Value with { Plan = seat with { Bank = new(lefts, forwards, [.. lefts.SelectMany(_ => forwards.Select(_ => seat.Filters))]) } };
        BankFindings found = BankFindings.Of(design, new(seat), new(_wish.Device, 0.6, new SphericalHead(), _grid), TestContext.Current.CancellationToken)!;
        Assert.Contains(found.Places, place => place.Place is { Left: 0, Forward: 0 });
        Assert.Contains(found.Places, place => place.Place.Left == lefts[0] && place.Place.Forward == 0);
        Assert.Contains(found.Places, place => place.Place.Left == lefts[^1] && place.Place.Forward == forwards[^1]);
        Assert.Equal(108, found.AllPlaces);
        Assert.StartsWith($"{found.Places.Count(place => !place.IsHalfway)} of 108 places are shown. At all these places", BankTable.Sentence(found));
        Assert.Contains(BankTable.Rows(found), row => row.Name.EndsWith("cm right, halfway", StringComparison.Ordinal));
    }

    static FrontPair Heard(RenderPlan plan, HeadPose pose)
    {
        VirtualPair pair = new(new SphericalHead(), 30, _grid);
        bool alone = plan.Inputs.Count == 2;
        return FrontPair.Of(new(plan), Plant.AtEars(_wish.Device, 0.6, new SphericalHead(), [pose], _grid), (side, bin) => alone ? Complex.Zero : pair.ContralateralRatio(side, bin));
    }

    static FirMatrix Designed(HeadPose pose) => SpatialDesigner.Design(_wish with { Poses = [pose] }).Plan.Filters;
}
