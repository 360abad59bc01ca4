using System.Text.Json.Nodes;
using Proscenium.Design;
using Proscenium.Engine.Plan;
using Proscenium.Files;
using Proscenium.Files.Measurements;
using Proscenium.Files.Projects;
using Proscenium.Heads;
using Proscenium.Tests.Heads;

namespace Proscenium.Tests.Files;

/// <summary>Plans that were designed on a measured head name its file and find it again.</summary>
public class MeasuredHeadPlanTests
{
    static readonly SampledSphere _sampled = new(new SphericalHead(0.09, 97), SampledSphere.Ring(36, 1.4), 48000, 256);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Plan_OnAMeasuredHead_IsReadBack_AndDesignedAgain(bool swapped)
    {
        using TemporaryFolder folder = new();
        MeasuredHead head = SofaFile.Open(Write(folder["head.sofa"], swapped), swapped);
        SpatialDesign written = Design(head);
        PlanFile.Write(written, folder["plan"]);
        JsonNode listener = JsonNode.Parse(File.ReadAllText(Path.Combine(folder["plan"], "plan.json")))!["listener"]!;
        Assert.Equal(folder["head.sofa"], (string?)listener["head"]);
        Assert.Equal(swapped, (bool?)listener["earsSwapped"]);
        SpatialDesign read = PlanFile.Read(folder["plan"]);
        Assert.Equal(head.Origin, Assert.IsType<MeasuredHead>(read.Request.Head).Origin);
        SpatialDesign again = SpatialDesigner.Design(read.Request);
        Assert.True(Signals.ErrorDb(again.Plan.Filters[0, 1], written.Plan.Filters[0, 1]) < -80);
    }

    [Fact]
    public void Plan_OnAHeadThatWasPutRight_IsReadBack_PutRightAlike()
    {
        using TemporaryFolder folder = new();
        MeasuredHead head = SofaFile.Open(Write(folder["head.sofa"], crossed: false), swapEars: false, turnDegrees: 6.5, lowEndFromSphere: true);
        PlanFile.Write(Design(head), folder["plan"]);
        MeasuredHead read = Assert.IsType<MeasuredHead>(PlanFile.Read(folder["plan"]).Request.Head);
        Assert.Equal(head.Origin, read.Origin);
        Assert.Equal(6.5, read.Origin!.TurnDegrees);
        Assert.True(read.LowEndFromSphere);
        SphericalHeadTests.AssertClose(head.PointSource(new(2, 0.5, 0), 200).Left, read.PointSource(new(2, 0.5, 0), 200).Left, "200 Hz");
    }

    [Fact]
    public void Plan_OfAHeadThatIsGoneOrChanged_IsRefused_WithASentence()
    {
        using TemporaryFolder folder = new();
        string path = Write(folder["head.sofa"], crossed: false);
        PlanFile.Write(Design(SofaFile.Open(path)), folder["plan"]);
        new SofaDraft(_sampled).Text("Title", "another").Write(path);
        Assert.Contains($"'{path}', which has changed", Refusal(folder["plan"]));
        File.Delete(path);
        Assert.Contains($"'{path}', which is not there", Refusal(folder["plan"]));
        Assert.Equal(2, RenderPlanFile.Read(folder["plan"]).Drivers.Count); // it still runs
    }

    [Fact]
    public void AHeadThatWasNamedRelatively_IsFoundFromThePlansFolder_AsResponsesAre()
    {
        using TemporaryFolder folder = new();
        Directory.CreateDirectory(folder["here"]);
        string name = Path.GetRelativePath(Environment.CurrentDirectory, Write(folder["here/head.sofa"], crossed: false));
        PlanFile.Write(Design(SofaFile.Open(name)), folder["here/plan"]);
        Assert.Equal("../head.sofa", (string?)JsonNode.Parse(File.ReadAllText(folder["here/plan/plan.json"]))!["listener"]!["head"]);
        Directory.Move(folder["here"], folder["there"]);
        Assert.IsType<MeasuredHead>(PlanFile.Read(folder["there/plan"]).Request.Head);
    }

    [Fact]
    public void Plan_OfAHeadWithoutAFile_IsNotStored()
    {
        using TemporaryFolder folder = new();
        Assert.Contains("SOFA file", Assert.Throws<SoundException>(() => PlanFile.Write(Design(_sampled.Head()), folder["plan"])).Message);
    }

    static string Write(string path, bool crossed) =>
        new SofaDraft(crossed ? _sampled with { Responses = [_sampled.Responses[1], _sampled.Responses[0]] } : _sampled).Write(path);

    static SpatialDesign Design(Head head) =>
        SpatialDesigner.Design(new() { Device = DeviceFile.Open("laptop"), Head = head, AngleDegrees = null, Taps = 256 });

    static string Refusal(string folder)
    {
        string refusal = Assert.Throws<FileFormatException>(() => PlanFile.Read(folder)).Message;
        Assert.StartsWith(folder, refusal);
        Assert.EndsWith(".", refusal);
        return refusal;
    }
}
