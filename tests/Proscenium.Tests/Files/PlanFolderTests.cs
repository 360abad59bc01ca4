using System.Text.Json.Nodes;
using Proscenium.Design;
using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;
using Proscenium.Files;
using Proscenium.Files.Projects;

namespace Proscenium.Tests.Files;

/// <summary>The two files of a plan are one: nobody reads the description of one with the filters of another.</summary>
public class PlanFolderTests
{
    [Fact]
    public void FiltersOfAnotherPlan_AreRefused_ByEveryReader()
    {
        using TemporaryFolder folder = new();
        PlanFile.Write(Designs.Echo, folder["plan"]);
        PlanFile.Write(Other(), folder["other"]);
        File.Copy(folder["other/filters.wav"], folder["plan/filters.wav"], overwrite: true);
        string wanted = $"{folder["plan/filters.wav"]}: these are not the filters that the plan was written with: copy the plan's folder whole, or design the plan again.";
        foreach (Func<object> read in (Func<object>[])[() => PlanFile.Read(folder["plan"]), () => RenderPlanFile.Read(folder["plan"]), () => RenderPlanFile.ReadContents(folder["plan"]), () => RenderPlanFile.Read(file => File.OpenRead(folder[$"plan/{file}"]), folder["plan"])])
        {
            FileFormatException refusal = Assert.Throws<FileFormatException>(read);
            Assert.Equal((ErrorCodes.PlanMixed, wanted), (refusal.Code, refusal.Message));
        }
    }

    [Fact]
    public void APlanWithoutFingerprint_OfEarlier_IsRead()
    {
        using TemporaryFolder folder = new();
        PlanFile.Write(Designs.Echo, folder["plan"]);
        JsonNode plan = JsonNode.Parse(File.ReadAllText(folder["plan/plan.json"]))!;
        Assert.Equal(Sha256.Of(File.ReadAllBytes(folder["plan/filters.wav"])), (string)plan["filters"]!["sha256"]!);
        plan["filters"]!.AsObject().Remove("sha256");
        File.WriteAllText(folder["plan/plan.json"], plan.ToJsonString());
        Assert.Equal(Designs.Echo.Plan.HeadroomDb, RenderPlanFile.Read(folder["plan"]).HeadroomDb);
        PlanFile.Read(folder["plan"]);
        plan["filters"]!["sha256"] = "short";
        File.WriteAllText(folder["plan/plan.json"], plan.ToJsonString());
        Assert.Contains("64 hexadecimal digits", Assert.Throws<FileFormatException>(() => RenderPlanFile.Read(folder["plan"])).Message);
    }

    /// <summary>The states of a folder between the steps of the exchange, as a killed writer leaves them.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void AWriterKilledAfterAnyStep_LeavesTheOldPlanOrTheNew_AndTheNextTidiesUp(bool descriptionIsNew)
    {
        using TemporaryFolder folder = new();
        PlanFile.Write(Designs.Echo, folder["plan"]);
        PlanFile.Write(Other(), folder["new"]);
        byte[] filters = File.ReadAllBytes(folder["new/filters.wav"]);
        File.WriteAllBytes(folder[$"plan/{FilterFile.NewName(Sha256.Of(filters))}"], filters);
        File.WriteAllText(folder["plan/.proscenium.lock"], "");
        if (descriptionIsNew) File.Copy(folder["new/plan.json"], folder["plan/plan.json"], overwrite: true);
        RenderPlan found = RenderPlanFile.Read(folder["plan"]), wanted = descriptionIsNew ? Other().Plan : Designs.Echo.Plan;
        Assert.Equal(wanted.HeadroomDb, found.HeadroomDb);
        Assert.Equal(wanted.Filters[0, 0].ToArray(), found.Filters[0, 0].ToArray());
        PlanFile.Read(folder["plan"]);
        PlanFile.Write(Designs.Echo, folder["plan"]);
        Assert.Equal(["filters.wav", "plan.json"], Directory.GetFiles(folder["plan"]).Select(Path.GetFileName).Order());
        Assert.Equal(Designs.Echo.Plan.HeadroomDb, RenderPlanFile.Read(folder["plan"]).HeadroomDb);
    }

    [Fact]
    public async Task ReadersBesideTwoWriters_GetOnePlanOrTheOther_NeverAMixedOne()
    {
        using TemporaryFolder folder = new();
        (SpatialDesign one, SpatialDesign two) = (Designs.Echo, Other());
        PlanFile.Write(one, folder["plan"]);
        CancellationToken cancel = TestContext.Current.CancellationToken;
        Task[] writers = [.. new[] { (one, two), (two, one) }.Select(pair => Task.Run(() =>
        {
            for (int n = 0; n < 12; n++) PlanFile.Write(n % 2 == 0 ? pair.Item2 : pair.Item1, folder["plan"]);
        }, cancel))];
        Task written = Task.WhenAll(writers);
        int reads = 0;
        for (; !written.IsCompleted || reads < 10; reads++)
        {
            RenderPlan found = RenderPlanFile.Read(folder["plan"]);
            Assert.Equal((found.HeadroomDb == one.Plan.HeadroomDb ? one : two).Plan.Filters[0, 0].ToArray(), found.Filters[0, 0].ToArray());
        }
        await written;
        Assert.Equal(["filters.wav", "plan.json"], Directory.GetFiles(folder["plan"]).Select(Path.GetFileName).Order());
    }

    [Theory]
    [InlineData("filters.wav", "is not of a plan")]
    [InlineData("plan.json", "is not the description of a plan")]
    public void FilesOfOthers_WithTheNamesOfAPlan_AreNotReplaced(string name, string hint)
    {
        using TemporaryFolder folder = new();
        Directory.CreateDirectory(folder["plan"]);
        File.WriteAllText(folder[$"plan/{name}"], "{\"mine\": 1}");
        Assert.Contains(hint, Assert.Throws<SoundException>(() => PlanFile.Write(Designs.Echo, folder["plan"])).Message);
        Assert.Equal("{\"mine\": 1}", File.ReadAllText(folder[$"plan/{name}"]));
    }

    static SpatialDesign Other() => Designs.Echo with { Plan = Designs.Echo.Plan with { HeadroomDb = 31, Filters = Doubled() } };

    static FirMatrix Doubled()
    {
        FirMatrix all = new(Designs.Echo.Plan.Filters.Inputs, Designs.Echo.Plan.Filters.Outputs, Designs.Echo.Plan.Filters.Taps);
        for (int input = 0; input < all.Inputs; input++)
            for (int output = 0; output < all.Outputs; output++)
                for (int tap = 0; tap < all.Taps; tap++) all[input, output][tap] = 2 * Designs.Echo.Plan.Filters[input, output][tap];
        return all;
    }
}
