using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Files.Measurements;
using Proscenium.Files.Projects;
using Proscenium.Heads;
using Proscenium.Loudspeakers;
using Proscenium.Measuring;
using Proscenium.Measuring.Sweeps;
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
    public void TheDirectSound_IsThatOfTheTrueHead_ToATenthOfADecibel_AndItsTimes_To2Microseconds(string name, bool overlapped)
    {
        (Device device, TransferMatrix truth) = (DeviceFile.Open(name), Truth(name, [HeadPose.Seat]));
        MeasurementSession session = Session(device, overlapped);
        SweepRecovery recovery = SweepRecovery.Of(new SimulatedMeasurement { Session = session, Responses = SimulatedMeasurement.FreeField(truth) }.Recorded(), Rate, session);
        Assert.InRange(recovery.ClockParts, 59.9, 60.1);
        Assert.InRange(recovery.StartSeconds, 0.69, 0.71);
        Assert.All(recovery.Responses[0], response => Assert.InRange(response.Distortion, 0.02, 0.04));
        RecoveredPlant plant = RecoveredPlant.Of(session, [recovery], [HeadPose.Seat], rightFirst: false, windowSeconds: null);
        Assert.Null(plant.Direct.ReflectionSeconds);
        Assert.InRange(plant.Repeatability!.Value.Decibels, 1e-4, 0.1); // noise alone
        RecoveredResponse[] louder = Array.ConvertAll(recovery.Repetition, again => again with { Samples = Array.ConvertAll(again.Samples, sample => 1.1 * sample) });
        Assert.Equal(20 * Math.Log10(1.1), Repeatability.Of([recovery with { Repetition = louder }], plant.Direct.Window)!.Value.Decibels, 0.05);
        (int Ear, int Driver)[] ways = [.. from ear in Enumerable.Range(0, 2) from driver in Enumerable.Range(0, device.Drivers.Count) select (ear, driver)];
        double gain = Math.Exp(ways.Average(way => Logs(400).Average(bin => Math.Log(plant.Direct.Responses[way.Ear][way.Driver][bin].Magnitude / truth[way.Ear, way.Driver, bin].Magnitude)))); // of amplifiers and microphones
        double first = Late(plant, truth, 0, 0);
        foreach ((int ear, int driver) in ways)
        {
            double late = Late(plant, truth, ear, driver);
            Assert.InRange(1e6 * (late - first), -2, 2);
            (double decibels, double degrees) = Error(bin => plant.Direct.Responses[ear][driver][bin] / truth[ear, driver, bin] / gain * FrequencyResponse.Turn(_grid.Frequency(bin), -late), Math.Max(200, device.Drivers[driver].LowHz));
            Assert.InRange(decibels, 0, 0.1);
            Assert.InRange(degrees, 0, 1);
        }
    }

    static MeasurementSession Session(Device device, bool overlapped) => MeasurementSession.OfDrivers(device, device.ListeningDistanceMetres, SweepSignal.Usual(Rate, 3), 0.5, overlapped, -12);

    static TransferMatrix Truth(string device, HeadPose[] poses) => SimulatedMeasurement.Causal(Plant.AtEars(DeviceFile.Open(device), DeviceFile.Open(device).ListeningDistanceMetres, SofaFile.Open(RecordedData.Path("hrtf/MIT_KEMAR_normal_pinna.sofa")), poses, _grid));

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
