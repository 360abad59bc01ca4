using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Design;
using Proscenium.Files.Measurements;
using Proscenium.Files.Projects;
using Proscenium.Heads;
using Proscenium.Judging.FreeField;
using Proscenium.Loudspeakers;
using Proscenium.Measuring;
using Proscenium.Measuring.Sweeps;
using Proscenium.Plants;

namespace Proscenium.Tests.Measuring;

/// <summary>A device unlike its model turns before a microphone; what is recovered is held against what it was made from, and a plan for it at ears that no design has seen.</summary>
[Trait(Traits.Category, Traits.Slow)]
public sealed class RecoveredDirectivityTests : IDisposable
{
    const int Rate = 48000;

    static readonly FrequencyGrid _grid = FrequencyGrid.ForDesign(Rate);
    static readonly MicrophoneDirection[] _directions = Directions(15);
    static readonly Lazy<(LaboratoryDevice Device, RecoveredDirectivity Recovered)> _measured = new(() => Measured("laptop", _directions, null, null));

    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void TheDrivers_AreThoseOfTheTrueDevice_To02Decibels_And2Degrees_InEachDirection()
    {
        (LaboratoryDevice device, RecoveredDirectivity recovered) = _measured.Value;
        TransferMatrix truth = device.Heard(_directions, recovered.DistanceMetres, _grid);
        double gain = 0;
        for (int direction = 0; direction < _directions.Length; direction++)
        {
            double late = Late(recovered, truth, direction, 0);
            for (int driver = 0; driver < truth.Drivers; driver++)
            {
                Driver radiator = device.Model.Drivers[driver];
                Complex[] pressures = recovered.Pressures(direction, driver);
                Complex[] ratios = [.. Logs(Math.Max(200, radiator.LowHz), Math.Min(16000, radiator.HighHz)).Select(bin => pressures[bin] / truth[direction, driver, bin] * FrequencyResponse.Turn(_grid.Frequency(bin), -late))];
                if (gain == 0) gain = Math.Exp(ratios.Average(ratio => Math.Log(ratio.Magnitude)));
                Assert.InRange(Math.Sqrt(ratios.Average(ratio => Math.Pow(20 * Math.Log10(ratio.Magnitude / gain), 2))), 0, 0.2);
                Assert.InRange(Math.Sqrt(ratios.Average(ratio => Math.Pow(ratio.Phase * 180 / Math.PI, 2))), 0, 2);
            }
        }
    }

    [Fact]
    [Trait(Traits.Needs, Traits.Data)]
    public void APlanForTheMeasuredDevice_CancelsAtAnUnseenHead_AsOneForTheTrueDirectivity_AndOneForItsModelDoesNot()
    {
        (LaboratoryDevice device, RecoveredDirectivity recovered) = _measured.Value;
        MeasuredDeviceFolder.Write(recovered, _folder["own"], DateTime.UnixEpoch);
        Device own = DeviceFile.Open(_folder["own/device.json"]);
        TransferMatrix ears = Ears(device);
        (double measured, double truth) = (Cancelled(own, ears, robust: false), Cancelled(device.Built, EarsOf(device.Built), robust: false));
        Assert.InRange(measured, truth - 0.5, truth + 1);
        Assert.InRange(Cancelled(device.Model, ears, robust: false), 0, measured - 3);
    }

    /// <summary>The separations of docs/measure.md.</summary>
    [Theory(Explicit = true)]
    [InlineData("laptop", false, 15, null, null, 15.5)]
    [InlineData("laptop", false, 15, null, 4e-3, 15)]
    [InlineData("echo-studio", true, 15, null, null, 18)]
    [InlineData("echo-studio", true, 7.5, null, null, 18)]
    [InlineData("echo-studio", true, 15, 1.0, null, 15)]
    [Trait(Traits.Needs, Traits.Data)]
    public void Figures(string name, bool robust, double step, double? distance, double? windowSeconds, double least)
    {
        (LaboratoryDevice device, RecoveredDirectivity recovered) = Measured(name, Directions(step), distance, windowSeconds);
        MeasuredDeviceFolder.Write(recovered, _folder["own"], DateTime.UnixEpoch);
        TransferMatrix ears = Ears(device);
        Device own = DeviceFile.Open(_folder["own/device.json"]);
        double measured = Cancelled(own, ears, robust);
        TestContext.Current.SendDiagnosticMessage($"{name}{(robust ? ", robust" : "")}, every {step} degrees at {recovered.DistanceMetres} m, window {1000 * recovered.Direct.Window.Seconds:0.0} ms: a plan from the measured device {measured:0.0} dB, from the model {Cancelled(device.Model, ears, robust):0.0} dB, from the true directivity {Cancelled(device.Built, EarsOf(device.Built), robust):0.0} dB");
        Assert.InRange(measured, least, 60);
    }

    static MicrophoneDirection[] Directions(double step) => [.. Enumerable.Range(0, (int)(180 / step) + 1).Select(n => new MicrophoneDirection((n * step) - 90))];

    static Head Kemar => SofaFile.Open(RecordedData.Path("hrtf/MIT_KEMAR_normal_pinna.sofa"));

    static TransferMatrix Ears(LaboratoryDevice device) => device.Heard(EarsOf);

    static TransferMatrix EarsOf(Device device) => Plant.AtEars(device, device.ListeningDistanceMetres, Kemar, [HeadPose.Seat], _grid);

    static double Cancelled(Device device, TransferMatrix ears, bool robust)
    {
        MeasuredPlan plan = new(SpatialDesigner.Design(new() { Device = device, AngleDegrees = null, Tone = Steering.Tone.Direct, Poses = robust ? [.. HeadPose.SeatAndFiveCentimetres] : [HeadPose.Seat] }).Plan);
        return Separation.Mean(plan, ears, 0);
    }

    /// <summary>A measurement as it would go: distortion, noise, another clock, and recordings that begin at any time.</summary>
    static (LaboratoryDevice, RecoveredDirectivity) Measured(string name, MicrophoneDirection[] directions, double? distance, double? windowSeconds)
    {
        LaboratoryDevice device = new(DeviceFile.Open(name));
        double metres = distance ?? device.Model.ListeningDistanceMetres;
        MeasurementSession session = MeasurementSession.OfDrivers(device.Model, metres, SweepSignal.Usual(Rate, 1), 0.2, overlapped: true, -12);
        double[][][] ways = SimulatedMeasurement.FreeField(device.Heard(directions, metres, _grid));
        SweepRecovery[] recordings = [.. ways.Select((way, n) => SweepRecovery.Of(new SimulatedMeasurement { Session = session, Responses = [way], EarlySeconds = 0.3 + 0.0371 * n }.Recorded(n), Rate, session))];
        return (device, RecoveredDirectivity.Of(session, recordings, directions, windowSeconds));
    }

    static double Late(RecoveredDirectivity recovered, TransferMatrix truth, int direction, int driver) =>
        PathAlignment.Between(recovered.Direct.Responses[direction][driver], [.. Enumerable.Range(0, _grid.BinCount).Select(bin => truth[direction, driver, bin])], _grid).DelaySeconds;

    /// <summary>Bins a twelfth of an octave apart.</summary>
    static IEnumerable<int> Logs(double lowHz, double highHz) => Enumerable.Range(0, (int)(12 * Math.Log2(highHz / lowHz)) + 1).Select(step => _grid.Bin(lowHz * Math.Pow(2, step / 12.0)));
}
