using Proscenium.Acoustics;
using Proscenium.Files.Projects;
using Proscenium.Heads;
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
        { "ears exchanged", "exchange the ears" },
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
        { "early reflection", "a strong reflection comes" },
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
            "another recording" => [Signals.Noise(20 * Rate, 1), Signals.Noise(20 * Rate, 2)],
            _ => (_sound with { Responses = Changed((_, _, way) => [.. way.Select((sample, n) => sample + (n >= 60 ? 0.7 * way[n - 60] : 0))]) }).Recorded(),
        };
        Assert.Contains(Found(_session, recorded), fault => fault.Sentence.Contains(named, StringComparison.Ordinal));
    }

    static double[][][] Ways(Device device, HeadPose pose) => SimulatedMeasurement.FreeField(Plant.AtEars(device, device.ListeningDistanceMetres, new SphericalHead(), [pose], FrequencyGrid.ForDesign(Rate)));

    static double[][][] Changed(Func<int, int, double[], double[]> change) => [.. _ways.Select((drivers, ear) => drivers.Select((way, driver) => change(ear, driver, way)).ToArray())];

    static float[][] Each(float[][] recorded, Func<float[], float[]> scale, Func<float, float> limit) => Array.ConvertAll(recorded, channel => Array.ConvertAll(scale(channel), sample => limit(sample)));

    static float[] Scaled(float[] channel, float gain) => Array.ConvertAll(channel, sample => gain * sample);

    /// <summary>One recording up to the last sweep, and another from there on.</summary>
    static float[][] Joined(float[][] before, float[][] after)
    {
        int at = (int)(0.7 * Rate) + _session.Schedule.Starts[^1] - (Rate / 10);
        return [.. before.Zip(after, (one, other) => (float[])[.. one[..at], .. other[at..]])];
    }

    static List<SetupFault> Found(MeasurementSession session, float[][] recorded)
    {
        List<SetupFault> found = [.. SetupFaults.OfSound("rec.wav", recorded)];
        SweepRecovery recovery = SweepRecovery.Of(recorded, Rate, session);
        found.AddRange(SetupFaults.OfRecording("rec.wav", recovery, session));
        if (recovery.Responses.Any(microphone => microphone.Any(response => response.IsHeard))) found.AddRange(SetupFaults.OfPlant(RecoveredPlant.Of(session, [recovery], [HeadPose.Seat], rightFirst: false, windowSeconds: null)));
        return found;
    }
}
