using Proscenium.Design;
using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;
using Proscenium.Files.Projects;
using Proscenium.Plugin;

namespace Proscenium.Tests.Plugins;

/// <summary>What a plug-in says of a plan folder that it cannot play, and which folder it plays.</summary>
public sealed class PlayablePlanTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void APlan_ForAsManyDrivers_NeedsNoRemark()
    {
        PlayablePlan plan = PlayablePlan.Open(_folder.Write("plan", Designs.Echo), 5, 48000, new());
        Assert.Null(plan.Remark);
        Assert.Equal(Designs.Echo.Plan.PlaybackLatencySamples, plan.LatencyFrames);
        Assert.Equal(5, plan.Renderer!.DriverCount);
    }

    [Fact]
    public void AMissingFolder_IsNamed_WithACure() => Untreated(_folder["none"], 5, 48000, "holds no plan (plan.json): design one with Proscenium.");

    [Fact]
    public void ABrokenPlan_IsExplained()
    {
        string place = _folder.Write("plan", Designs.Echo);
        File.WriteAllText(Path.Combine(place, "plan.json"), "{ \"version\": 1, ");
        Untreated(place, 5, 48000, "plan.json");
    }

    [Fact]
    public void MissingFilters_AreExplained()
    {
        string place = _folder.Write("plan", Designs.Echo);
        File.Delete(Path.Combine(place, "filters.wav"));
        Untreated(place, 5, 48000, "filters.wav");
    }

    [Fact]
    public void FilesThatWouldNotFit_AreRefused_BeforeTheyAreRead()
    {
        string place = _folder.Write("plan", Designs.Echo);
        using (FileStream filters = File.OpenWrite(Path.Combine(place, "filters.wav"))) filters.SetLength(2L << 30); // takes no room on the disk
        Untreated(place, 5, 48000, "would take 6144 MB, and Proscenium's plug-ins take 0 of the 1200 MB that they may have in a host: design the plan with fewer taps, or remove instances.");
        using (FileStream description = File.OpenWrite(Path.Combine(place, "plan.json"))) description.SetLength(300 << 20);
        Untreated(place, 5, 48000, "plan.json: is far too large for a plan (300 MB): design it again.");
    }

    [Fact]
    public void ARendererThatWouldNotFit_OrDelaysForEver_IsRefused()
    {
        RenderPlan plan = Designs.Echo.Plan;
        MemoryBudget.RequireToPlay(plan, 16, "plan");
        Assert.Contains("MB that they may have in a host", Assert.Throws<FileFormatException>(() => MemoryBudget.RequireToPlay(plan with { Filters = new(3, 5, 4096), Bank = new([.. Enumerable.Range(0, 1000).Select(n => n / 100.0)], [0], [.. Enumerable.Repeat(new FirMatrix(3, 5, 4096), 1000)]) }, 16, "plan")).Message);
        Assert.Contains("MB that they may have in a host", Assert.Throws<FileFormatException>(() => MemoryBudget.RequireToPlay(plan with { Filters = new(3, 5, 1_300_000) }, 16, "plan")).Message);
        Assert.Contains("by more than 30 s", Assert.Throws<FileFormatException>(() => MemoryBudget.RequireToPlay(plan with { FilterLatencySamples = 2_000_000_000 }, 16, "plan")).Message);
        Assert.Contains("by more than 30 s", Assert.Throws<FileFormatException>(() => MemoryBudget.RequireToPlay(plan with { InputDelaySamples = [0, 0, 2_000_000_000] }, 16, "plan")).Message);
    }

    [Fact]
    public void AForeignRate_IsNamed_WithTheFolderForIt()
    {
        string place = _folder.Write("plan", Designs.Echo);
        Untreated(place, 5, 44100, $"the plan is for 48000 Hz, the host runs at 44100 Hz: design one for 44100 Hz with Proscenium, into {Path.Combine(place, "44100")}.");
    }

    [Fact]
    public void MoreDriversThanOutputs_AreNotPlayed() => Untreated(_folder.Write("plan", Designs.Echo), 2, 48000, "feeds 5 drivers, this plug-in has 2 outputs");

    [Fact]
    public void AFilm_IsNotPlayed()
    {
        SpatialDesign film = SpatialDesigner.Design(new() { Device = Designs.EchoStudio, Layout = ChannelLayout.Named("5.1") });
        Untreated(_folder.Write("plan", film), 5, 48000, "takes 6 channels, a plug-in gives it two");
    }

    [Fact]
    public void FewerDriversThanOutputs_AreTold()
    {
        PlayablePlan plan = PlayablePlan.Open(_folder.Write("plan", PlanFolders.Laptop), 5, 48000, new());
        Assert.Equal(5, plan.Renderer!.DriverCount);
        Assert.EndsWith("the plan plays on outputs 1 to 2, the other 3 are silent.", plan.Remark);
    }

    [Fact]
    public void TheRatesSubFolder_IsPlayed_WhereThePlanIsForAnotherRate_OrThereIsNone()
    {
        SpatialDesign other = SpatialDesigner.Design(new() { Device = Designs.EchoStudio, SampleRate = 44100 });
        string place = _folder.Write("plan", Designs.Echo);
        PlanFile.Write(other, Path.Combine(place, "44100"));
        Assert.Equal(other.Plan.PlaybackLatencySamples, PlayablePlan.Open(place, 5, 44100, new()).LatencyFrames);
        Assert.Equal(Designs.Echo.Plan.PlaybackLatencySamples, PlayablePlan.Open(place, 5, 48000, new()).LatencyFrames);
        File.Delete(Path.Combine(place, "plan.json"));
        Assert.Equal(other.Plan.PlaybackLatencySamples, PlayablePlan.Open(place, 5, 44100, new()).LatencyFrames);
    }

    [Fact]
    public void APlansFile_StandsForItsFolder()
    {
        string place = _folder.Write("plan", Designs.Echo);
        Assert.Equal(place, PlanPaths.FolderOf(Path.Combine(place, "plan.json")));
        Assert.Equal(place, PlanPaths.FolderOf(place));
    }

    static void Untreated(string folder, int outputs, int rate, string why)
    {
        PlayablePlan plan = PlayablePlan.Open(folder, outputs, rate, new());
        Assert.Null(plan.Renderer);
        Assert.Equal(0, plan.LatencyFrames);
        Assert.StartsWith($"the sound passes untreated: {folder}", plan.Remark);
        Assert.Contains(why, plan.Remark);
        Assert.EndsWith(".", plan.Remark);
        Assert.DoesNotContain('\n', plan.Remark!);
    }
}
