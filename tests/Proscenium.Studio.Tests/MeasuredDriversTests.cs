using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using Proscenium.Analysis;
using Proscenium.Design;
using Proscenium.Engine.Plan;
using Proscenium.Files.Projects;
using Proscenium.Tests.Cli;
using static Proscenium.Studio.Tests.PageRequests;

namespace Proscenium.Studio.Tests;

/// <summary>Measured drivers that were dropped; the oracle is the library that reads the same files from a disk, and the command.</summary>
[Collection("console")]
public sealed class MeasuredDriversTests(RunningStudio studio) : IClassFixture<RunningStudio>, IDisposable
{
    static readonly string _examples = Path.Combine(AppContext.BaseDirectory, "examples");

    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task AResponse_ThatWasDroppedOnDrivers_IsPlannedFor_AsTheDeviceFileThatNamesIt()
    {
        using HttpClient client = studio.Client();
        JsonObject dropped = await Posted(client, "/responses", new JsonObject { ["files"] = await Kept(client, [Example("responses/axis.wav")]) });
        Assert.Equal("axis.wav", (string?)dropped["response"]!["name"]);
        using PageSocket page = await studio.Open();
        await page.Next();
        PageAnswer answer = await page.Answer("plan", Pair(dropped["response"]!));
        Assert.Null((string?)answer.Header["missing"]);
        Assert.Equal(Planned(Path.Combine(_examples, "measured-pair.device.json")), answer["planned"]);
    }

