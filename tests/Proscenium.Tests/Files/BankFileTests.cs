using System.Text.Json.Nodes;
using Proscenium.Design;
using Proscenium.Design.Banks;
using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;
using Proscenium.Files;
using Proscenium.Files.Projects;
using Proscenium.Files.Sound;
using Proscenium.Integrations.Export;
using Proscenium.Integrations.Export.Formats;
using Proscenium.Integrations.Installation;

namespace Proscenium.Tests.Files;

public sealed class BankFileTests : IDisposable
{
    static readonly SpatialDesign _design = WithBank(3, 2);

    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void ABank_IsReadBack_ByEveryReader()
    {
        PlanFile.Write(_design, _folder["plan"]);
        Assert.Equal(["bank.json", "bank.wav", "filters.wav", "plan.json"], Names());
        SpatialDesign again = PlanFile.Read(_folder["plan"]);
        foreach (RenderPlan found in (RenderPlan[])[again.Plan, RenderPlanFile.Read(_folder["plan"]), RenderPlanFile.Read(name => File.OpenRead(_folder[$"plan/{name}"]), "plan")])
        {
            Assert.Equal(_design.Plan.Bank!.LeftMetres, found.Bank!.LeftMetres);
            Assert.Equal(_design.Plan.Bank.ForwardMetres, found.Bank.ForwardMetres);
            for (int place = 0; place < 6; place++)
                for (int path = 0; path < 15; path++) Assert.Equal(_design.Plan.Bank.All[place][path / 5, path % 5].ToArray(), found.Bank.All[place][path / 5, path % 5].ToArray());
        }
        Assert.Equal((_design.BankCheck, "left=-0.1..0.1/0.1,distance=1.8..2/0.2"), (again.BankCheck, again.Request.Bank!.ToString()));
        Assert.Equal(_design.Request.Bank, again.Request.AtRate(96000).Bank);
        Assert.Equal(["filters.wav", "bank.json", "bank.wav"], RenderPlanFile.ReadContents(_folder["plan"]).Files.Select(file => file.Name));
        Assert.Equal(["filters.wav", "bank.json", "bank.wav", "plan.json"], PlanCopy.Of(_folder["plan"], again.Plan).Files.Select(file => file.Name));
    }

    [Theory]
    [InlineData("bank.json", null, "the plan's bank is missing")]
    [InlineData("bank.wav", null, "the plan's bank is missing")]
    [InlineData("bank.json", "{}", "this is not the bank that the plan was written with")]
    [InlineData("bank.wav", "RIFF", "this is not the bank that the plan was written with")]
    [InlineData("bank.wav", "", "is empty or no file on a disk")]
    public void AFolderThatIsNotWhole_IsRefused_ByEveryReader(string file, string? content, string hint)
    {
        PlanFile.Write(_design, _folder["plan"]);
        if (content is null) File.Delete(_folder[$"plan/{file}"]);
        else File.WriteAllText(_folder[$"plan/{file}"], content);
        foreach (Func<object> read in (Func<object>[])[() => PlanFile.Read(_folder["plan"]), () => RenderPlanFile.Read(_folder["plan"]), () => RenderPlanFile.ReadContents(_folder["plan"])])
        {
            string refusal = Assert.Throws<FileFormatException>(read).Message;
            Assert.StartsWith(_folder[$"plan/{file}"], refusal);
            Assert.Contains(hint, refusal);
        }
    }

    [Theory]
    [InlineData("version", "2", "version 2")]
    [InlineData("leftMetres", "[]", "1 to 1024 places")]
    [InlineData("leftMetres", "[0, 0.1, 0.1]", "must ascend")]
    [InlineData("leftMetres", "[-0.1, 0]", "not 16 for each of 4 places")]
    [InlineData("leftMetres", "[-0.1, 0, 21]", "from -20 to 20")]
    [InlineData("leftMetres", "[-0.1, 0, \"1\"]", "must be a number")]
    [InlineData("forwardMetres", "7", "a list in brackets")]
    [InlineData("filters", "{\"file\": \"bank.wav\", \"taps\": 32, \"sha256\": \"0\"}", "the plan's filters have 16")]
    [InlineData("filters", "{\"file\": \"bank.wav\", \"taps\": 16, \"sha256\": \"0\"}", "64 hexadecimal digits")]
    [InlineData("lefts", "[0]", "unknown key 'lefts'")]
    public void ADamagedDescription_GetsOneSentence(string key, string value, string hint)
    {
        IReadOnlyList<(string Name, byte[] Content)> parts = BankParts.Of(_design.Plan.Bank!, 48000);
        JsonNode bank = JsonNode.Parse(parts[1].Content)!;
        bank[key] = JsonNode.Parse(value);
        string refusal = Assert.Throws<FileFormatException>(() => BankFile.Read(bank.ToJsonString(), "bank.json", (_, _) => ("bank.wav", parts[0].Content), _design.Plan.Filters, 48000)).Message;
        Assert.StartsWith("bank.", refusal);
        Assert.Contains(hint, refusal);
        Assert.Matches("[.?]$", refusal);
    }

