using Proscenium.Acoustics;
using Proscenium.Files.Projects;
using Proscenium.Heads;
using Proscenium.Measuring;
using Proscenium.Measuring.Sweeps;
using Proscenium.Plants;
using Proscenium.Tests.Cli;

namespace Proscenium.Tests.Measuring;

/// <summary>Recordings that nothing can be recovered from are refused by a sentence that names the file and what is wrong, and nothing is written.</summary>
[Collection("console")]
public sealed class WrongRecordingTests : IDisposable
{
    const int Rate = 48000;

    static readonly MeasurementSession _session = MeasurementSession.OfDrivers(DeviceFile.Open("laptop"), 0.6, SweepSignal.Usual(Rate, 0.5), 0.2, overlapped: false, -12);
    static readonly Lazy<float[][]> _sound = new(() => new SimulatedMeasurement { Session = _session, Responses = SimulatedMeasurement.FreeField(Plant.AtEars(_session.Device, 0.6, new SphericalHead(), [HeadPose.Seat], FrequencyGrid.ForDesign(Rate))) }.Recorded());

    readonly TemporaryFolder _folder = new();

    public WrongRecordingTests() => SessionFile.Write(_session, _folder["session"]);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("not a number", "rec.wav: sample 5 of channel 1, after 0.000 s, is no sound")]
    [InlineData("infinite", "rec.wav: sample 70000 of channel 2, after 1.458 s, is no sound")]
    [InlineData("silent", "rec.wav: is silent")]
    [InlineData("left silent", "rec.wav: channel 1, the left ear's, holds none of the sweeps")]
    [InlineData("left silent", "rec.wav: channel 1, the right ear's, holds none of the sweeps", "--ears", "right,left")]
    [InlineData("right hisses", "rec.wav: channel 2, the right ear's, holds none of the sweeps")]
    [InlineData("right hisses loudly", "rec.wav: channel 2, the right ear's, holds none of the sweeps")]
    [InlineData("empty", "rec.wav: holds no samples")]
    [InlineData("1 Hz", "rec.wav: has a sample rate of 1 Hz")]
    [InlineData("right late", "rec.wav: the channels start at different times, 30 ms apart")]
    [InlineData("left late", "rec.wav: the channels start at different times, 30 ms apart")]
    public void ItIsRefused_WhereTheFaultIs_AndNothingIsWritten(string fault, string sentence, params string[] options)
    {
        float[][] sound = [(float[])_sound.Value[0].Clone(), (float[])_sound.Value[1].Clone()];
        int frames = sound[0].Length, late = 30 * Rate / 1000;
        if (fault == "not a number") sound[0][5] = float.NaN;
        if (fault == "infinite") sound[1][70000] = float.NegativeInfinity;
        sound = fault switch
        {
            "silent" => [new float[frames], new float[frames]],
            "left silent" => [new float[frames], sound[1]],
            "right hisses" => [sound[0], Array.ConvertAll(Signals.Noise(frames, 1), sample => 1e-4f * sample)],
            "right hisses loudly" => [sound[0], Signals.Noise(frames, 1)],
            "empty" => [[], []],
            "right late" => [sound[0][late..], sound[1][..^late]],
            "left late" => [sound[0][..^late], sound[1][late..]],
            _ => sound,
        };
        Sounds.Write(_folder["rec.wav"], Rate, sound);
        if (fault == "1 Hz") WriteRate(_folder["rec.wav"], 1);
        Assert.Contains(sentence, Command.Fail(1, ["measure", "recover", _folder["rec.wav"], "--session", _folder["session"], "-o", _folder["plant.sofa"], .. options]));
        Assert.Equal(["rec.wav", "session"], _folder.Names);
    }

    [Fact]
    public void OneRecordingForTwoEars_IsRefused_AlsoAsACopy()
    {
        Sounds.Write(_folder["left.wav"], Rate, [_sound.Value[0]]);
        File.Copy(_folder["left.wav"], _folder["copy.wav"]);
        string[] where = ["--session", _folder["session"], "-o", _folder["plant.sofa"]];
        Assert.Contains("left.wav: is named twice", Command.Fail(2, ["measure", "recover", _folder["left.wav"], _folder["session/../left.wav"], .. where]));
        Assert.Contains("left.wav: is named twice", Command.Fail(2, ["measure", "recover", _folder["left.wav"], _folder["left.wav"], "--angles", "0,30", .. where]));
        Assert.Contains("copy.wav: holds the same sound as ", Command.Fail(1, ["measure", "recover", _folder["left.wav"], _folder["copy.wav"], .. where]));
        Assert.Equal(["copy.wav", "left.wav", "session"], _folder.Names);
    }

    [Fact]
    public void AFileThatIsNoResponse_OrBelongsToTheSession_IsNotReplaced()
    {
        Sounds.Write(_folder["rec.wav"], Rate, _sound.Value);
        File.WriteAllText(_folder["mine.txt"], "mine");
        File.Copy(_folder["rec.wav"], _folder["other.wav"]);
        string[] recover = ["measure", "recover", _folder["rec.wav"], "--session", _folder["session"], "-o"];
        foreach (string output in (string[])["session/sweep.wav", "session/session.json", "rec.wav"])
        {
            Assert.Contains("is read by this command and would be lost", Command.Fail(1, [.. recover, _folder[output]]));
            Assert.Contains("is read by this command and would be lost", Command.Fail(1, [.. recover, _folder["plant.sofa"], "--room-responses", _folder[output]]));
        }
        foreach (string output in (string[])["mine.txt", "other.wav"]) Assert.Contains("is there already and is no SOFA file", Command.Fail(1, [.. recover, _folder[output]]));
        Assert.Equal(["mine.txt", "other.wav", "rec.wav", "session"], _folder.Names);
    }

    [Fact]
    public void ARateTooLowForTheSweeps_IsNamed_AndANameWithASpaceCanBeTypedAsPrinted()
    {
        Sounds.Write(_folder["rec.wav"], 8000, Array.ConvertAll(_sound.Value, channel => ClockCorrection.Of(Smooth(channel), 6)));
        File.WriteAllText(_folder["the plant.sofa"], "");
        (int code, string output, string errors) = Command.Run("measure", "recover", _folder["rec.wav"], "--session", _folder["session"], "-o", _folder["the plant.sofa"]);
        Assert.True(code == 0, errors);
        Assert.Contains("rec.wav: is recorded at 8000 Hz, so nothing above 4 kHz is measured", errors);
        Assert.Contains($"--plant \"{_folder["the plant.sofa"]}\" -o plan", output);
    }

    [Fact]
    public void ADecayLongerThanTheSweep_IsRecovered()
    {
        MeasurementSession session = _session with { Schedule = _session.Schedule with { DecaySeconds = 2 } };
        SweepRecovery recovery = SweepRecovery.Of(session.Sound(), Rate, session);
        Assert.True(recovery.Responses[0][0].IsHeard);
        Assert.InRange(recovery.Responses[0][0].Samples.Length, 2 * Rate, 3 * Rate);
    }

    static void WriteRate(string path, int rate)
    {
        byte[] bytes = File.ReadAllBytes(path);
        BitConverter.GetBytes(rate).CopyTo(bytes, bytes.AsSpan().IndexOf("fmt "u8) + 12);
        File.WriteAllBytes(path, bytes);
    }

    /// <summary>A mean over six samples, so that little folds down from above 4 kHz.</summary>
    static float[] Smooth(float[] channel) => [.. channel.Select((_, n) => Enumerable.Range(0, 6).Average(back => n >= back ? channel[n - back] : 0))];
}
