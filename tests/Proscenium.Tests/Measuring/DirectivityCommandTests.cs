using System.Text.Json;
using Proscenium.Acoustics;
using Proscenium.Files.Projects;
using Proscenium.Loudspeakers;
using Proscenium.Measuring;
using Proscenium.Measuring.Sweeps;
using Proscenium.Tests.Cli;

namespace Proscenium.Tests.Measuring;

/// <summary><c>measure recover --angles</c> as a user types it.</summary>
[Collection("console")]
public sealed class DirectivityCommandTests : IDisposable
{
    const int Rate = 48000;

    static readonly Device _device = DeviceFile.Open("laptop");
    static readonly MeasurementSession _session = MeasurementSession.OfDrivers(_device, 1, SweepSignal.Usual(Rate, 0.7), 0.2, overlapped: true, -12);

    readonly TemporaryFolder _folder = new();

    public DirectivityCommandTests()
    {
        SessionFile.Write(_session, _folder["session"]);
        File.WriteAllText(_folder["flat.txt"], "20 0\n100 0\n1000 0\n20000 0\n");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    [Trait(Traits.Category, Traits.Slow)]
    public void FromRecordingsRoundADevice_ToADeviceFile_ToAPlan_AndWhatWasMixedUp_IsSaid()
    {
        LaboratoryDevice device = new(_device);
        MicrophoneDirection[] directions = [new(-40), new(0), new(40), new(0, 30)];
        double[][][] ways = SimulatedMeasurement.FreeField(device.Heard(directions, 1, FrequencyGrid.ForDesign(Rate)));
        string[] files = [.. ways.Select((way, n) =>
        {
            string file = _folder[$"{n}.wav"];
            Sounds.Write(file, Rate, new SimulatedMeasurement { Session = _session, Responses = [way], EarlySeconds = 0.2 + (0.1 * n) }.Recorded(n));
            return file;
        })];
        string said = Recovered("-40,0,40,0:30", files, "own");
        Assert.Contains("4, at -40, 0, 40, 0:30 degrees", said);
        Device read = DeviceFile.Open(_folder["own/device.json"]);
        Assert.All(read.Drivers, driver => Assert.Equal(4, driver.Response!.Measured.Count));
        Assert.Equal(["1-left.sofa", "2-right.sofa", "device.json"], [.. Directory.EnumerateFiles(_folder["own"]).Select(file => Path.GetFileName(file)).Where(file => file[0] != '.').Order(StringComparer.Ordinal)]);
        Command.Succeed("design", "-q", "--device", _folder["own/device.json"], "--tone", "direct", "-o", _folder["plan"]);
        using JsonDocument plan = JsonDocument.Parse(File.ReadAllText(_folder["plan/plan.json"]));
        Assert.Equal("../own/1-left.sofa", plan.RootElement.GetProperty("device").GetProperty("drivers")[0].GetProperty("response").GetProperty("file").GetString());
        Assert.Contains("exchange the signs of --angles", Warned("40,0,-40", files[..3], "mirrored"));
        string order = Warned("-40,40,0", files[..3], "order");
        Assert.Contains("1.wav: fits 0 degrees better than 40", order);
        Assert.Contains("2.wav: fits 40 degrees better than 0", order);
    }

    [Theory]
    [InlineData(2, "--angles names 2 angles for 1 recording", "rec.wav", "--angles", "0,30")]
    [InlineData(2, "--angles names 0 degrees twice", "rec.wav", "stereo.wav", "--angles", "0,360")]
    [InlineData(2, "--angles names -180 degrees twice", "rec.wav", "stereo.wav", "--angles", "180,-180")]
    [InlineData(2, "--angles needs degrees from -360 to 360", "rec.wav", "--angles", "left")]
    [InlineData(2, "--angles needs degrees from -360 to 360", "rec.wav", "--angles", "0:91")]
    [InlineData(2, "has 2 channels, and --angles takes one microphone", "stereo.wav", "--angles", "0")]
    [InlineData(2, "--ears is about microphones at ears", "rec.wav", "--angles", "0", "--ears", "left,right")]
    [InlineData(2, "--calibration names 2 files: name one for the microphone", "rec.wav", "--angles", "0", "--calibration", "flat.txt,flat.txt")]
    [InlineData(2, "--calibration names 3 files", "rec.wav", "stereo.wav", "--calibration", "flat.txt,flat.txt,flat.txt")]
    [InlineData(1, "there is no such file", "rec.wav", "--angles", "0", "--calibration", "missing.txt")]
    [InlineData(1, "holds none of the session's sweeps", "rec.wav", "--angles", "0", "--calibration", "flat.txt")]
    public void WhatCannotBeMeasured_IsRefused_AndNothingIsWritten(int code, string sentence, params string[] arguments)
    {
        Sounds.Write(_folder["rec.wav"], Rate, [Signals.Noise(Rate, 1)]);
        Sounds.Write(_folder["stereo.wav"], Rate, [Signals.Noise(Rate, 1), Signals.Noise(Rate, 2)]);
        string[] named = [.. arguments.Select(argument => argument.Contains('.') ? string.Join(',', argument.Split(',').Select(file => _folder[file])) : argument)];
        Assert.Contains(sentence, Command.Fail(code, ["measure", "recover", .. named, "--session", _folder["session"], "-o", _folder["own"]]));
        Assert.Equal(["flat.txt", "rec.wav", "session", "stereo.wav"], _folder.Names);
    }

    string Recovered(string angles, string[] files, string output) => Command.Succeed(["measure", "recover", .. files, "--angles", angles, "--session", _folder["session"], "--calibration", _folder["flat.txt"], "-o", _folder[output]]);

    string Warned(string angles, string[] files, string output)
    {
        (int code, _, string errors) = Command.Run(["measure", "recover", .. files, "--angles", angles, "--session", _folder["session"], "-q", "-o", _folder[output]]);
        Assert.Equal(0, code);
        return errors;
    }
}
