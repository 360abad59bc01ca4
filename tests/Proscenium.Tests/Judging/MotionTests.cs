using Proscenium.Acoustics;
using Proscenium.Design;
using Proscenium.Design.Banks;
using Proscenium.Engine;
using Proscenium.Engine.Convolution;
using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;
using Proscenium.Files.Measurements;
using Proscenium.Files.Projects;
using Proscenium.Heads;
using Proscenium.Judging.FreeField;
using Proscenium.Judging.Motion;
using Proscenium.Judging.Rooms;
using Proscenium.Loudspeakers;
using Proscenium.Plants;
using Proscenium.Tracking;

namespace Proscenium.Tests.Judging;

/// <summary>Plans at the ears of a head that moves; at rest the oracle is the analysis of a head that rests.</summary>
public sealed class MotionTests
{
    const int Rate = 48000;

    static readonly Lazy<Head> _kemar = new(() => SofaFile.Open(RecordedData.Path("hrtf/MIT_KEMAR_normal_pinna.sofa")));

    static readonly Lazy<SpatialDesign> _echo = new(() => SpatialDesigner.Design(new() { Device = DeviceFile.Open("echo-studio"), AngleDegrees = null, RoomBudget = Steering.RoomBudget.None, Bank = BankGrid.Parse("left=-0.1..0.3/0.1") }));

