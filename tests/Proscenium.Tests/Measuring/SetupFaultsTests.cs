using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Files.Measurements;
using Proscenium.Files.Projects;
using Proscenium.Heads;
using Proscenium.Judging.Rooms;
using Proscenium.Loudspeakers;
using Proscenium.Measuring;
using Proscenium.Measuring.Sweeps;
using Proscenium.Plants;

namespace Proscenium.Tests.Measuring;

/// <summary>Measurements in which one thing went wrong, each named by it, and sound ones, which are not.</summary>
[Trait(Traits.Category, Traits.Slow)]
public sealed class SetupFaultsTests
{
    const int Rate = 48000;

    static readonly Device _device = DeviceFile.Open("echo-studio").WithDrivers(["mid-left", "mid-right", "mid-up"]);
    static readonly MeasurementSession _session = MeasurementSession.OfDrivers(_device, _device.ListeningDistanceMetres, SweepSignal.Usual(Rate, 1), 0.2, overlapped: true, -12);
    static readonly double[][][] _ways = Ways(_device, new());
    static readonly SimulatedMeasurement _sound = new() { Session = _session, Responses = _ways };
    static readonly Lazy<float[][]> _recorded = new(() => _sound.Recorded());

    [Theory]
    [InlineData("echo-studio", 50, 60, 0.03)]
    [InlineData("echo-studio", 40, -150, 0.0)]
    [InlineData("laptop", 60, 0, 0.01)]
    [InlineData("soundbar-8", 50, 20, 0.02)]
    [InlineData("phone", 45, 3, 0.03)]
    public void SoundMeasurements_AreNotComplainedOf(string name, double noise, double clock, double distortion)
    {
        Device device = DeviceFile.Open(name);
        MeasurementSession session = MeasurementSession.OfDrivers(device, device.ListeningDistanceMetres, SweepSignal.Usual(Rate, 1), 0.2, overlapped: true, -12);
        Assert.Equal([], Found(session, new SimulatedMeasurement { Session = session, Responses = Ways(device, new()), SignalToNoiseDb = noise, ClockParts = clock, Distortion = distortion }.Recorded()));
    }

