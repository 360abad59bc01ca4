using Proscenium.Files.Projects;
using Proscenium.Loudspeakers;
using Proscenium.Measuring;
using Proscenium.Measuring.Sweeps;
using Proscenium.Tests.Cli;

namespace Proscenium.Tests.Measuring;

/// <summary>A session that contradicts itself or its sound is refused, and another program's sweep by the same rules before anything is written.</summary>
[Collection("console")]
public sealed class WrongSessionTests : IDisposable
{
    const int Rate = 48000;

    static readonly MeasurementSession _session = MeasurementSession.OfDrivers(DeviceFile.Open("laptop"), 0.6, SweepSignal.Usual(Rate, 0.5), 0.1, overlapped: false, -20);

    readonly TemporaryFolder _folder = new();

    public WrongSessionTests()
    {
        SessionFile.Write(_session, _folder["session"]);
        Sounds.Write(_folder["rec.wav"], Rate, [Signals.Noise(Rate, 1), Signals.Noise(Rate, 2)]);
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("\"levelDb\": -20", "\"levelDb\": -21", "session.json: describes other sweeps than sweep.wav holds")]
    [InlineData("\"decaySeconds\": 0.1", "\"decaySeconds\": 10", "session.json: describes other sweeps than sweep.wav holds")]
    [InlineData("\"riseSeconds\": 0.05", "\"riseSeconds\": 0.001", "'sweep.riseSeconds' is 0.001; it must be from 0.02")]
    [InlineData("\"lowHz\": 20,", "\"lowHz\": 1000,", "the sweep is 0.15 s long, and a session's 0.2 to 60")]
    [InlineData("\"name\": \"right\",\n      \"lowHz\"", "\"name\": \"other\",\n      \"lowHz\"", "'sources' (left, other) are not the drivers of 'device' (left, right)")]
    [InlineData(",\n    {\n      \"name\": \"right\",\n      \"lowHz\": 150\n    }", "", "'sources' (left) are not the drivers of 'device' (left, right)")]
    public void AnEditedSession_IsRefused(string written, string edited, string sentence)
    {
        string text = File.ReadAllText(_folder["session/session.json"]);
        Assert.Contains(written, text);
        File.WriteAllText(_folder["session/session.json"], text.Replace(written, edited, StringComparison.Ordinal));
        Assert.Contains(sentence, Refused());
    }

    [Fact]
    public void SoundThatWasReplaced_IsRefused_AndThatItIsMissing_IsSaid()
    {
        Sounds.Write(_folder["session/sweep.wav"], Rate, [new float[100], new float[100]]);
        Assert.Contains("sweep.wav: has changed since it was written", Refused());
        File.Delete(_folder["session/sweep.wav"]);
        (_, _, string errors) = Command.Run("measure", "recover", _folder["rec.wav"], "--session", _folder["session"], "-o", _folder["plant.sofa"]);
        Assert.Contains("sweep.wav: is not there", errors);
    }

    [Fact]
    public void SweepsThatDoNotFitInMemory_AreRefused()
    {
        Device device = _session.Device with { Drivers = [.. Enumerable.Range(0, 40).Select(n => _session.Device.Drivers[0] with { Name = $"driver {n}" })] };
        MeasurementSession session = MeasurementSession.OfDrivers(device, 0.6, SweepSignal.Usual(192000, 30), 5, overlapped: false, -20);
        Assert.Contains("for 40 drivers at 192000 Hz, more than the 400 million samples that fit in memory", Assert.Throws<SettingException>(session.Sound).Message);
    }

    [Theory]
    [InlineData("sound", "")]
    [InlineData("not a number", "sweep.wav: sample 9000 of channel 1, after 0.188 s, is no sound")]
    [InlineData("sine", "is no exponential sweep")]
    [InlineData("twice", "sweep.wav: goes on for 2.1 s, by when its sweep would have risen beyond half the sample rate")]
    [InlineData("long", "the sweep is 61 s long, and a session's 0.2 to 60")]
    [InlineData("200 kHz", "the sweep has 200000 Hz, and a session 8000 to 192000")]
    public void AnotherProgramsSweep_IsHeldToTheRulesOfASession(string kind, string sentence)
    {
        int rate = kind == "200 kHz" ? 200000 : Rate;
        float[] sweep = Array.ConvertAll(SweepSignal.Usual(rate, 1).Samples(_ => 0.5), sample => (float)sample);
        if (kind == "not a number") sweep[9000] = float.NaN;
        Sounds.Write(_folder["sweep.wav"], rate, kind switch
        {
            "sine" => [.. Enumerable.Range(0, Rate).Select(n => (float)Math.Sin(2 * Math.PI * 440 * n / Rate))],
            "twice" => [.. sweep, .. sweep],
            "long" => [.. sweep, .. new float[61 * Rate - sweep.Length]],
            _ => sweep,
        });
        string[] arguments = ["measure", "sweep", "-q", "--device", "laptop", "--excitation", _folder["sweep.wav"], "-o", _folder["other"]];
        if (sentence.Length == 0) Command.Succeed(arguments);
        else
        {
            (int code, _, string errors) = Command.Run(arguments);
            Assert.InRange(code, 1, 2);
            Assert.Contains(sentence, errors);
            Assert.False(Directory.Exists(_folder["other"]));
        }
    }

    string Refused()
    {
        string sentence = Command.Fail(1, "measure", "recover", _folder["rec.wav"], "--session", _folder["session"], "-o", _folder["plant.sofa"]);
        Assert.Equal(["rec.wav", "session"], _folder.Names);
        return sentence;
    }
}
