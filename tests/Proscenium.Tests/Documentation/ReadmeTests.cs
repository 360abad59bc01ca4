using System.Runtime.CompilerServices;
using Proscenium.Analysis;
using Proscenium.Design;
using Proscenium.Engine;
using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;
using Proscenium.Files.Projects;
using Proscenium.Rendering;

namespace Proscenium.Tests.Documentation;

[Collection("console")]
public class ReadmeTests
{
    [Fact]
    public void TheLinesOfTheReadme_Run()
    {
        using TemporaryFolder folder = new();
        (string plan, string song, string feeds) = (folder["plan"], folder["song.wav"], folder["feeds.wav"]);
        // as in README.md, with the files in a folder of their own
        DesignRequest request = new() { Device = DeviceFile.Open("laptop"), DistanceMetres = 0.5, SampleRate = 48000 };
        SpatialDesign design = SpatialDesigner.Design(request);
        foreach (string warning in design.Warnings) Console.WriteLine(warning);
        PlanFile.Write(design, plan);

        Renderer renderer = new(RenderPlanFile.Read(plan), maxFrames: 512);
        AudioBuffer stereo = new(2, 512), drivers = new(design.Plan.Drivers.Count, 512);
        renderer.Process(stereo.Block(), drivers.Block());

        Sounds.Write(song, 48000, Signals.Noise(48000, 1), Signals.Noise(48000, 2));
#pragma warning disable xUnit1051 // the readme cancels nothing
        new FileRendering { Input = song, Device = "laptop" }.Write(feeds);
        PlanAnalysis analysis = new PlanAnalyzer().Measure(design);
#pragma warning restore xUnit1051

        Assert.Equal((2, 2), (drivers.Channels, Sounds.Read(feeds).Channels.Length));
        Assert.True(analysis.Heard.SeatSeparationDb > analysis.Untreated.SeatSeparationDb);
    }

    [Fact]
    public void TheLinesOfTheReadme_AreTheOnesThatRun()
    {
        string readme = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "README.md"));
        string example = readme.Split("```csharp").Select(block => block.Split("```")[0]).Single(block => block.Contains("SpatialDesigner", StringComparison.Ordinal));
        string source = File.ReadAllText(ThisFile()).Replace("(plan)", "(\"plan\")").Replace(", plan)", ", \"plan\")").Replace("= song,", "= \"song.wav\",").Replace("(feeds)", "(\"feeds.wav\")");
        foreach (string line in example.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            Assert.Contains(line.Split("//")[0].TrimEnd(), source);
    }

    static string ThisFile([CallerFilePath] string path = "") => path;
}
