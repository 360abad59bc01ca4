using System.Text.Json;
using Proscenium.Acoustics;
using Proscenium.Files.Measurements;
using Proscenium.Files.Projects;
using Proscenium.Heads;
using Proscenium.Measuring;
using Proscenium.Measuring.Sweeps;
using Proscenium.Plants;
using Proscenium.Tests.Cli;

namespace Proscenium.Tests.Measuring;

/// <summary>The commands as a user types them; the way from the drivers to the ears is simulated by the command, too.</summary>
[Collection("console")]
public sealed class MeasureCommandTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    [Trait(Traits.Category, Traits.Slow)]
    [Trait(Traits.Needs, Traits.Data)]
    public void FromRecordingsToAPlan_ItCancelsAtTheListenersEars_BetterThanOneForASphere()
    {
        string head = RecordedData.Path("hrtf/LISTEN_1002_IRC_1002_C_HRIR.sofa");
        Command.Succeed("measure", "sweep", "-q", "--device", "laptop", "--seconds", "1.5", "-o", _folder["session"]);
        Command.Succeed("brir", "-q", "--device", "laptop", "--head", head, "-o", _folder["ways"]);
        Command.Succeed("convolve", "-q", _folder["session/sweep.wav"], _folder["ways/drivers.wav"], _folder["both.wav"], "--outputs", "2");
        (float[][] ears, int rate) = Sounds.Read(_folder["both.wav"]);
        Sounds.Write(_folder["right.wav"], rate, [ears[1][5000..]]); // one microphone, moved from ear to ear
        Sounds.Write(_folder["left.wav"], rate, [ears[0]]);
        string said = Command.Succeed("measure", "recover", _folder["right.wav"], _folder["left.wav"], "--ears", "right,left", "--session", _folder["session"], "-o", _folder["plant.sofa"]);
        Assert.Contains("0.6 m from the head", said);
        Command.Succeed("design", "-q", "--plant", _folder["plant.sofa"], "--tone", "direct", "-o", _folder["own"]);
        Command.Succeed("design", "-q", "--device", "laptop", "--tone", "direct", "-o", _folder["sphere"]);
        double own = Separation(_folder["own"], head), sphere = Separation(_folder["sphere"], head);
        Assert.True(own > sphere + 2, $"{own:0.0} dB for the listener's own ears, {sphere:0.0} for a sphere");
        using JsonDocument plan = JsonDocument.Parse(File.ReadAllText(_folder["own/plan.json"]));
        Assert.EndsWith("plant.sofa", plan.RootElement.GetProperty("listener").GetProperty("plant").GetString());
        File.AppendAllText(_folder["plant.sofa"], " ");
        Assert.Contains("which has changed since", Command.Fail(1, "analyze", "--plan", _folder["own"]));
    }

    [Theory]
    [InlineData(2, "--session is missing", "recover", "rec.wav", "-o", "plant.sofa")]
    [InlineData(1, "holds no measurement", "recover", "rec.wav", "--session", ".", "-o", "plant.sofa")]
    [InlineData(2, "is no order of two ears", "recover", "rec.wav", "--session", "session", "--ears", "left", "-o", "plant.sofa")]
    [InlineData(2, "the recordings have 1 channel together, and 2 are needed", "recover", "rec.wav", "--session", "session", "-o", "plant.sofa")]
    [InlineData(1, "holds none of the session's sweeps", "recover", "rec.wav", "other.wav", "--session", "session", "-o", "plant.sofa")]
    [InlineData(2, "--report writes a page in HTML", "recover", "rec.wav", "other.wav", "--session", "session", "-o", "plant.sofa", "--report", "page.pdf")]
    [InlineData(1, "its folder does not exist", "recover", "rec.wav", "other.wav", "--session", "session", "-o", "plant.sofa", "--report", "none/page.html")]
    [InlineData(2, "--angles has no value", "recover", "rec.wav", "--session", "session", "--angles=", "-o", "plant.sofa")]
    [InlineData(2, "--level needs a number in dB from -60 to -1", "sweep", "--level", "0", "-o", "other")]
    [InlineData(2, "did you mean 'sweep'", "swep")]
    public void WhatCannotBeMeasured_IsRefused_AndNothingIsWritten(int code, string sentence, params string[] arguments)
    {
        MeasurementSession session = MeasurementSession.OfDrivers(DeviceFile.Open("laptop"), 0.6, SweepSignal.Usual(48000, 0.5), 0.1, overlapped: false, -20);
        SessionFile.Write(session, _folder["session"]);
        Sounds.Write(_folder["rec.wav"], 48000, [Signals.Noise(48000, 1)]);
        Sounds.Write(_folder["other.wav"], 48000, [Signals.Noise(48000, 2)]);
        string[] named = [.. arguments.Select(argument => argument.Contains('.') || argument is "session" or "other" ? _folder[argument] : argument)];
        Assert.Contains(sentence, Command.Fail(code, ["measure", .. named]));
        Assert.Equal(["other.wav", "rec.wav", "session"], _folder.Names);
    }

    [Fact]
    public void ASession_IsReadAsItWasWritten_AndNothingInItsSoundIsLouderThanAsked()
    {
        MeasurementSession session = MeasurementSession.OfDrivers(DeviceFile.Open("echo-studio"), 1.7, SweepSignal.Usual(44100, 0.7), 0.15, overlapped: true, -20);
        SessionFile.Write(session, _folder["session"]);
        MeasurementSession read = SessionFile.Read(_folder["session"]);
        Assert.Equal((session.LevelDb, session.DistanceMetres, session.Schedule), (read.LevelDb, read.DistanceMetres, read.Schedule));
        Assert.Equal(session.Sources, read.Sources);
        (float[][] sound, int rate) = Sounds.Read(_folder["session/sweep.wav"]);
        Assert.Equal((44100, 5, session.Schedule.Frames), (rate, sound.Length, sound[0].Length));
        Assert.InRange(sound.Max(channel => channel.Max(Math.Abs)), 0.0999, 0.1001);
        int before = session.Schedule.Starts[0];
        Assert.All(sound[1..], channel => Assert.Equal(0, channel[..before].Max(Math.Abs)));
    }

    [Fact]
    public void APlantFile_HoldsItsPosesAndDrivers_AndIsReadAsDirectSound()
    {
        MeasurementSession session = MeasurementSession.OfDrivers(DeviceFile.Open("laptop"), 0.6, SweepSignal.Usual(48000, 0.5), 0.2, overlapped: false, -20);
        HeadPose[] poses = [HeadPose.Seat, new(Left: 0.05), new(Left: -0.05, YawDegrees: 5)];
        double[][][] ways = SimulatedMeasurement.FreeField(Plant.AtEars(session.Device, 0.6, new SphericalHead(), poses, FrequencyGrid.ForDesign(48000)));
        SweepRecovery[] recordings = [.. ways.Chunk(2).Select(ears => SweepRecovery.Of(new SimulatedMeasurement { Session = session, Responses = ears, SignalToNoiseDb = 80, Distortion = 0, ClockParts = 0 }.Recorded(), 48000, session))];
        RecoveredPlant plant = RecoveredPlant.Of(session, recordings, poses, rightFirst: false, windowSeconds: null);
        File.WriteAllBytes(_folder["plant.sofa"], PlantFile.Of(plant, DateTime.UnixEpoch));
        MeasuredPlant read = PlantFile.Open(_folder["plant.sofa"]);
        Assert.True(read.IsDirect);
        Assert.Equal(("laptop", 0.6, 2), (read.Device, read.DistanceMetres!.Value, read.Drivers));
        Assert.Equal(["left", "right"], read.DriverNames);
        Assert.Equal(poses.Length, read.Poses.Count);
        Assert.All(poses.Zip(read.Poses), pair => Assert.Equal((pair.First.Left, pair.First.YawDegrees), (pair.Second.Left, pair.Second.YawDegrees), (a, b) => Math.Abs(a.Item1 - b.Item1) + Math.Abs(a.Item2 - b.Item2) < 1e-9));
        MeasuredListener listener = read.Listener(session.Device, 0.6, new SphericalHead());
        TransferMatrix there = Plant.AtEars(session.Device, 0.6, listener, poses, FrequencyGrid.ForDesign(48000)), truth = Plant.AtEars(session.Device, 0.6, new SphericalHead(), poses, FrequencyGrid.ForDesign(48000));
        foreach (double frequency in (ReadOnlySpan<double>)[500, 1500, 4000, 9000])
            for (int point = 0; point < truth.Points; point++)
                for (int driver = 0; driver < 2; driver++)
                {
                    int bin = truth.Grid.Bin(frequency);
                    Assert.InRange((there[point, driver, bin] / truth[point, driver, bin] / (there[0, 0, bin] / truth[0, 0, bin]) - 1).Magnitude, 0, 0.01); // a sphere measured on a sphere is itself
                }
    }

    static double Separation(string plan, string head)
    {
        using JsonDocument figures = JsonDocument.Parse(Command.Succeed("analyze", "-q", "--plan", plan, "--head", head, "--monte-carlo", "0", "--json", "-"));
        return figures.RootElement.GetProperty("canceller").GetProperty("separationDb").GetProperty("seat").GetDouble();
    }
}
