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
using Proscenium.Plants;

namespace Proscenium.Tests.Measuring;

/// <summary>A measurement is simulated as it would go (distortion, noise, another clock), recovered, and held against what it was made from.</summary>
[Trait(Traits.Category, Traits.Slow)]
public sealed class SweepRecoveryTests
{
    const int Rate = 48000;

    static readonly FrequencyGrid _grid = FrequencyGrid.ForDesign(Rate);

    [Theory]
    [InlineData("echo-studio", true)]
    [InlineData("laptop", false)]
    [Trait(Traits.Needs, Traits.Data)]
    public void TheDirectSound_IsThatOfTheTrueHead_To02Decibels_AndItsTimes_To2Microseconds(string name, bool overlapped)
    {
        (Device device, TransferMatrix truth) = (DeviceFile.Open(name), Truth(name, [HeadPose.Seat]));
        MeasurementSession session = Session(device, overlapped);
        SweepRecovery recovery = SweepRecovery.Of(new SimulatedMeasurement { Session = session, Responses = SimulatedMeasurement.FreeField(truth) }.Recorded(), Rate, session);
        Assert.InRange(recovery.ClockParts, 59.9, 60.1);
        Assert.InRange(recovery.StartSeconds, 0.69, 0.71);
        Assert.All(recovery.Responses[0], response => Assert.InRange(response.Distortion, 0.02, 0.04));
        RecoveredPlant plant = RecoveredPlant.Of(session, [recovery], [HeadPose.Seat], rightFirst: false, windowSeconds: null);
        Assert.Null(plant.Direct.ReflectionSeconds);
        (int Ear, int Driver)[] ways = [.. from ear in Enumerable.Range(0, 2) from driver in Enumerable.Range(0, device.Drivers.Count) select (ear, driver)];
        double gain = Math.Exp(ways.Average(way => Logs(400).Average(bin => Math.Log(plant.Direct.Responses[way.Ear][way.Driver][bin].Magnitude / truth[way.Ear, way.Driver, bin].Magnitude)))); // of amplifiers and microphones
        double first = Late(plant, truth, 0, 0);
        foreach ((int ear, int driver) in ways)
        {
            double late = Late(plant, truth, ear, driver);
            Assert.InRange(1e6 * (late - first), -2, 2);
            (double decibels, double degrees) = Error(bin => plant.Direct.Responses[ear][driver][bin] / truth[ear, driver, bin] / gain * FrequencyResponse.Turn(_grid.Frequency(bin), -late), Math.Max(200, device.Drivers[driver].LowHz));
            Assert.InRange(decibels, 0, 0.2);
            Assert.InRange(degrees, 0, 1.2);
        }
    }

    /// <summary>The room's first strong reflection ends the window; what it leaves is measured from 1.5 periods on.</summary>
    [Theory]
    [InlineData("echo-studio", "living-room", 1)]
    [InlineData("laptop", "bedroom", 1.5)]
    [Trait(Traits.Needs, Traits.Data)]
    public void APlanFromRecordingsInARoom_Cancels_AtTheHeadThatWasMeasured_AsOneFromItsTruePlant(string name, string room, double within)
    {
        Device device = DeviceFile.Open(name);
        Head head = SofaFile.Open(RecordedData.Path("hrtf/MIT_KEMAR_normal_pinna.sofa"));
        RoomSetup setup = RoomSetup.ForListening(RoomSetup.WithListenerAt(RoomFile.Open(room), device.ListeningDistanceMetres), device, head, Rate);
        TransferMatrix truth = Truth(name, [HeadPose.Seat]);
        MeasurementSession session = Session(device, overlapped: true);
        RecoveredPlant plant = RecoveredPlant.Of(session, [SweepRecovery.Of(new SimulatedMeasurement { Session = session, Responses = SimulatedMeasurement.InRoom(setup.At([HeadPose.Seat])[0], device.Drivers.Count) }.Recorded(), Rate, session)], [HeadPose.Seat], rightFirst: false, windowSeconds: null);
        Complex[][][] exact = [.. Enumerable.Range(0, 2).Select(ear => Enumerable.Range(0, truth.Drivers).Select(driver => Enumerable.Range(0, _grid.BinCount).Select(bin => truth[ear, driver, bin]).ToArray()).ToArray())];
        double Cancelled(Complex[][][] responses)
        {
            MeasuredPlan plan = new(SpatialDesigner.Design(new() { Device = device, Head = new MeasuredListener(new SphericalHead(), [HeadPose.Seat], responses, _grid), AngleDegrees = null, Tone = Steering.Tone.Direct }).Plan);
            return (Separation.Mean(plan, truth, 0, Side.Left) + Separation.Mean(plan, truth, 0, Side.Right)) / 2;
        }
        Assert.InRange(Cancelled(plant.Direct.Responses), Cancelled(exact) - within, Cancelled(exact) + 2 * within);
    }

