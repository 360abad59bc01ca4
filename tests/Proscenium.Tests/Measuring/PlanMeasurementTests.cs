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
using Proscenium.Measuring.Sweeps;
using Proscenium.Plants;

namespace Proscenium.Tests.Measuring;

/// <summary>A plan is measured as it would be (distortion, noise, another clock), and held against its prediction, and against mistakes that were made on purpose.</summary>
[Trait(Traits.Category, Traits.Slow)]
public sealed class PlanMeasurementTests
{
    const int Rate = 48000;

    static readonly Device _device = DeviceFile.Open("echo-studio").WithDrivers(["mid-left", "mid-right", "mid-up"]);
    static readonly double[][][] _ways = FreeField(_device, new SphericalHead(), HeadPose.Seat);
    static readonly Lazy<SpatialDesign> _design = new(() => SpatialDesigner.Design(new()
    {
        Device = _device,
        SampleRate = Rate,
        AngleDegrees = null,
        Head = new MeasuredListener(new SphericalHead(), [HeadPose.Seat], Array.ConvertAll(_ways, drivers => Array.ConvertAll(drivers, way => Spectra.Of(way, FrequencyGrid.ForDesign(Rate)))), FrequencyGrid.ForDesign(Rate)),
        Tone = Steering.Tone.Direct,
    }));

    static readonly Lazy<(MeasurementSession Session, float[][] Sound)> _sweeps = new(() => PlanSweeps.Of(_design.Value, "plan", "", SweepSignal.Usual(Rate, 0.7), 0.15, overlapped: true, -12));
    static readonly Lazy<RecoveredResponse[][]> _recovered = new(() => Recovered(_ways));

    [Fact]
    public void WhereNothingIsWrong_ItIsWithin1Decibel_OfThePrediction()
    {
        PlanMeasurement found = Found(_recovered.Value);
        foreach (int octave in Resolved(found))
            foreach (Side side in (ReadOnlySpan<Side>)[Side.Left, Side.Right])
                Assert.InRange(found.Measured.Separation(side, true, octave) - found.Predicted.Separation(side, true, octave), -1, 1);
        Assert.StartsWith("the plan does at these ears what was predicted", Assert.Single(PlanVerdict.Of(found)));
        Assert.InRange(found.Measured.Tone(Side.Left, 4) - found.Predicted.Tone(Side.Left, 4), -0.5, 0.5); // the gains of the session are taken out
    }