    [Fact]
    public void APlanWithoutABank_TakesTheOldBankAway()
    {
        PlanFile.Write(_design, _folder["plan"]);
        PlanFile.Write(_design with { Plan = _design.Plan with { Bank = null } }, _folder["plan"]);
        Assert.Equal(["filters.wav", "plan.json"], Names());
        Assert.Null(RenderPlanFile.Read(_folder["plan"]).Bank);
    }

    [Fact]
    public void FilesOfThatName_OfSomethingElse_AreNotWrittenOver()
    {
        Directory.CreateDirectory(_folder["plan"]);
        File.WriteAllText(_folder["plan/bank.json"], "{\"iban\": 1}");
        Assert.Contains("is not the bank of a plan", Assert.Throws<SoundException>(() => PlanFile.Write(_design, _folder["plan"])).Message);
        PlanFile.Write(_design with { Plan = _design.Plan with { Bank = null } }, _folder["plan"]);
        Assert.Equal("{\"iban\": 1}", File.ReadAllText(_folder["plan/bank.json"]));
    }

    /// <summary>The description is new, the other files have not taken their names yet.</summary>
    [Fact]
    public void AWriterKilledHalfway_LeavesANewPlan_WithItsOwnBank()
    {
        PlanFile.Write(WithBank(5, 1), _folder["plan"]);
        PlanFile.Write(_design, _folder["new"]);
        foreach (string file in (string[])["filters.wav", "bank.wav", "bank.json"])
            File.Copy(_folder[$"new/{file}"], _folder[$"plan/{FilterFile.NewName(Sha256.Of(File.ReadAllBytes(_folder[$"new/{file}"])), file)}"]);
        File.Copy(_folder["new/plan.json"], _folder["plan/plan.json"], overwrite: true);
        Assert.Equal(3, RenderPlanFile.Read(_folder["plan"]).Bank!.LeftMetres.Count);
        PlanFile.Write(_design, _folder["plan"]);
        Assert.Equal(["bank.json", "bank.wav", "filters.wav", "plan.json"], Names());
    }

    [Fact]
    public void AnExportAsWav_HasAFileForEachPlace_LikeTheMatrix()
    {
        MultiRatePlan plan = MultiRatePlan.Of(_design, [48000], stereoOnly: false, hasBank: true, null, null, TestContext.Current.CancellationToken);
        Assert.Contains(PlanExport.Write(new WaveFormat(), plan, _folder["wav"], cancel: TestContext.Current.CancellationToken), step => step.Contains("bank-48000/001.wav to 006.wav", StringComparison.Ordinal));
        Assert.Equal(["file,left in metres,towards the device in metres", "001.wav,-0.1,0", "002.wav,0,0"], File.ReadLines(_folder["wav/bank-48000/places.csv"]).Take(3));
        float[][] matrix = SoundReader.ReadWhole(_folder["wav/matrix-48000.wav"]).Channels, fifth = SoundReader.ReadWhole(_folder["wav/bank-48000/005.wav"]).Channels;
        Assert.Equal((matrix.Length, matrix[0].Length), (fifth.Length, fifth[0].Length));
        int delay = _design.Plan.InputDelaySamples[0] - _design.Plan.InputDelaySamples.Min();
        Assert.Equal(_design.Plan.Bank![1, 1][0, 3].ToArray(), fifth[3].Skip(delay).Take(16));
        Assert.Null(MultiRatePlan.Of(_design, [48000], stereoOnly: false, cancel: TestContext.Current.CancellationToken).Plans[0].Bank);
    }

    IEnumerable<string?> Names() => Directory.GetFiles(_folder["plan"]).Select(Path.GetFileName).Order(StringComparer.Ordinal);

    /// <summary>The shortest of plans, with filters that tell their place.</summary>
    static SpatialDesign WithBank(int lefts, int forwards)
    {
        FirMatrix Filters(int place)
        {
            FirMatrix filters = new(3, 5, 16);
            for (int path = 0; path < 15; path++)
                for (int n = 0; n < 16; n++) filters[path / 5, path % 5][n] = place + 1 + path / 16f + n / 256f;
            return filters;
        }
        PlanBank bank = new([.. Enumerable.Range(0, lefts).Select(n => Math.Round(0.1 * (n - lefts / 2), 6))], [.. Enumerable.Range(0, forwards).Select(n => 0.2 * n)], [.. Enumerable.Range(0, lefts * forwards).Select(Filters)]);
        return Designs.Echo with
        {
            Plan = Designs.Echo.Plan with { Filters = Filters(-1), Bank = bank },
            Request = Designs.Echo.Request with { Bank = BankGrid.Parse("left=-0.1..0.1/0.1,distance=1.8..2/0.2") },
            BankCheck = new(0.12, 1e-6, 0.05, 0),
        };
    }
}
