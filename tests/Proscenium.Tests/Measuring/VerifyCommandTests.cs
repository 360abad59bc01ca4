using System.Text.Json;
using Proscenium.Files.Projects;
using Proscenium.Measuring;
using Proscenium.Measuring.Sweeps;
using Proscenium.Tests.Cli;

namespace Proscenium.Tests.Measuring;

/// <summary><c>measure verify</c> as a user types it; the way from the drivers to the ears is simulated by the command, too.</summary>
[Collection("console")]
[Trait(Traits.Category, Traits.Slow)]
public sealed class VerifyCommandTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void OneEarAfterTheOther_IsVerified_AndAnotherPlanOrSessionIsRefused()
    {
        Command.Succeed("design", "-q", "--device", "laptop", "--tone", "direct", "--angle", "none", "-o", _folder["plan"]);
        string played = Command.Succeed("measure", "sweep", "--plan", _folder["plan"], "--seconds", "0.7", "--overlapped", "-o", _folder["check"]);
        Assert.Contains("2 channels: left, right", played);
        Assert.Contains("measure verify recording.wav", played);
        Command.Succeed("brir", "-q", "--device", "laptop", "-o", _folder["ways"]);
        Command.Succeed("convolve", "-q", _folder["check/sweep.wav"], _folder["ways/drivers.wav"], _folder["both.wav"], "--outputs", "2");
        (float[][] ears, int rate) = Sounds.Read(_folder["both.wav"]);
        Sounds.Write(_folder["right.wav"], rate, [ears[1][5000..]]);
        Sounds.Write(_folder["left.wav"], rate, [ears[0]]);
        string said = Command.Succeed("measure", "verify", _folder["right.wav"], _folder["left.wav"], "--ears", "right,left", "--session", _folder["check"], "--json", _folder["found.json"]);
        Assert.Contains("The plan does at these ears what was predicted", said);
        Assert.All(said.Split('\n').Where(line => line.StartsWith("  ", StringComparison.Ordinal) && line.Contains("Hz ") && !line.Contains('.', StringComparison.Ordinal)), line => Assert.InRange(line.Length, 1, 100));
        using JsonDocument found = JsonDocument.Parse(File.ReadAllText(_folder["found.json"]));
        double[] Values(string side, string name) => [.. found.RootElement.GetProperty("direct").GetProperty(side).GetProperty(name).EnumerateArray().Select(value => value.GetDouble())];
        Assert.All(Values("left", "measuredSeparationDb").Zip(Values("left", "predictedSeparationDb")).Skip(1), pair => Assert.InRange(pair.First - pair.Second, -1, 1));
        Assert.Contains("sweeps of a plan, not of drivers", Command.Fail(2, "measure", "recover", _folder["both.wav"], "--session", _folder["check"], "-o", _folder["plant.sofa"]));
        SessionFile.Write(MeasurementSession.OfDrivers(DeviceFile.Open("laptop"), 0.6, SweepSignal.Usual(48000, 0.5), 0.1, overlapped: false, -20), _folder["drivers"]);
        Assert.Contains("sweeps of drivers, not of a plan", Command.Fail(2, "measure", "verify", _folder["both.wav"], "--session", _folder["drivers"]));
        Assert.Contains("2 are needed", Command.Fail(2, "measure", "verify", _folder["left.wav"], "--session", _folder["check"]));
        Assert.Contains("is played at that rate", Command.Fail(2, "measure", "sweep", "--plan", _folder["plan"], "--rate", "44100", "-o", _folder["other"]));
        Assert.Contains("leave --device out", Command.Fail(2, "measure", "sweep", "--plan", _folder["plan"], "--device", "laptop", "-o", _folder["other"]));
        Command.Succeed("design", "-q", "--device", "laptop", "-o", _folder["plan"]);
        Assert.Contains("has changed since the session was written", Command.Fail(1, "measure", "verify", _folder["both.wav"], "--session", _folder["check"]));
        Directory.Delete(_folder["plan"], recursive: true);
        Assert.Contains("name the folder where it is now", Command.Fail(1, "measure", "verify", _folder["both.wav"], "--session", _folder["check"]));
    }
}