    public static TheoryData<string, string> Faults => new()
    {
        { "ears exchanged", "the sides are exchanged" },
        { "a driver missing", "mid-up is silent" },
        { "a driver reversed", "mid-right moves the other way round" },
        { "drivers exchanged", "mid-left and mid-up are exchanged" },
        { "mono", "mixed down to mono" },
        { "plan left out", "the plan is not in the path" },
        { "head aside", "cm farther to the left" },
        { "one ear louder", "the left ear is recorded 4.0 dB softer" },
        { "a limiter", "treated sound is 5.0 dB softer" },
        { "latency", "treated sound comes 1.0 ms later" },
        { "noise", "noise hides" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void WhatIsOff_IsNamed(string fault, string named)
    {
        RecoveredResponse[][] ears = fault switch
        {
            "ears exchanged" => [_recovered.Value[1], _recovered.Value[0]],
            "a driver missing" => Recovered(Changed((ear, n) => n == 2 ? new double[ear[n].Length] : ear[n])),
            "a driver reversed" => Recovered(Changed((ear, n) => n == 1 ? Array.ConvertAll(ear[n], sample => -sample) : ear[n])),
            "drivers exchanged" => Recovered(Changed((ear, n) => ear[n == 0 ? 2 : n == 2 ? 0 : n])),
            "mono" => Recovered(Changed((ear, _) => [.. Enumerable.Range(0, ear[0].Length).Select(at => ear.Sum(way => way[at]))])),
            "plan left out" => Array.ConvertAll(_recovered.Value, sources => (RecoveredResponse[])[.. sources[..2], .. sources[..2]]),
            "head aside" => Recovered(FreeField(_device, new SphericalHead(), new(Left: 0.05))),
            "one ear louder" => [_recovered.Value[0], Array.ConvertAll(_recovered.Value[1], response => Louder(response, 4))],
            "a limiter" => Array.ConvertAll(_recovered.Value, sources => sources.Select((response, source) => source < 2 ? response : Louder(response, -5)).ToArray()),
            "latency" => Array.ConvertAll(_recovered.Value, sources => sources.Select((response, source) => source < 2 ? response : response with { Samples = [.. new double[Rate / 1000], .. response.Samples[..^(Rate / 1000)]] }).ToArray()),
            _ => Recovered(_ways, signalToNoiseDb: -35),
        };
        Assert.Contains(PlanVerdict.Of(Found(ears)), sentence => sentence.Contains(named, StringComparison.Ordinal));
    }

    /// <summary>A plan designed from a recovered plant of a manikin is measured at its ears: in free field beside its own listener, in a room beside the responses with the room in them.</summary>
    [Theory]
    [InlineData("laptop", "MIT_KEMAR_normal_pinna", null)]
    [InlineData("echo-studio", "MIT_KEMAR_normal_pinna", "living-room")]
    [Trait(Traits.Needs, Traits.Data)]
    public void APlanFromARecoveredPlant_IsVerified_Within1DecibelOfItsPrediction(string name, string head, string? room)
    {
        Chain chain = new(DeviceFile.Open(name), head, room);
        RecoveredPlant plant = chain.Recovered(1.5);
        PlanMeasurement found = chain.Verified(Design(chain.Device, plant, null), 1.5, room is null ? null : Chain.WithRoom(plant));
        foreach (int octave in Resolved(found)) Assert.InRange(PlanVerdict.Mean(octave, found.Measured) - PlanVerdict.Mean(octave, found.Predicted), -1, 1);
    }

    /// <summary>Virtual loudspeakers, an upmix, eight drivers and another rate: what is played is the plan's left and right.</summary>
    [Fact]
    public void TheSweepsOfAPlan_PlayEveryDriver_NoLouderThanAsked_AndAllAreEquallyLate()
    {
        SpatialDesign design = SpatialDesigner.Design(new() { Device = DeviceFile.Open("soundbar-8"), SampleRate = 44100 });
        Assert.NotNull(design.Plan.Upmix);
        (MeasurementSession session, float[][] sound) = PlanSweeps.Of(design, "plan", "", SweepSignal.Usual(44100, 0.7), 0.15, overlapped: true, -20);
        Assert.Equal((44100, 8, session.Schedule.Frames), (session.SampleRate, sound.Length, sound[0].Length));
        Assert.InRange(sound.Max(channel => channel.Max(Math.Abs)), 0.0999, 0.1001);
        Assert.All(sound, channel => Assert.True(channel.Max(Math.Abs) > 0.001));
        Assert.Equal(design.Plan.PlaybackGainDb, session.Plan!.TreatedGainDb - session.Plan.UntreatedGainDb, 1e-9);
        HeardPlan heard = new PlanPrediction(design, PlanPrediction.InFreeField(design.Request, new SphericalHead(), HeadPose.Seat)).Heard;
        Assert.InRange(1000 * heard.TreatedLateSeconds(Side.Left), -0.3, 0.3);
        Assert.True(session.Schedule.DecaySeconds > 0.15 + (double)design.Plan.Filters.Taps / 44100);
    }

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
                SpatialDesign design = Design(chain.Device, plant, angle);
                foreach (MeasuredPlant? at in room is null ? (MeasuredPlant?[])[null] : [null, Chain.WithRoom(plant)])
                {
                    PlanMeasurement found = chain.Verified(design, seconds, at);
                    TestContext.Current.SendDiagnosticMessage($"{name} {head} {room} angle {angle} distortion {distortion} noise {noise} {(at is null ? "own listener" : "room")}: window {1000 * found.WindowSeconds:0.0} ms, distortion limit {found.DistortionLimitDb:0.0}\n" + string.Join("\n", Enumerable.Range(0, found.Octaves.Count).Select(n =>
                        $"   {found.CentreHz(n),6:0} {(found.IsResolved(n) ? ' ' : '!')} asked {found.AskedDb[n],5:0.0} untreated {PlanVerdict.Mean(n, found.Measured, false),5:0.0} predicted {PlanVerdict.Mean(n, found.Predicted),5:0.0} measured {PlanVerdict.Mean(n, found.Measured),5:0.0} limit {found.Measured.NoiseLimit(Side.Left, n),5:0.0} left {found.Measured.Separation(Side.Left, true, n) - found.Predicted.Separation(Side.Left, true, n),5:0.0} right {found.Measured.Separation(Side.Right, true, n) - found.Predicted.Separation(Side.Right, true, n),5:0.0} tone {found.Measured.Tone(Side.Left, n) - found.Predicted.Tone(Side.Left, n),4:0.0}")) + "\n   " + string.Join("\n   ", PlanVerdict.Of(found)));
                }
            }
    }

    static SpatialDesign Design(Device device, RecoveredPlant plant, double? angle) => SpatialDesigner.Design(new()
    {
        Device = device,
        SampleRate = Rate,
        AngleDegrees = angle,
        Head = new MeasuredListener(new SphericalHead(), [HeadPose.Seat], plant.Direct.Responses, plant.Direct.Grid),
        Tone = angle is null ? Steering.Tone.Direct : Steering.Tone.Room,
    });

    static double[][][] FreeField(Device device, Head head, HeadPose pose) => SimulatedMeasurement.FreeField(Plant.AtEars(device, device.ListeningDistanceMetres, head, [pose], FrequencyGrid.ForDesign(Rate)));

    static double[][][] Changed(Func<double[][], int, double[]> change) => Array.ConvertAll(_ways, ear => ear.Select((_, driver) => change(ear, driver)).ToArray());

    static RecoveredResponse[][] Recovered(double[][][] ways, double signalToNoiseDb = 50)
    {
        (MeasurementSession session, float[][] sound) = _sweeps.Value;
        return SweepRecovery.Of(new SimulatedMeasurement { Session = session, Sound = sound, Responses = ways, SignalToNoiseDb = signalToNoiseDb }.Recorded(), Rate, session).Responses;
    }

    static RecoveredResponse Louder(RecoveredResponse response, double decibels) => response with { Samples = Array.ConvertAll(response.Samples, sample => Math.Pow(10, decibels / 20) * sample) };

    static PlanMeasurement Found(RecoveredResponse[][] ears) => PlanMeasurement.Of(_design.Value, _sweeps.Value.Session, ears, null, null);

    static IEnumerable<int> Resolved(PlanMeasurement plan) => Enumerable.Range(0, plan.Octaves.Count).Where(plan.IsResolved);

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
            ? FreeField(device, head, HeadPose.Seat)
            : SimulatedMeasurement.InRoom(RoomSetup.ForListening(RoomSetup.WithListenerAt(RoomFile.Open(room), device.ListeningDistanceMetres), device, head, Rate).At([HeadPose.Seat])[0], device.Drivers.Count);
    }
}
