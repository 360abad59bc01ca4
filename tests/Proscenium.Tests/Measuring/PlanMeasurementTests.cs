using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Design;
using Proscenium.Engine.Dsp;
using Proscenium.Files.Measurements;
using Proscenium.Files.Projects;
using Proscenium.Heads;
using Proscenium.Judging.Rooms;
using Proscenium.Loudspeakers;
using Proscenium.Measuring;
using Proscenium.Measuring.Plans;
using Proscenium.Plants;

namespace Proscenium.Tests.Measuring;

/// <summary>A plan is measured as it would be (distortion, noise, another clock), and held against its prediction, and against mistakes that were made on purpose.</summary>
[Trait(Traits.Category, Traits.Slow)]
public sealed class PlanMeasurementTests
{
    const int Rate = 48000;

    /// <summary>Predicted against verified, as docs/measure.md has it.</summary>
    [Theory(Explicit = true)]
    [InlineData("laptop", "MIT_KEMAR_normal_pinna", null, null, 5)]
    [InlineData("laptop", "LISTEN_1002_IRC_1002_C_HRIR", null, null, 5)]
    [InlineData("echo-studio", "MIT_KEMAR_normal_pinna", null, null, 5)]
    [InlineData("laptop", "MIT_KEMAR_normal_pinna", "bedroom", null, 5)]
    [InlineData("echo-studio", "MIT_KEMAR_normal_pinna", "living-room", null, 5)]
    [InlineData("echo-studio", "LISTEN_1002_IRC_1002_C_HRIR", null, 30.0, 5)]
    [InlineData("soundbar-8", "MIT_KEMAR_normal_pinna", null, 30.0, 5)]
    [Trait(Traits.Needs, Traits.Data)]
    public void Figures(string name, string head, string? room, double? angle, double seconds)
    {
        Chain chain = new(DeviceFile.Open(name), head, room);
        foreach (double distortion in (double[])[0.03, 0])
            foreach (double noise in (double[])[50, 100])
            {
                chain = chain with { Distortion = distortion, SignalToNoiseDb = noise };
                RecoveredPlant plant = chain.Recovered(seconds);
                SpatialDesign design = SpatialDesigner.Design(new() { Device = chain.Device, SampleRate = Rate, AngleDegrees = angle, Head = new MeasuredListener(new SphericalHead(), [HeadPose.Seat], plant.Direct.Responses, plant.Direct.Grid), Tone = angle is null ? Steering.Tone.Direct : Steering.Tone.Room });
                foreach (MeasuredPlant? at in room is null ? (MeasuredPlant?[])[null] : [null, Chain.WithRoom(plant)])
                {
                    PlanMeasurement found = chain.Verified(design, seconds, at);
                    TestContext.Current.SendDiagnosticMessage($"{name} {head} {room} angle {angle} distortion {distortion} noise {noise} {(at is null ? "own listener" : "room")}: window {1000 * found.WindowSeconds:0.0} ms, distortion limit {found.DistortionLimitDb:0.0}\n" + string.Join("\n", Enumerable.Range(0, found.Octaves.Count).Select(n =>
                        $"   {found.CentreHz(n),6:0} {(found.IsResolved(n) ? ' ' : '!')} asked {found.AskedDb[n],5:0.0} untreated {PlanVerdict.Mean(found, n, found.Measured, false),5:0.0} predicted {PlanVerdict.Mean(found, n, found.Predicted),5:0.0} measured {PlanVerdict.Mean(found, n, found.Measured),5:0.0} limit {found.Measured.NoiseLimit(Side.Left, n),5:0.0} left {found.Measured.Separation(Side.Left, true, n) - found.Predicted.Separation(Side.Left, true, n),5:0.0} right {found.Measured.Separation(Side.Right, true, n) - found.Predicted.Separation(Side.Right, true, n),5:0.0} tone {found.Measured.Tone(Side.Left, n) - found.Predicted.Tone(Side.Left, n),4:0.0}")) + "\n   " + string.Join("\n   ", PlanVerdict.Of(found)));
                }
            }
    }

    /// <summary>Device, head and place, and what is wrong with microphones and drivers.</summary>
    sealed record Chain(Device Device, string Head, string? Room)
    {
        readonly Lazy<double[][][]> _ways = new(() => Ways(Device, SofaFile.Open(RecordedData.Path($"hrtf/{Head}.sofa")), Room));

        public double Distortion { get; init; } = 0.03;

        public double SignalToNoiseDb { get; init; } = 50;

        public RecoveredPlant Recovered(double seconds)
        {
            MeasurementSession session = MeasurementSession.OfDrivers(Device, Device.ListeningDistanceMetres, SweepSignal.Usual(Rate, seconds), 0.5, overlapped: false, -12);
            return RecoveredPlant.Of(session, [SweepRecovery.Of(Recorded(session, null), Rate, session)], [HeadPose.Seat], rightFirst: false, windowSeconds: null);
        }

        public PlanMeasurement Verified(SpatialDesign design, double seconds, MeasuredPlant? at = null)
        {
            (MeasurementSession session, float[][] sound) = PlanSweeps.Of(design, "plan", "", SweepSignal.Usual(Rate, seconds), 0.5, overlapped: false, -12);
            return PlanMeasurement.Of(design, session, SweepRecovery.Of(Recorded(session, sound), Rate, session).Responses, at, null);
        }

        /// <summary>The recovered responses with the room in them, as a file would hold them.</summary>
        public static MeasuredPlant WithRoom(RecoveredPlant plant)
        {
            FirMatrix responses = new(plant.Session.Sources.Count, 2, plant.Responses[0][0].Samples.Length);
            for (int driver = 0; driver < responses.Inputs; driver++)
                for (int ear = 0; ear < 2; ear++)
                    for (int n = 0; n < responses.Taps; n++) responses[driver, ear][n] = (float)plant.Responses[ear][driver].Samples[n];
            return new("room.sofa", responses, Rate, [HeadPose.Seat], IsDirect: false);
        }

        float[][] Recorded(MeasurementSession session, float[][]? sound) => new SimulatedMeasurement { Session = session, Sound = sound, Responses = _ways.Value, Distortion = Distortion, SignalToNoiseDb = SignalToNoiseDb }.Recorded();

        static double[][][] Ways(Device device, Head head, string? room) => room is null
            ? SimulatedMeasurement.FreeField(Plant.AtEars(device, device.ListeningDistanceMetres, head, [HeadPose.Seat], FrequencyGrid.ForDesign(Rate)))
            : SimulatedMeasurement.InRoom(RoomSetup.ForListening(RoomSetup.WithListenerAt(RoomFile.Open(room), device.ListeningDistanceMetres), device, head, Rate).At([HeadPose.Seat])[0], device.Drivers.Count);
    }
}
