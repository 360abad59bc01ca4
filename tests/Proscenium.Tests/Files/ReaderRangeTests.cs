using System.Diagnostics;
using System.Text.Json.Nodes;
using Proscenium.Acoustics;
using Proscenium.Engine.Plan;
using Proscenium.Files.Measurements;
using Proscenium.Files.Projects;
using Proscenium.Loudspeakers;
using Proscenium.Mathematics;
using Proscenium.Steering;

namespace Proscenium.Tests.Files;

/// <summary>Finite numbers that no measurement or plan can hold are refused where they are read, at once, with the file's name.</summary>
public class ReaderRangeTests
{
    [Theory]
    [InlineData("20 70 0\n50 75 -10\n100 80 -20\n2e9 85 -100\n", "line 4: '2e9' is no frequency of a sound, which is 0 or 0.1 Hz to 1 MHz")]
    [InlineData("1e-320 70 0\n50 75 -10\n100 80 -20\n200 85 -100\n", "line 1: '1e-320' is no frequency")]
    [InlineData("20 70 0\n50 8000 -10\n100 80 -20\n200 85 -100\n", "line 2: the level '8000' is beyond -300 to 300 dB")]
    [InlineData("20 70 0\n50 75 1e300\n100 80 -20\n200 85 -100\n", "line 2: the phase '1e300' is no number of a phase")]
    public void AFrequencyResponse_IsHeldToWhatSoundIs(string text, string fault)
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["one.frd"], text);
        Assert.Contains(fault, Refusal(() => FrequencyResponseFile.Read(folder["one.frd"]), folder["one.frd"]));
    }

    [Theory]
    [InlineData("0.1 6\n1e6 5\n", null)]
    [InlineData("0.09 6\n20000 5\n", "point 1 of the curve is at 0.09 Hz")]
    [InlineData("20 6\n1000001 5\n", "point 2 of the curve is at 1000001 Hz")]
    [InlineData("20 6\n20000 301\n", "point 2 of the curve is 301")]
    public void ACurve_IsHeldToTheSame(string text, string? fault)
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["curve.txt"], text);
        if (fault is null) Assert.Equal(2, CurveFile.Open(folder["curve.txt"], points => new LogLines(points) is var _ ? points.Count : 0));
        else Assert.Contains(fault, Refusal(() => CurveFile.Open(folder["curve.txt"], points => new LogLines(points)), folder["curve.txt"]));
    }

    [Fact]
    [Trait(Traits.Needs, Traits.Data)]
    public void FilesThatHungADesign_AreRefusedAtOnce()
    {
        string limit = RecordedData.Path("faults/limit_1e-320.txt"), line = RecordedData.Path("faults/frd_2GHz_line.frd"), pattern = RecordedData.Path("faults/directivity_N_1e158.sofa"), poses = RecordedData.Path("faults/lone_surrogate.poses.json");
        Assert.Contains("0.1 Hz to 1 MHz", Refusal(() => CurveFile.Open(limit, GainLimit.Through), limit));
        Assert.Contains("line 6", Refusal(() => DriverResponseFile.Read(new ResponseSource { Path = line }), line));
        Assert.Contains("none of a sound", Refusal(() => DriverResponseFile.Read(new ResponseSource { Path = pattern }), pattern));
        Assert.Contains("half a character", Refusal(() => PoseFile.Open(poses), poses));
    }

    [Fact]
    public void TheDelayOfAResponse_IsFoundInATime_ThatDoesNotGoWithItsWidestStep()
    {
        double[] hertz = [.. Enumerable.Range(1, 400).Select(n => 50.0 * n), 400000, 1e6];
        Stopwatch watch = Stopwatch.StartNew();
        FrequencyResponse response = FrequencyResponse.Tabulated(hertz, [.. hertz.Select(_ => 0.0)], [.. hertz.Select(f => -360 * f * 1e-3)]);
        Assert.Equal(1e-3, response.DelaySeconds, 1e-6);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(2));
    }

    [Theory]
    [InlineData("filterSamples", "latency", 2_000_000_000)]
    [InlineData("modellingDelaySamples", "settings", 600)]
    [InlineData("taps", "settings", 65536)]
    public void APlansNumbers_AreHeldToWhatCanBePlayedAndDesigned(string key, string of, int value)
    {
        using TemporaryFolder folder = new();
        PlanFile.Write(Designs.Canceller, folder["plan"]);
        string path = folder["plan/plan.json"];
        JsonNode plan = JsonNode.Parse(File.ReadAllText(path))!;
        plan[of]![key] = value;
        File.WriteAllText(path, plan.ToJsonString());
        Assert.Contains(of, Refusal(() => PlanFile.Read(folder["plan"]), path));
    }

    [Fact]
    public void AGainThatNoFilterHas_IsRefused()
    {
        using TemporaryFolder folder = new();
        PlanFile.Write(Designs.Canceller, folder["plan"]);
        JsonNode plan = JsonNode.Parse(File.ReadAllText(folder["plan/plan.json"]))!;
        plan["filters"]!.AsObject().Remove("sha256");
        File.WriteAllText(folder["plan/plan.json"], plan.ToJsonString());
        byte[] filters = File.ReadAllBytes(folder["plan/filters.wav"]);
        BitConverter.TryWriteBytes(filters.AsSpan(filters.Length - 4), 1e11f);
        File.WriteAllBytes(folder["plan/filters.wav"], filters);
        Assert.Contains("gains of more than 200 dB", Refusal(() => RenderPlanFile.Read(folder["plan"]), folder["plan/filters.wav"]));
    }

    [Theory]
    [InlineData("plan.json")]
    [InlineData("filters.wav")]
    [Trait(Traits.Needs, Traits.Program)]
    public void APlanThatIsAPipeOrADevice_IsRefused_InsteadOfWaitedFor(string name)
    {
        RecordedData.RequireProgram("mkfifo", "coreutils");
        using TemporaryFolder folder = new();
        PlanFile.Write(Designs.Canceller, folder["plan"]);
        string path = folder[$"plan/{name}"];
        File.Delete(path);
        using (Process pipe = Process.Start("mkfifo", [path])) pipe.WaitForExit();
        Assert.Contains("no file on a disk", Refusal(() => RenderPlanFile.Read(folder["plan"]), path));
        Assert.Contains("no file on a disk", Refusal(() => RenderPlanFile.ReadContents(folder["plan"]), path));
        File.Delete(path);
        File.CreateSymbolicLink(path, "/dev/zero");
        Assert.Contains("no file on a disk", Refusal(() => PlanFile.Read(folder["plan"]), path));
    }

    [Fact]
    [Trait(Traits.Needs, Traits.Program)]
    public void AResponseThatADeviceFileNames_IsNoPipe()
    {
        RecordedData.RequireProgram("mkfifo", "coreutils");
        using TemporaryFolder folder = new();
        using (Process pipe = Process.Start("mkfifo", [folder["one.frd"]])) pipe.WaitForExit();
        Assert.Contains("is a pipe, a socket or a device", Refusal(() => DriverResponseFile.Read(new ResponseSource { Path = folder["one.frd"] }), folder["one.frd"]));
        Assert.Contains("is a pipe, a socket or a device", Refusal(() => DriverResponseFile.Read(new ResponseSource { Files = [new(AnglePlane.Horizontal, 0, "/dev/zero")] }), "/dev/zero"));
    }

    [Fact]
    public void ADescriptionWithComments_IsCopiedAsItIs()
    {
        using TemporaryFolder folder = new();
        PlanFile.Write(Designs.Canceller, folder["plan"]);
        string text = "\uFEFF// mine\n" + File.ReadAllText(folder["plan/plan.json"]);
        File.WriteAllText(folder["plan/plan.json"], text);
        (byte[] description, IReadOnlyList<(string Name, byte[] Content)> parts) = RenderPlanFile.ReadContents(folder["plan"]);
        Assert.Equal(File.ReadAllBytes(folder["plan/plan.json"]), description);
        Assert.Equal([("filters.wav", new FileInfo(folder["plan/filters.wav"]).Length)], parts.Select(part => (part.Name, part.Content.LongLength)));
    }

    static string Refusal(Func<object> read, string path)
    {
        Stopwatch watch = Stopwatch.StartNew();
        string refusal = Assert.Throws<FileFormatException>(read).Message;
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5));
        Assert.StartsWith(path, refusal);
        return refusal;
    }
}
