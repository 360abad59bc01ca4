using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Design;
using Proscenium.Files.Measurements;
using Proscenium.Files.Projects;
using Proscenium.Heads;
using Proscenium.Judging.FreeField;
using Proscenium.Judging.Rooms;
using Proscenium.Loudspeakers;
using Proscenium.Measuring;
using Proscenium.Measuring.Sweeps;
using Proscenium.Plants;

namespace Proscenium.Tests.Measuring;

/// <summary>What plans from simulated measurements reach at the ears that were measured.</summary>
[Trait(Traits.Category, Traits.Slow)]
[Trait(Traits.Needs, Traits.Data)]
public sealed class MeasuredDesignTests
{
    const int Rate = 48000;

    static readonly FrequencyGrid _grid = FrequencyGrid.ForDesign(Rate);
    static readonly Head _head = SofaFile.Open(RecordedData.Path("hrtf/MIT_KEMAR_normal_pinna.sofa"));

    /// <summary>The room's first strong reflection ends the window; what it leaves is measured from 1.5 periods on.</summary>
    [Theory]
    [InlineData("echo-studio", "living-room", 1)]
    [InlineData("laptop", "bedroom", 1.5)]
    public void APlanFromRecordingsInARoom_Cancels_AtTheHeadThatWasMeasured_AsOneFromItsTruePlant(string name, string room, double within)
    {
        Measured measured = new(DeviceFile.Open(name), room, deviating: false);
        double exact = Separated(measured.Plan(measured.Exact), measured.Truth, 0);
        Assert.InRange(Separated(measured.Plan(measured.Responses), measured.Truth, 0), exact - within, exact + 2 * within);
    }

    /// <summary>Drivers as they are made: 1 dB and 6 degrees off their model.</summary>
    [Theory]
    [InlineData("laptop", false, 5)]
    [InlineData("echo-studio", true, 10)]
    public void DriversOffTheirModel_CostAMeasuredPlanNothing_AndAModelledOneDecibels(string name, bool robust, double least)
    {
        Measured measured = new(DeviceFile.Open(name), null, deviating: true);
        double own = Separated(measured.Plan(measured.Responses, robust), measured.Truth, 0), exact = Separated(measured.Plan(measured.Exact, robust), measured.Truth, 0), sphere = Separated(measured.Plan(null, robust), measured.Truth, 0);
        Assert.True(own >= 18, $"{own:0.0} dB");
        Assert.InRange(own, exact - 0.5, exact + 0.5);
        Assert.True(own >= sphere + least, $"{own:0.0} dB measured, {sphere:0.0} from the model");
    }

    [Fact]
    public void FromTheSameRecordings_APlanCancelsMoreThanEffeTunes_WithAnEighthOfItsDelay()
    {
        Measured measured = new(DeviceFile.Open("laptop"), null, deviating: false);
        (MeasuredPlan plan, MeasuredPlan other) = (measured.Plan(measured.Responses), EffeTuneCanceller.Of(measured.Recovered, _grid));
        Assert.True(Separated(plan, measured.Truth, 0) >= Separated(other, measured.Truth, 0) + 4, $"{Separated(plan, measured.Truth, 0):0.0} dB, EffeTune's way {Separated(other, measured.Truth, 0):0.0}");
        Assert.True(Separated(plan, measured.Truth, 1) >= Separated(other, measured.Truth, 1) + 1);
        Assert.True(measured.Design(measured.Responses).Plan.FilterLatencySamples <= EffeTuneCanceller.LatencySeconds(Rate) * Rate / 8);
    }

