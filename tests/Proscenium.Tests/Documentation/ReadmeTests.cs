using System.Runtime.CompilerServices;
using Proscenium.Design;
using Proscenium.Engine;
using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;
using Proscenium.Files.Projects;

namespace Proscenium.Tests.Documentation;

[Collection("console")]
public class ReadmeTests
{
    [Fact]
    public void TheLinesOfTheReadme_Run()
    {
        using TemporaryFolder folder = new();
        string plan = folder["plan"];
        // as in README.md, with "plan" in a folder of its own
        DesignRequest wish = new() { Device = DeviceFile.Open("laptop"), DistanceMetres = 0.5, SampleRate = 48000 };
        SpatialDesign design = SpatialDesigner.Design(wish);
        foreach (string warning in design.Warnings) Console.WriteLine(warning);
        PlanFile.Write(design, plan);

        Renderer renderer = new(RenderPlanFile.Read(plan), maxFrames: 512);
        AudioBuffer stereo = new(2, 512), drivers = new(design.Plan.Drivers.Count, 512);
        renderer.Process(stereo.Block(), drivers.Block());
        Assert.Equal(2, drivers.Channels);
    }

    [Fact]
    public void TheLinesOfTheReadme_AreTheOnesThatRun()
    {
        string readme = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "README.md"));
        string example = readme.Split("```csharp")[1].Split("```")[0];
        string source = File.ReadAllText(ThisFile()).Replace("(plan)", "(\"plan\")").Replace(", plan)", ", \"plan\")");
        foreach (string line in example.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            Assert.Contains(line.Split("//")[0].TrimEnd(), source);
    }

    static string ThisFile([CallerFilePath] string path = "") => path;
}