    static SpatialDesign Banked(string device) => SpatialDesigner.Design(new() { Device = DeviceFile.Open(device), AngleDegrees = null, RoomBudget = Steering.RoomBudget.None, Bank = BankGrid.Parse(BankGrid.Auto) });

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.1, -0.105)]
    [Trait(Traits.Needs, Traits.Data)]
    public void ARestingHead_HearsTheMonitorFilters_OfItsPlace(double left, double forward)
    {
        Device device = DeviceFile.Open("echo-studio");
        HeadPose pose = new(Left: left, Forward: forward);
        AudioBuffer feeds = Signals.Noise(device.Drivers.Count, 6000, 1), found = new(2, 6000);
        MovingEars ears = new(new(device, 2, _kemar.Value, Rate), _ => pose);
        ears.Process(feeds.Block(), found.Block());
        FirMatrix filters = MonitorFilters.Of(Plant.AtEars(device, 2, _kemar.Value, [pose], FrequencyGrid.ForDesign(Rate)), 2);
        AudioBuffer wanted = new(2, 6000);
        new PartitionedConvolver(filters, 512).Process(feeds.Block(), wanted.Block());
        for (int ear = 0; ear < 2; ear++)
        {
            double error = Signals.ErrorDb(found.Block()[ear][ears.LatencyFrames..], wanted.Block()[ear][..(6000 - ears.LatencyFrames)]);
            Assert.True(error < -45, $"{error:0.0} dB");
        }
    }

    [Fact]
    [Trait(Traits.Category, Traits.Slow)]
    [Trait(Traits.Needs, Traits.Data)]
    public void AtRest_ItIsTheAnalysis_AndFollowedThePlanForThatPlace()
    {
        const double left = 0.2;
        SpatialDesign echo = _echo.Value;
        HeadPose there = new(Left: left);
        FrequencyGrid grid = FrequencyGrid.ForDesign(Rate);
        MotionAnalysis motion = new(echo.Plan, echo.Request.Device, 2, _kemar.Value, (_, _) => _ => 0);
        double Rested(RenderPlan plan, HeadPose pose) => Separation.Mean(new MeasuredPlan(plan), Plant.AtEars(echo.Request.Device, 2, _kemar.Value, [pose], grid), 0);
        Assert.Equal(Rested(echo.Plan, HeadPose.Seat), motion.Cancellations(_ => HeadPose.Seat, 0.8, FollowedHead.Never)[^1].Mean, 0.25);
        Assert.Equal(Rested(echo.Plan, there), motion.Cancellations(_ => there, 0.8, FollowedHead.Never)[^1].Mean, 0.25);
        SpatialDesign designed = SpatialDesigner.Design(echo.Request with { Bank = null, Poses = [there] });
        Assert.Equal(Rested(designed.Plan, there), motion.Cancellations(_ => there, 0.8, () => FollowedHead.Exactly(_ => there))[^1].Mean, 0.5);
    }

    [Fact]
    [Trait(Traits.Category, Traits.Slow)]
    [Trait(Traits.Needs, Traits.Data)]
    public void AHeadThatSways_IsFollowed_ByATracker_AndCancellationStays()
    {
        static HeadPose Sway(double t) => new(Left: 0.1 + 0.1 * (2 / Math.PI) * Math.Asin(Math.Sin(2 * Math.PI * t / 1.6))); // 0.25 m/s
        SpatialDesign echo = _echo.Value;
        MotionAnalysis motion = new(echo.Plan, echo.Request.Device, 2, _kemar.Value, (_, _) => _ => 0);
        double Percentile(Func<FollowedHead> follow) => motion.Cancellations(Sway, 2.4, follow)[5..].Select(frame => frame.Mean).Order().ElementAt(2);
        double followed = Percentile(() => FollowedHead.ByTracker(Sway, new(), PlaceBounds.Of(echo.Plan.Bank), 2.4)), still = Percentile(FollowedHead.Never);
        Assert.True(followed > 14, $"{followed:0.0} dB");
        Assert.True(still < 6, $"{still:0.0} dB");
    }

    [Theory]
    [InlineData(500)]
    [InlineData(1000)]
    [InlineData(4000)]
    public void ASine_ThroughFiltersThatMove_IsASineOfTheGainOfEachPlace(double hertz)
    {
        SpatialDesign echo = _echo.Value;
        RenderPlan plan = echo.Plan with { Upmix = null };
        AudioBuffer input = new(2, 2 * Rate);
        for (int n = 0; n < input.Capacity; n++) input.Block()[0][n] = (float)(0.01 * Math.Sin(2 * Math.PI * hertz * n / Rate));
        double Left(double t) => 0.1 - 0.1 * Math.Cos(Math.PI * t); // from 0 to 20 cm in a second, 0.3 m/s at most
        HeadPlace head = new();
        Renderer renderer = new(plan, 480, head: head);
        AudioBuffer found = Signals.RunInBlocks(input, plan.Drivers.Count, at =>
        {
            head.Set(Left((double)at / Rate + 0.0275), 0);
            return 480;
        }, renderer.Process);
        IReadOnlyList<double> lefts = plan.Bank!.LeftMetres;
        AudioBuffer[] places = [.. Enumerable.Range(0, lefts.Count).Select(place => Signals.RunInBlocks(input, plan.Drivers.Count, _ => 480, new Renderer(plan with { Filters = plan.Bank![place, 0], Bank = null }, 480).Process))];
        for (int driver = 0; driver < plan.Drivers.Count; driver++)
        {
            double[] wanted = new double[input.Capacity];
            for (int n = 0; n < wanted.Length; n++)
            {
                double left = Left((double)n / Rate);
                int below = Enumerable.Range(0, lefts.Count - 1).Last(place => lefts[place] <= left);
                wanted[n] = places[below].Block()[driver][n] + (left - lefts[below]) / (lefts[below + 1] - lefts[below]) * (places[below + 1].Block()[driver][n] - places[below].Block()[driver][n]);
            }
            double[] part = wanted[Rate..];
            double error = Signals.ErrorDb(found.Block()[driver][Rate..], part), power = 10 * Math.Log10(part.Average(sample => sample * sample) + 1e-30);
            TestContext.Current.SendDiagnosticMessage($"{hertz} Hz, driver {driver}: {power:0} dB, off the gain of each place by {error:0.0} dB");
            if (power > -60) Assert.True(error < -50, $"driver {driver}: {error:0.0} dB");
        }
    }

    [Fact(Explicit = true)]
    [Trait(Traits.Needs, Traits.Data)]
    public void Figures()
    {
        foreach ((string name, double side) in ((string, double)[])[("echo-studio", 0.15), ("laptop", 0.15), ("soundbar-8", 0.15)])
        {
            SpatialDesign design = Banked(name);
            Device device = design.Request.Device;
            double distance = design.Request.Distance;
            PlanBank bank = design.Plan.Bank!;
            TestContext.Current.SendDiagnosticMessage($"{name}: {bank.LeftMetres.Count} x {bank.ForwardMetres.Count} places, {bank.LeftMetres[0]:0.00} to {bank.LeftMetres[^1]:0.00} m");
            MotionAnalysis motion = new(design.Plan, device, distance, _kemar.Value, (_, _) => _ => 0);
            FreeFieldSetup setup = new(device, distance, _kemar.Value, FrequencyGrid.ForDesign(Rate));
            MeasuredPlan measured = new(design.Plan);
            foreach (double left in (double[])[0, 0.1])
            {
                double rested = Separation.Mean(measured, Plant.AtEars(device, distance, _kemar.Value, [new(Left: left)], setup.Grid), 0);
                (double mean, double worse) = motion.Cancellations(_ => new(Left: left), 1, FollowedHead.Never)[5];
                TestContext.Current.SendDiagnosticMessage($"  at rest {100 * left:0} cm aside, not followed: {mean:0.00} ({worse:0.00}), analysis {rested:0.00}");
            }
            foreach (double left in (double[])[0, 0.1, 0.2, 0.25, 0.3])
            {
                (double mean, double worse) = motion.Cancellations(_ => new(Left: left), 1, () => FollowedHead.Exactly(_ => new(Left: left)))[5];
                TestContext.Current.SendDiagnosticMessage($"  at rest {100 * left:0} cm aside, followed: {mean:0.00} ({worse:0.00})");
            }
            // to and fro at 0.25 m/s
            double period = 4 * side / 0.25;
            HeadPose Path(double t) => new(Left: side * (2 / Math.PI) * Math.Asin(Math.Sin(2 * Math.PI * t / period)));
            void Say(string what, Func<FollowedHead> follow)
            {
                (double Mean, double Worse)[] frames = motion.Cancellations(Path, 10, follow)[5..];
                double[] means = [.. frames.Select(frame => frame.Mean).Order()], worse = [.. frames.Select(frame => frame.Worse).Order()];
                TestContext.Current.SendDiagnosticMessage($"  {what}: median {means[means.Length / 2]:0.0}, 10th percentile {means[means.Length / 10]:0.0}; worse side {worse[worse.Length / 2]:0.0}, {worse[worse.Length / 10]:0.0}");
            }
            PlaceBounds bounds = PlaceBounds.Of(bank);
            Say("not followed", FollowedHead.Never);
            Say("exactly", () => FollowedHead.Exactly(Path));
            Say("0 ms, 0 mm, 60 Hz", () => FollowedHead.ByTracker(Path, new(0, 0), bounds, 10));
            Say("40 ms, 5 mm, 60 Hz", () => FollowedHead.ByTracker(Path, new(), bounds, 10));
            Say("40 ms, 5 mm, 30 Hz", () => FollowedHead.ByTracker(Path, new(PosesPerSecond: 30), bounds, 10));
            Say("80 ms, 10 mm, 30 Hz, 5 % lost", () => FollowedHead.ByTracker(Path, new(0.08, 0.01, 30, 0.05), bounds, 10));
        }
    }
}