    public static TheoryData<string, string> Faults => new()
    {
        { "ears exchanged", "--ears right,left" },
        { "a driver missing", "mid-up cannot be heard" },
        { "a driver reversed", "mid-right moves the other way round" },
        { "clipped", "is clipped" },
        { "too quiet", "turn the microphone's gain up" },
        { "noise", "noise is less than" },
        { "clock", "ppm faster" },
        { "played at another rate", "play the sweep at its own sample rate" },
        { "moved", "moved while it was recorded" },
        { "automatic gain", "turn off automatic gain" },
        { "cut off", "begins or ends within the sweeps" },
        { "one microphone twice", "the same sound in both channels" },
        { "buzz", "distorts" },
        { "latency", "the latency changed" },
        { "another recording", "holds none of the session's sweeps" },
        { "echo cancellation", "the first sweep comes back changed" },
        { "early reflection", "a strong reflection comes" },
        { "samples lost in a pause", "samples were lost or added" },
        { "samples lost in the last sweep", "samples were lost or added" },
        { "a microphone reversed", "with the opposite sign" },
        { "weak low end", "let its \"bandHz\" in the device file begin at 317 Hz" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void WhatWentWrong_IsNamed(string fault, string named)
    {
        float[][] recorded = fault switch
        {
            "ears exchanged" => [.. _recorded.Value.Reverse()],
            "a driver missing" => (_sound with { Responses = Changed((_, driver, way) => driver == 2 ? new double[way.Length] : way) }).Recorded(),
            "a driver reversed" => (_sound with { Responses = Changed((_, driver, way) => driver == 1 ? Array.ConvertAll(way, sample => -sample) : way) }).Recorded(),
            "clipped" => Each(_recorded.Value, channel => Scaled(channel, 1.5f / channel.Max(Math.Abs)), sample => Math.Clamp(sample, -1, 1)),
            "too quiet" => Each(_recorded.Value, channel => Scaled(channel, 0.001f / channel.Max(Math.Abs)), sample => sample),
            "noise" => (_sound with { SignalToNoiseDb = 2 }).Recorded(),
            "clock" => (_sound with { ClockParts = 900 }).Recorded(),
            "played at another rate" => Array.ConvertAll(_recorded.Value, channel => ClockCorrection.Of(channel, 44100.0 / 48000)),
            "moved" => Joined(_recorded.Value, (_sound with { Responses = Ways(_device, new(Left: 0.03)) }).Recorded()),
            "automatic gain" => Joined(_recorded.Value, Each(_recorded.Value, channel => Scaled(channel, 0.6f), sample => sample)),
            "cut off" => Array.ConvertAll(_recorded.Value, channel => channel[(7 * Rate / 2)..]),
            "one microphone twice" => [_recorded.Value[0], _recorded.Value[0]],
            "buzz" => (_sound with { Distortion = 0.3 }).Recorded(),
            "latency" => Array.ConvertAll(_recorded.Value, channel => (float[])[.. channel[..(45 * Rate / 10)], .. new float[256], .. channel[(45 * Rate / 10)..]]),
            "echo cancellation" => Joined(_recorded.Value, (_sound with { Responses = Changed((_, _, way) => [.. way.Select((sample, n) => sample - (n >= 3 ? 0.8 * way[n - 3] : 0))]) }).Recorded()),
            "samples lost in a pause" => Array.ConvertAll(_recorded.Value, channel => (float[])[.. channel[..PauseBefore(2)], .. channel[(PauseBefore(2) + 64)..]]),
            "samples lost in the last sweep" => Array.ConvertAll(_recorded.Value, channel => (float[])[.. channel[..(PauseBefore(3) + Rate / 2)], .. channel[(PauseBefore(3) + Rate / 2 + 64)..]]),
            "a microphone reversed" => [_recorded.Value[0], Scaled(_recorded.Value[1], -1)],
            "weak low end" => (_sound with { Responses = Changed((_, driver, way) => driver == 0 ? HighPassed(way, 1000) : way) }).Recorded(),
            "another recording" => [Signals.Noise(20 * Rate, 1), Signals.Noise(20 * Rate, 2)],
            _ => (_sound with { Responses = Changed((_, _, way) => [.. way.Select((sample, n) => sample + (n >= 60 ? 0.7 * way[n - 60] : 0))]) }).Recorded(),
        };
        Assert.Contains(Found(_session, recorded), fault => fault.Sentence.Contains(named, StringComparison.Ordinal));
    }

    /// <summary>Forty of them: five devices, three heads, free field and rooms, noise, clocks, distortion, gains and another sample rate.</summary>
    [Fact(Explicit = true)]
    [Trait(Traits.Needs, Traits.Data)]
    public void FortySoundMeasurements_AreNotComplainedOf_ButForAWall()
    {
        Head[] heads = [new SphericalHead(), SofaFile.Open(RecordedData.Path("hrtf/MIT_KEMAR_normal_pinna.sofa")), SofaFile.Open(RecordedData.Path("hrtf/LISTEN_1002_IRC_1002_C_HRIR.sofa"))];
        List<string> complaints = [];
        int measured = 0;
        foreach (string name in (string[])["echo-studio", "laptop", "soundbar-8", "phone", "stereo-60"])
            for (int n = 0; n < 8; n++)
            {
                Device device = DeviceFile.Open(name);
                Head head = heads[measured % heads.Length];
                string? room = n % 4 == 3 ? (n == 3 ? "living-room" : "bedroom") : null;
                double[][][] ways = room is null ? SimulatedMeasurement.FreeField(Plant.AtEars(device, device.ListeningDistanceMetres, head, [HeadPose.Seat], FrequencyGrid.ForDesign(Rate)))
                    : SimulatedMeasurement.InRoom(RoomSetup.ForListening(RoomSetup.WithListenerAt(RoomFile.Open(room), device.ListeningDistanceMetres), device, head, Rate).At([HeadPose.Seat])[0], device.Drivers.Count);
                MeasurementSession session = MeasurementSession.OfDrivers(device, device.ListeningDistanceMetres, SweepSignal.Usual(Rate, 2), 0.4, overlapped: n % 2 == 0, -12);
                float[][] recorded = new SimulatedMeasurement { Session = session, Responses = ways, SignalToNoiseDb = 45 + 5 * (n % 4), ClockParts = new[] { 0, 60, -150, 3, 190, -20, 100, 0.5 }[n], Distortion = 0.01 * (n % 6), EarlySeconds = 0.2 + 0.7 * n }.Recorded(seed: measured);
                double gain = Math.Pow(10, -(3 + 5 * (n % 4)) / 20.0) / recorded.Max(channel => channel.Max(Math.Abs));
                recorded = Array.ConvertAll(recorded, channel => Array.ConvertAll(channel, sample => (float)(gain * sample)));
                int rate = n % 5 == 4 ? 44100 : Rate;
                if (rate != Rate) recorded = Array.ConvertAll(recorded, channel => ClockCorrection.Of(channel, (double)Rate / rate));
                complaints.AddRange(Found(session, recorded, rate).Select(fault => $"{name} {n} {room ?? "free field"}: {fault.Sentence}"));
                measured++;
            }
        Assert.Equal(40, measured);
        foreach (string complaint in complaints) TestContext.Current.SendDiagnosticMessage(complaint);
        Assert.All(complaints, complaint => Assert.Contains("a strong reflection comes", complaint));
        Assert.InRange(complaints.Count, 0, 1); // one stands near a wall
    }

    [Theory]
    [InlineData("stereo-60")]
    [InlineData("echo-studio")]
    [Trait(Traits.Needs, Traits.Data)]
    public void AHumanShoulder_IsNoReflection_AndAWallIs(string name)
    {
        Device device = DeviceFile.Open(name);
        Head head = SofaFile.Open(RecordedData.Path("hrtf/LISTEN_1002_IRC_1002_C_HRIR.sofa"));
        double[][][] ways = SimulatedMeasurement.FreeField(Plant.AtEars(device, device.ListeningDistanceMetres, head, [HeadPose.Seat], FrequencyGrid.ForDesign(Rate)));
        DirectPlant Direct() => DirectPlant.Of(device, device.ListeningDistanceMetres, [HeadPose.Seat], ways, [0, 0], Rate, null);
        Assert.Null(Direct().ReflectionSeconds);
        ways[1][0] = [.. ways[1][0].Select((sample, n) => sample + (n >= 96 ? 0.3 * ways[0][0][n - 96] : 0))]; // what the left ear hears, off a wall at the right one
        Assert.InRange(Direct().ReflectionSeconds!.Value, 1e-3, 3e-3);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(5, 7)]
    public void DriversExchanged_OnOneSide_AreNamed(int one, int other)
    {
        Device bar = DeviceFile.Open("soundbar-8");
        MeasurementSession session = MeasurementSession.OfDrivers(bar, bar.ListeningDistanceMetres, SweepSignal.Usual(Rate, 0.7), 0.15, overlapped: true, -12);
        double[][][] ways = Ways(bar, new());
        foreach (double[][] drivers in ways) (drivers[one], drivers[other]) = (drivers[other], drivers[one]);
        Assert.Contains(Found(session, new SimulatedMeasurement { Session = session, Responses = ways }.Recorded()), fault => fault.Sentence.Contains($"driver-{one + 1} and driver-{other + 1} sound from each other's places", StringComparison.Ordinal));
    }

    /// <summary>The sample of the recording at which a sweep begins.</summary>
    static int PauseBefore(int sweep) => (int)(0.7 * Rate) + _session.Schedule.Starts[sweep] - (Rate / 50);

    static double[][][] Ways(Device device, HeadPose pose) => SimulatedMeasurement.FreeField(Plant.AtEars(device, device.ListeningDistanceMetres, new SphericalHead(), [pose], FrequencyGrid.ForDesign(Rate)));

    static double[][][] Changed(Func<int, int, double[], double[]> change) => [.. _ways.Select((drivers, ear) => drivers.Select((way, driver) => change(ear, driver, way)).ToArray())];

    /// <summary>Through a Butterworth high-pass of second order.</summary>
    static double[] HighPassed(double[] way, double hertz)
    {
        Complex[] spectrum = Spectra.Of(way, 2 * way.Length);
        return Spectra.Impulse(bin =>
        {
            Complex s = Complex.ImaginaryOne * bin * Rate / (2 * way.Length * hertz);
            return spectrum[bin] * s * s / (s * s + Math.Sqrt(2) * s + 1);
        }, 2 * way.Length)[..way.Length];
    }

    static float[][] Each(float[][] recorded, Func<float[], float[]> scale, Func<float, float> limit) => Array.ConvertAll(recorded, channel => Array.ConvertAll(scale(channel), sample => limit(sample)));

    static float[] Scaled(float[] channel, float gain) => Array.ConvertAll(channel, sample => gain * sample);

    /// <summary>One recording up to the last sweep, and another from there on.</summary>
    static float[][] Joined(float[][] before, float[][] after)
    {
        int at = (int)(0.7 * Rate) + _session.Schedule.Starts[^1] - (Rate / 10);
        return [.. before.Zip(after, (one, other) => (float[])[.. one[..at], .. other[at..]])];
    }

    static List<SetupFault> Found(MeasurementSession session, float[][] recorded, int rate = Rate)
    {
        List<SetupFault> found = [.. SetupFaults.OfSound("rec.wav", recorded)];
        SweepRecovery recovery = SweepRecovery.Of(recorded, rate, session);
        found.AddRange(SetupFaults.OfRecording("rec.wav", recovery, session));
        if (recovery.Responses.Any(microphone => microphone.Any(response => response.IsHeard))) found.AddRange(SetupFaults.OfPlant(RecoveredPlant.Of(session, [recovery], [HeadPose.Seat], rightFirst: false, windowSeconds: null)));
        return found;
    }
}