    /// <summary>The separations of docs/measure.md.</summary>
    [Theory(Explicit = true)]
    [InlineData("laptop", false, null)]
    [InlineData("echo-studio", true, null)]
    [InlineData("laptop", false, "bedroom")]
    [InlineData("echo-studio", true, "living-room")]
    [Trait(Traits.Needs, Traits.Data)]
    public void Figures(string name, bool robust, string? room)
    {
        Device device = DeviceFile.Open(name);
        TransferMatrix truth = Truth(name, [HeadPose.Seat]);
        double[][][] ways = room is null ? SimulatedMeasurement.FreeField(truth)
            : SimulatedMeasurement.InRoom(RoomSetup.ForListening(RoomSetup.WithListenerAt(RoomFile.Open(room), device.ListeningDistanceMetres), device, SofaFile.Open(RecordedData.Path("hrtf/MIT_KEMAR_normal_pinna.sofa")), Rate).At([HeadPose.Seat])[0], device.Drivers.Count);
        MeasurementSession session = MeasurementSession.OfDrivers(device, device.ListeningDistanceMetres, SweepSignal.Usual(Rate, 5), 0.7, overlapped: false, -12);
        DirectPlant recovered = RecoveredPlant.Of(session, [SweepRecovery.Of(new SimulatedMeasurement { Session = session, Responses = ways }.Recorded(), Rate, session)], [HeadPose.Seat], rightFirst: false, windowSeconds: null).Direct;
        Complex[][][] exact = [.. Enumerable.Range(0, 2).Select(ear => Enumerable.Range(0, truth.Drivers).Select(driver => Enumerable.Range(0, _grid.BinCount).Select(bin => truth[ear, driver, bin]).ToArray()).ToArray())];
        foreach ((string what, Head head) in (ReadOnlySpan<(string, Head)>)[("sphere", new SphericalHead()), ("true plant", new MeasuredListener(new SphericalHead(), [HeadPose.Seat], exact, _grid)), ("recovered plant", new MeasuredListener(new SphericalHead(), [HeadPose.Seat], recovered.Responses, _grid))])
        {
            MeasuredPlan plan = new(SpatialDesigner.Design(new() { Device = device, Head = head, AngleDegrees = null, Tone = Steering.Tone.Direct, Poses = robust ? [.. HeadPose.SeatAndFiveCentimetres] : [HeadPose.Seat] }).Plan);
            TestContext.Current.SendDiagnosticMessage($"{name}{(robust ? ", robust" : "")} in {room ?? "free field"}: separation at the seat by a plan for the {what} {(Separation.Mean(plan, truth, 0, Side.Left) + Separation.Mean(plan, truth, 0, Side.Right)) / 2:0.0} dB, window {1000 * recovered.Window.LongestSeconds:0.0} ms");
        }
    }

    static MeasurementSession Session(Device device, bool overlapped) => MeasurementSession.OfDrivers(device, device.ListeningDistanceMetres, SweepSignal.Usual(Rate, 3), 0.5, overlapped, -12);

    static TransferMatrix Truth(string device, HeadPose[] poses) => Plant.AtEars(DeviceFile.Open(device), DeviceFile.Open(device).ListeningDistanceMetres, SofaFile.Open(RecordedData.Path("hrtf/MIT_KEMAR_normal_pinna.sofa")), poses, _grid);

    static double Late(RecoveredPlant plant, TransferMatrix truth, int ear, int driver) =>
        PathAlignment.Between(plant.Direct.Responses[ear][driver], [.. Enumerable.Range(0, _grid.BinCount).Select(bin => truth[ear, driver, bin])], _grid).DelaySeconds;

    /// <summary>Bins a twelfth of an octave apart.</summary>
    static IEnumerable<int> Logs(double lowHz) => Enumerable.Range(0, (int)(12 * Math.Log2(16000 / lowHz)) + 1).Select(step => _grid.Bin(lowHz * Math.Pow(2, step / 12.0)));

    /// <summary>Root mean square of level and phase of a ratio, each octave alike.</summary>
    static (double Decibels, double Degrees) Error(Func<int, Complex> ratio, double lowHz)
    {
        Complex[] values = [.. Logs(lowHz).Select(ratio)];
        return (Math.Sqrt(values.Average(value => Math.Pow(20 * Math.Log10(value.Magnitude), 2))), Math.Sqrt(values.Average(value => Math.Pow(value.Phase * 180 / Math.PI, 2))));
    }
}
