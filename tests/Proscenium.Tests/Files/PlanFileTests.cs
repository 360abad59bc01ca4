using System.Text.Json.Nodes;
using Proscenium.Design;
using Proscenium.Engine.Plan;
using Proscenium.Files.Projects;
using Proscenium.Heads;
using Proscenium.Loudspeakers;
using Proscenium.Steering;

namespace Proscenium.Tests.Files;

public class PlanFileTests
{
    [Fact]
    public void Plan_IsReadBack_AsItWasWritten()
    {
        using TemporaryFolder folder = new();
        SpatialDesign written = Designs.Echo;
        PlanFile.Write(written, folder["plan"]);
        Assert.Equal(["filters.wav", "plan.json"], [.. Directory.EnumerateFiles(folder["plan"]).Select(Path.GetFileName).Order()!]);
        SpatialDesign read = PlanFile.Read(folder["plan"]);
        RenderPlan plan = RenderPlanFile.Read(folder["plan"]);
        foreach (RenderPlan found in (RenderPlan[])[read.Plan, plan])
        {
            Assert.Equal(written.Plan with { Filters = found.Filters, Inputs = found.Inputs, Drivers = found.Drivers, InputDelaySamples = found.InputDelaySamples }, found);
            Assert.Equal(written.Plan.Inputs, found.Inputs);
            Assert.Equal(written.Plan.Drivers, found.Drivers);
            Assert.Equal(written.Plan.InputDelaySamples, found.InputDelaySamples);
            for (int input = 0; input < 3; input++)
                for (int driver = 0; driver < 5; driver++) Assert.Equal(written.Plan.Filters[input, driver].ToArray(), found.Filters[input, driver].ToArray());
        }
        Assert.Equal(written.Warnings, read.Warnings);
        Assert.Equal(written.Achieved.Decibels["left"].Select(d => Math.Round(d, 3)), read.Achieved.Decibels["left"]);
    }

    [Fact]
    public void Plan_CanBeDesignedAgain_FromItsFile()
    {
        using TemporaryFolder folder = new();
        DesignRequest request = new() { Device = DeviceFile.Open("laptop"), DistanceMetres = 0.6, Target = PowerRatioCurve.Through([(200, 0), (500, 12), (8000, 6)]), Poses = [.. HeadPose.SeatAndFiveCentimetres] };
        SpatialDesign written = SpatialDesigner.Design(request);
        PlanFile.Write(written, folder["plan"]);
        SpatialDesign again = SpatialDesigner.Design(PlanFile.Read(folder["plan"]).Request);
        Assert.True(Signals.ErrorDb(again.Plan.Filters[0, 1], written.Plan.Filters[0, 1]) < -80);
    }

    [Fact]
    public void TheBoostLimit_IsReadBack_AndPlansWithoutIt_HaveTheDefault()
    {
        using TemporaryFolder folder = new();
        PlanFile.Write(Designs.Canceller with { Request = Designs.Canceller.Request with { BoostLimitDb = 4.5 } }, folder["plan"]);
        string path = Path.Combine(folder["plan"], "plan.json");
        JsonNode plan = JsonNode.Parse(File.ReadAllText(path))!;
        Assert.Equal(4.5, (double)plan["settings"]!["boostLimitDb"]!);
        Assert.Equal(4.5, PlanFile.Read(folder["plan"]).Request.BoostLimitDb);
        plan["settings"]!.AsObject().Remove("boostLimitDb");
        File.WriteAllText(path, plan.ToJsonString());
        Assert.Equal(new DesignRequest { Device = Designs.EchoStudio }.BoostLimitDb, PlanFile.Read(folder["plan"]).Request.BoostLimitDb);
        plan["settings"]!["boostLimitDb"] = 41;
        File.WriteAllText(path, plan.ToJsonString());
        Assert.Contains("boostLimitDb", Assert.Throws<FileFormatException>(() => PlanFile.Read(folder["plan"])).Message);
    }

    [Theory]
    [InlineData("version", "2", "version 2")]
    [InlineData("sampleRate", "96000", "filters.wav")]
    [InlineData("drivers", "[\"one\"]", "channels where the plan needs")]
    [InlineData("headroomDb", "\"much\"", "headroomDb")]
    [InlineData("inputDelaySamples", "[0, 1.5, 0]", "inputDelaySamples")]
    [InlineData("latency", "{\"filterSamples\": 1, \"upmixSamples\": 4096, \"totalSamples\": 5}", "totalSamples")]
    [InlineData("headrom", "3", "did you mean 'headroomDb'")]
    [InlineData("filters", "{\"file\": \"../../etc/passwd\", \"taps\": 512}", "passwd")]
    public void DamagedPlans_AreRefused_WithASentence(string key, string value, string hint)
    {
        using TemporaryFolder folder = new();
        PlanFile.Write(Designs.Echo, folder["plan"]);
        string path = Path.Combine(folder["plan"], "plan.json");
        JsonNode plan = JsonNode.Parse(File.ReadAllText(path))!;
        plan[key] = JsonNode.Parse(value);
        File.WriteAllText(path, plan.ToJsonString());
        foreach (Action read in (Action[])[() => PlanFile.Read(folder["plan"]), () => RenderPlanFile.Read(folder["plan"])])
        {
            FileFormatException refusal = Assert.Throws<FileFormatException>(read);
            Assert.StartsWith(folder["plan"], refusal.Message);
            Assert.Contains(hint, refusal.Message);
        }
    }

    [Fact]
    public void AFolderWithoutPlan_IsRefused()
    {
        using TemporaryFolder folder = new();
        Assert.Contains("holds no plan", Assert.Throws<FileFormatException>(() => RenderPlanFile.Read(folder["nothing"])).Message);
    }

    [Fact]
    public void EveryBuiltInDevice_IsCorrect_AndReadsBack()
    {
        Assert.Equal(5, DeviceFile.BuiltIn.Count);
        foreach (string name in DeviceFile.BuiltIn)
        {
            Device device = DeviceFile.Open(name);
            Assert.Equal(name, device.Name);
            Assert.Equal(device.Drivers, DeviceFile.Parse(DeviceFile.Describe(device).ToJsonString(), "again").Drivers);
        }
    }

    [Theory]
    [InlineData("\"diameterMetres\": 0.05", "\"diameterMeters\": 0.05", "diameterMetres' is missing; is 'diameterMeters' meant")]
    [InlineData("\"name\": \"mid-left\",", "\"name\": \"mid-left\", \"colour\": 1,", "unknown key 'drivers[0].colour'")]
    [InlineData("\"azimuthDegrees\": 90", "\"azimuthDegrees\": 80", "position and aim must agree")]
    [InlineData("\"mid-right\"", "\"mid-left\"", "two drivers are named")]
    [InlineData("\"kind\": \"mid\"", "\"kind\": \"middle\"", "it may be woofer, mid, tweeter, fullrange")]
    public void WrongDeviceFiles_AreToldWhatIsWrong(string right, string wrong, string hint)
    {
        string text = DeviceFile.BuiltInText("echo-studio");
        Assert.Contains(right, text);
        string message = Assert.Throws<FileFormatException>(() => DeviceFile.Parse(text.Replace(right, wrong), "my.device.json")).Message;
        Assert.StartsWith("my.device.json", message);
        Assert.Contains(hint, message);
    }
}