    [Fact]
    public async Task AStudio_BeginsWithADeviceThatWasMeasured()
    {
        await using RunningStudio own = new() { Device = Path.Combine(_examples, "measured-angles.device.json") };
        await own.InitializeAsync();
        using PageSocket page = await own.Open();
        JsonObject state = (await page.Next())!.Header["state"]!.AsObject();
        Assert.Equal("box hor 0.txt and 6 more", (string?)state["device"]!["drivers"]![0]!["response"]!["name"]);
        Assert.Equal(Planned(own.Device), (await page.Answer("plan", state))["planned"]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ADeviceFile_WithTheFilesThatItNames_IsResolvedAmongThem_WithFoldersAndWithout(bool folders)
    {
        using HttpClient client = studio.Client();
        string prefix = folders ? "angles/" : "", within = folders ? "angles/responses/" : "";
        JsonArray files = await Kept(client, Directory.GetFiles(Path.Combine(_examples, "responses"), "box*").Select(file => (within + Path.GetFileName(file), File.ReadAllBytes(file)))
            .Append((prefix + "measured-angles.device.json", Example("measured-angles.device.json").Content)));
        JsonObject device = (await Posted(client, "/folders", new JsonObject { ["main"] = prefix + "measured-angles.device.json", ["files"] = files }))["device"]!.AsObject();
        Assert.Equal((80, "included"), ((double)device["drivers"]![0]!["response"]!["referenceDb"]!, (string?)device["drivers"]![0]!["response"]!["flightTime"]));
        JsonObject state = Pair(null);
        state["device"] = device.DeepClone();
        using PageSocket page = await studio.Open();
        await page.Next();
        Assert.Equal(Planned(Path.Combine(_examples, "measured-angles.device.json")), (await page.Answer("plan", state))["planned"]);
    }

    [Fact]
    [Trait(Traits.Category, Traits.Slow)]
    public async Task WhatIsTakenAway_HoldsTheMeasurements_AndTheCommandDesignsTheSamePlanFromIt()
    {
        using HttpClient client = studio.Client();
        JsonObject angles = await Posted(client, "/responses", new JsonObject { ["files"] = await Kept(client, Directory.GetFiles(Path.Combine(_examples, "responses"), "box*").Select(file => (Path.GetFileName(file), File.ReadAllBytes(file)))) });
        JsonObject response = angles["response"]!.AsObject();
        (response["distanceMetres"], response["flightTime"], response["referenceDb"]) = (1, "included", 80);
        byte[] state = Encoding.UTF8.GetBytes(Pair(response).ToJsonString());
        (string name, byte[] device) = await Downloaded(client, "device", state);
        Assert.Equal("measured-pair-device.zip", name);
        await ZipFile.ExtractToDirectoryAsync(new MemoryStream(device), _folder["device"], TestContext.Current.CancellationToken);
        await ZipFile.ExtractToDirectoryAsync(new MemoryStream((await Downloaded(client, "plan", state)).Content), _folder["plan"], TestContext.Current.CancellationToken);
        Command.Succeed("design", "--device", _folder["device/measured-pair.device.json"], "-o", _folder["own"], "--quiet");
        RenderPlan own = RenderPlanFile.Read(_folder["own"]), taken = RenderPlanFile.Read(_folder["plan"]);
        for (int input = 0; input < own.Inputs.Count; input++)
            for (int driver = 0; driver < 2; driver++) Assert.Equal(own.Filters[input, driver].ToArray(), taken.Filters[input, driver].ToArray());
        SpatialDesign read = PlanFile.Read(_folder["plan"]); // the plan finds its measurements beside it
        Assert.All(read.Request.Device.Drivers, driver => Assert.Equal(7, driver.Response!.Measured.Count));
        string text = await File.ReadAllTextAsync(_folder["plan/plan.json"], TestContext.Current.CancellationToken);
        Assert.DoesNotContain("proscenium-studio", text);
        Assert.DoesNotContain("..", text);
        Assert.NotEmpty((await Downloaded(client, "export&format=wav", state)).Content);
        Assert.NotEmpty((await Downloaded(client, "report", state)).Content);
    }

    [Fact]
    public async Task WhatIsNotHere_IsSaid_AndShownIdeal_ButNeverTakenAway()
    {
        using HttpClient client = studio.Client();
        using PageSocket page = await studio.Open();
        await page.Next();
        JsonObject lacking = Pair(new JsonObject { ["id"] = "0123456789abcdef0123", ["name"] = "theirs.wav" });
        PageAnswer answer = await page.Answer("plan", lacking), ideal = await page.Answer("plan", Pair(null));
        Assert.Equal("What was measured of 'left' (theirs.wav), 'right' (theirs.wav) is not in this studio, and ideal drivers stand in their places: drop the same files here.", (string?)answer.Header["missing"]);
        Assert.Equal(ideal["planned"], answer["planned"]);
        foreach (string what in (string[])["plan", "device", "report", "export&format=wav"])
            Assert.StartsWith("What was measured of 'left' (theirs.wav)", (string?)(await Posted(client, $"/download?what={what}", lacking))["error"]);
    }

    [Fact]
    public async Task AResponseWithoutPhase_IsTakenByItsLevel_AndThatIsSaid()
    {
        using HttpClient client = studio.Client();
        JsonObject dropped = await Posted(client, "/responses", new JsonObject { ["files"] = await Kept(client, [Example("responses/no-phase.txt")]) });
        Assert.Equal("minimum", (string?)dropped["response"]!["phase"]);
        Assert.Contains("no-phase.txt", (string?)dropped["notes"]![0]);
        Assert.Contains("the phase is worked out from the level here", (string?)dropped["notes"]![0]);
    }

    [Theory]
    [InlineData("a.flac", "#EXTM3U\nfile:///etc/passwd\n", "a.flac: is no sound file")]
    [InlineData("../../a.exe", "MZ", "a.exe: is no measurement that the studio takes")]
    [InlineData("plain", "1 2 3", "plain: is no measurement that the studio takes")]
    public async Task WhatIsNoMeasurement_IsNotKept(string name, string content, string sentence)
    {
        using HttpClient client = studio.Client();
        Assert.StartsWith(sentence, (string?)(await Posted(client, $"/files?name={Uri.EscapeDataString(name)}", Encoding.UTF8.GetBytes(content)))["error"]);
    }

    [Theory]
    [InlineData("a.frd", 1)]
    [InlineData("a.wav", 20)]
    [InlineData("a.sofa", 64)]
    public async Task AFileBeyondItsLimit_IsRefused(string name, int megaBytes)
    {
        using HttpClient client = studio.Client();
        client.DefaultRequestHeaders.ExpectContinue = true; // is answered before the bytes are sent
        Assert.Equal("This file is larger than the studio takes.", (string?)(await Posted(client, $"/files?name={name}", new byte[(megaBytes << 20) + 1]))["error"]);
    }

    [Theory]
    [InlineData("a.frd", "words alone", "a.frd: ")]
    [InlineData("a.zma", "* Impedance\n10 8 0\n20 8 0\n", "a.zma: ")]
    [InlineData("a.sofa", "nothing", "a.sofa: ")]
    public async Task WhatHoldsNoResponse_IsSaid_ByTheNameThatItHad(string name, string content, string sentence)
    {
        using HttpClient client = studio.Client();
        string error = (string?)(await Posted(client, "/responses", new JsonObject { ["files"] = await Kept(client, [(name, Encoding.UTF8.GetBytes(content))]) }))["error"] ?? "";
        Assert.StartsWith(sentence, error);
        Assert.DoesNotContain(Path.GetTempPath(), error);
    }

    [Theory]
    [InlineData("\"/etc/hostname\"")]
    [InlineData("\"../../../../etc/hostname\"")]
    [InlineData("{\"files\": [{\"file\": \"/etc/hostname\", \"horizontalDegrees\": 0}]}")]
    public async Task ADeviceFile_ReachesNothingButWhatWasDroppedWithIt(string response)
    {
        using HttpClient client = studio.Client();
        string device = DeviceFile.BuiltInText("laptop").Replace("\"bandHz\"", $"\"response\": {response}, \"bandHz\"", StringComparison.Ordinal);
        JsonArray files = await Kept(client, [("my.device.json", Encoding.UTF8.GetBytes(device)), Example("responses/axis.wav")]);
        string error = (string?)(await Posted(client, "/folders", new JsonObject { ["main"] = "my.device.json", ["files"] = files }))["error"] ?? "";
        Assert.Equal("my.device.json: driver 'left' names 'hostname', which was not dropped with it: drop the device file together with the files that it names, or the folder that holds them all.", error);
    }

    static float[] Planned(string file)
    {
        PlannedPair planned = PlannedPair.Of(new() { Device = DeviceFile.Open(file) });
        return [.. planned.Front.SelectMany(input => input.Weights.PlannedDb).Select(value => (float)value)];
    }

    static (string Name, byte[] Content) Example(string name) => (Path.GetFileName(name), File.ReadAllBytes(Path.Combine(_examples, name)));

    /// <summary>The state of the example with two measured drivers, with another response for both, or none.</summary>
    static JsonObject Pair(JsonNode? response)
    {
        JsonObject state = RunningStudio.State(Path.Combine(_examples, "measured-pair.device.json"));
        foreach (JsonNode? driver in state["device"]!["drivers"]!.AsArray())
            if (response is not null) driver!["response"] = response.DeepClone();
        return state;
    }
}