    /// <summary>The figures of docs/measure.md.</summary>
    [Theory(Explicit = true)]
    [InlineData("laptop", null, false)]
    [InlineData("laptop", null, true)]
    [InlineData("laptop", "bedroom", false)]
    [InlineData("echo-studio", null, false)]
    [InlineData("echo-studio", null, true)]
    [InlineData("echo-studio", "living-room", false)]
    public void Figures(string name, string? room, bool deviating)
    {
        Measured measured = new(DeviceFile.Open(name), room, deviating);
        string where = $"{name}{(deviating ? ", drivers 1 dB and 6 degrees off their model," : "")} in {room ?? "free field"}, window {1000 * measured.Window:0.0} ms: separation at the seat and 5 cm beside it";
        foreach (bool robust in (bool[])[false, true])
            foreach ((string what, Complex[][][]? responses) in (ReadOnlySpan<(string, Complex[][][]?)>)[("sphere", null), ("true plant", measured.Exact), ("recovered plant", measured.Responses)])
                Say($"{what}{(robust ? ", --robust" : "")}", measured.Plan(responses, robust), 1000.0 * measured.Design(responses, robust).Plan.FilterLatencySamples / Rate);
        if (measured.Device.Drivers.Count == 2) Say("EffeTune's way", EffeTuneCanceller.Of(measured.Recovered, _grid), 1000 * EffeTuneCanceller.LatencySeconds(Rate));

        void Say(string what, MeasuredPlan plan, double latency) =>
            TestContext.Current.SendDiagnosticMessage($"{where}, by {what}: {Separated(plan, measured.Truth, 0):0.0} dB, {(Separated(plan, measured.Truth, 1) + Separated(plan, measured.Truth, 2)) / 2:0.0} dB; delay {latency:0.0} ms");
    }

    static double Separated(MeasuredPlan plan, TransferMatrix truth, int pose) => Separation.Mean(plan, truth, pose);

    /// <summary>A device as it was measured at the seat.</summary>
    sealed class Measured
    {
        readonly Dictionary<(Complex[][][]?, bool), SpatialDesign> _designs = [];

        public Measured(Device device, string? room, bool deviating)
        {
            Device = device;
            TransferMatrix ears = SimulatedMeasurement.Causal(Plant.AtEars(device, device.ListeningDistanceMetres, _head, [.. HeadPose.SeatAndFiveCentimetres], _grid));
            Truth = deviating ? SimulatedMeasurement.Deviating(ears, 1) : ears;
            double[][][] ways = room is null ? SimulatedMeasurement.FreeField(Truth)[..2]
                : SimulatedMeasurement.InRoom(RoomSetup.ForListening(RoomSetup.WithListenerAt(RoomFile.Open(room), device.ListeningDistanceMetres), device, _head, Rate).At([HeadPose.Seat])[0], device.Drivers.Count);
            MeasurementSession session = MeasurementSession.OfDrivers(device, device.ListeningDistanceMetres, SweepSignal.Usual(Rate, 3), 0.5, overlapped: true, -12);
            RecoveredPlant plant = RecoveredPlant.Of(session, [SweepRecovery.Of(new SimulatedMeasurement { Session = session, Responses = ways }.Recorded(), Rate, session)], [HeadPose.Seat], rightFirst: false, windowSeconds: null);
            (Responses, Window) = (plant.Direct.Responses, plant.Direct.Window.Seconds);
            Recovered = Array.ConvertAll(plant.Responses, drivers => Array.ConvertAll(drivers, response => response.Samples));
            Exact = [.. Enumerable.Range(0, 2).Select(ear => Enumerable.Range(0, Truth.Drivers).Select(driver => Enumerable.Range(0, _grid.BinCount).Select(bin => Truth[ear, driver, bin]).ToArray()).ToArray())];
        }

        public Device Device { get; }

        /// <summary>At the seat, and 5 cm to either side.</summary>
        public TransferMatrix Truth { get; }

        /// <summary>The direct sound as it was recovered, ears x drivers x bins.</summary>
        public Complex[][][] Responses { get; }

        /// <summary>The responses with the room in them, ears x drivers x samples.</summary>
        public double[][][] Recovered { get; }

        /// <summary>The direct sound as it is.</summary>
        public Complex[][][] Exact { get; }

        public double Window { get; }

        /// <summary>A canceller for responses, or for a sphere.</summary>
        public SpatialDesign Design(Complex[][][]? responses, bool robust = false)
        {
            if (_designs.TryGetValue((responses, robust), out SpatialDesign? made)) return made;
            Head head = responses is null ? new SphericalHead() : new MeasuredListener(new SphericalHead(), [HeadPose.Seat], responses, _grid);
            return _designs[(responses, robust)] = SpatialDesigner.Design(new() { Device = Device, Head = head, AngleDegrees = null, Tone = Steering.Tone.Direct, Poses = robust ? [.. HeadPose.SeatAndFiveCentimetres] : [HeadPose.Seat] });
        }

        public MeasuredPlan Plan(Complex[][][]? responses, bool robust = false) => new(Design(responses, robust).Plan);
    }
}
