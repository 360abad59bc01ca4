using Proscenium.Engine.Plan;
using Proscenium.Files.Projects;
using Proscenium.Sweeps.Jobs;
using Proscenium.Sweeps.Planning;
using Proscenium.Sweeps.Results;
using Proscenium.Sweeps.Running;

namespace Proscenium.Sweeps.Tests;

/// <summary>A job never changes, and neither does what its rows tell of.</summary>
public class JobTests
{
    const string OfAFile = """{ "name": "own", "set": { "device": "mine.device.json" }, "grid": [ { "setting": "target", "values": [10, 20] } ], "measure": "planned" }""";

    static string?[] Errors(Job job)
    {
        new SweepRun(job, 1).Run([0], TestContext.Current.CancellationToken);
        return [.. new MergedTable(job).Rows().Select(row => row.Error)];
    }

    [Theory]
    [InlineData("\"to\": 0.12", "\"to\": 0.13")]
    [InlineData("\"shards\": 2", "\"shards\": 1")]
    [InlineData("\"simdBits\": null", "\"simdBits\": 128")]
    public void AJob_ThatIsEdited_IsRefused(string part, string other)
    {
        using TemporaryFolder folder = new();
        string file = Path.Combine(SomeStudies.Plan(folder, SomeStudies.Planned, 2).Folder, Job.FileName), text = File.ReadAllText(file);
        Assert.Contains(part, text);
        File.WriteAllText(file, text.Replace(part, other, StringComparison.Ordinal));
        Assert.Contains("has changed since it was planned", Assert.Throws<FileFormatException>(() => JobFile.Open(folder["job"])).Message);
        File.WriteAllText(file, text.Replace("\n", "\r\n", StringComparison.Ordinal)); // as a transfer may leave it
        Assert.Equal(12, JobFile.Open(folder["job"]).Items);
    }

    [Fact]
    public void ACopy_ThatIsEdited_MakesErrors_AndNoFiguresOfSomethingElse()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["mine.device.json"], DeviceFile.BuiltInText("laptop"));
        Job job = SomeStudies.Plan(folder, OfAFile);
        string copy = Directory.GetFiles(folder["job/inputs"]).Single();
        File.WriteAllText(copy, DeviceFile.BuiltInText("phone"));
        Assert.All(Errors(job), error => Assert.EndsWith("has changed since the job was planned: plan a new job.", error));
        File.WriteAllText(copy, DeviceFile.BuiltInText("laptop"));
        Assert.Equal(2, new ShardResults(job, 0).Forget());
        Assert.All(Errors(JobFile.Open(job.Folder)), Assert.Null);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void AMeasurement_ThatIsReplaced_MakesErrors(bool isWrittenInTheStudy)
    {
        using TemporaryFolder folder = new();
        Directory.CreateDirectory(folder["measured"]);
        float[] Impulse(float height) => [.. Enumerable.Range(0, 256).Select(n => n == 40 ? height : 0)];
        Sounds.Write(folder["measured/a.wav"], 48000, Impulse(1));
        string driver(string name, double left) => FormattableString.Invariant($$"""{ "name": "{{name}}", "kind": "fullrange", "position": { "left": {{left}}, "up": 0, "front": 0 }, "aim": { "azimuthDegrees": 0, "elevationDegrees": 0 }, "diameterMetres": 0.03, "bandHz": [150, 16000], "response": "measured/a.wav" }""");
        string device = $$"""{ "name": "pair", "description": "a measured pair", "enclosure": { "shape": "none" }, "drivers": [ {{driver("left", 0.1)}}, {{driver("right", -0.1)}} ], "listeningDistanceMetres": 1 }""";
        File.WriteAllText(folder["mine.device.json"], device);
        string study = isWrittenInTheStudy ? OfAFile.Replace("\"mine.device.json\"", device, StringComparison.Ordinal) : OfAFile;
        Job job = SomeStudies.Plan(folder, study), late = SomeStudies.Plan(folder, study, name: "late");
        Assert.All(Errors(job), Assert.Null);
        Sounds.Write(folder["measured/a.wav"], 48000, Impulse(0.5f));
        Assert.All(Errors(late), error => Assert.Contains("has changed since", error));
        Assert.NotEqual(job.IdOf(0), SomeStudies.Plan(folder, study, name: "other").IdOf(0));
    }

    [Theory]
    [InlineData("\"values\": [\"loud\"]", "must be a number")]
    [InlineData("\"values\": [10], \"also\": [\"device.drivers.middle.position.left\"]", "the device has no 'middle'")]
    [InlineData("\"values\": [0.1], \"also\": [\"device.drivers.left.position.left\", \"device.drivers.0.position.left\"]", "is set twice, under another name")]
    [InlineData("\"values\": [0.1], \"also\": [\"device.drivers.left.position.leftt\"]", "study.json: unknown key")]
    public void AStudy_ThatCannotBe_LeavesNothingBehind(string values, string part)
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["mine.device.json"], DeviceFile.BuiltInText("laptop"));
        Assert.Contains(part, Assert.Throws<FileFormatException>(() => SomeStudies.Plan(folder, OfAFile.Replace("\"values\": [10, 20]", values, StringComparison.Ordinal).Replace("\"target\"", "\"gainLimitDb\"", StringComparison.Ordinal))).Message);
        Assert.False(Directory.Exists(folder["job"]));
        SomeStudies.Plan(folder, OfAFile); // the same folder, once the study is mended
    }

    [Theory]
    [InlineData("5")]
    [InlineData("null")]
    [InlineData("\"lpatop\"")]
    public void ADevice_ThatIsNone_IsSaid_WithTheStudy(string device)
    {
        using TemporaryFolder folder = new();
        string sentence = Assert.Throws<FileFormatException>(() => SomeStudies.Plan(folder, OfAFile.Replace("\"mine.device.json\"", device, StringComparison.Ordinal))).Message;
        Assert.StartsWith(folder["study.json"], sentence);
        Assert.Contains(device.StartsWith('"') ? "did you mean 'laptop'" : "must be a text", sentence);
    }
}
