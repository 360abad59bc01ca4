using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Proscenium.Acoustics;
using Proscenium.Analysis;
using Proscenium.Design;
using Proscenium.Engine.Plan;
using Proscenium.Files.Measurements;
using Proscenium.Files.Projects;
using Proscenium.Heads;
using Proscenium.Judging.FreeField;
using Proscenium.Measuring;
using Proscenium.Measuring.Sweeps;
using Proscenium.Plants;
using Proscenium.Tests.Cli;
using Proscenium.Tests.Measuring;
using static Proscenium.Studio.Tests.PageRequests;

namespace Proscenium.Studio.Tests;

/// <summary>Responses at a listener's ears that were dropped; the oracle is the library that reads the same file, the command, and the head that was measured.</summary>
[Collection("console")]
public sealed class MeasuredInPlaceTests(Chromium chromium) : IClassFixture<Chromium>, IDisposable
{
    /// <summary>A head larger than the model's, which sits before a laptop whose right driver is 1 dB softer.</summary>
    static readonly Lazy<byte[]> _file = new(Measured);

    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task WhatWasMeasuredInPlace_IsPlannedFor_AsTheCommandDoes_AndNoModelIsShownAsMeasured()
    {
        using HttpClient client = chromium.Studio.Client();
        JsonObject found = await Posted(client, "/heads?name=mine.sofa", _file.Value);
        Assert.Equal(("mine.sofa", "laptop", 0.6), ((string?)found["plant"]!["name"], (string?)found["device"], (double)found["distance"]!));
        await File.WriteAllBytesAsync(_folder["mine.sofa"], _file.Value, TestContext.Current.CancellationToken);
        MeasuredPlant plant = PlantFile.Open(_folder["mine.sofa"]);
        DesignRequest request = new() { Device = DeviceFile.Open("laptop"), DistanceMetres = 0.6 };
        request = request with { Head = plant.Listener(request.Device, 0.6, new SphericalHead()) };
        JsonObject state = RunningStudio.State();
        state["plant"] = found["plant"]!.DeepClone();
        using PageSocket page = await chromium.Studio.Open();
        await page.Next();
        PageAnswer answer = await page.Answer("design", state);
        Assert.Null(answer.Error);
        Assert.Equal(SpatialDesigner.Design(request).Achieved.ByBin("left", FrequencyGrid.ForPlanning(48000)).Select(value => (float)value), answer["achieved"][..answer.Shape("achieved")[1]]);
        Assert.Null(answer.Header["arrays"]!["map"]);
        Assert.Null(answer.Header["arrays"]!["beam"]);
        Assert.Equal("There is no map: the seats about yours were not measured.", (string?)answer.Header["without"]!["map"]);
        Assert.Equal("Design, figures and sound are at the ears that were measured in place (mine.sofa); the real pair is heard by a rigid sphere.", (string?)answer.Header["sentences"]![0]);
        Assert.EndsWith(" --plant mine.sofa", (string?)answer.Header["command"]);
        PageAnswer planned = await page.Answer("plan", state);
        Assert.Equal(PlannedPair.Of(request).Front[0].Weights.PlannedDb.Select(value => (float)value), planned["planned"][..planned.Shape("planned")[1]]);
        state["seat"]!["distance"] = 0.65;
        Assert.Contains((await page.Answer("design", state)).Header["sentences"]!.AsArray(), sentence => ((string)sentence!).StartsWith("A seat of the plan was not measured", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AtTheHeadThatWasMeasured_ThePlanCancelsMore_ThanOneForASphere()
    {
        using HttpClient client = chromium.Studio.Client();
        JsonObject state = RunningStudio.State();
        (state["angle"], state["tone"]) = (null, "direct");
        double sphere = await Taken(client, state, "sphere");
        state["plant"] = (await Posted(client, "/heads?name=mine.sofa", _file.Value))["plant"]!.DeepClone();
        double own = await Taken(client, state, "own");
        Assert.True(own > sphere + 2, $"{own:0.0} dB at the ears that were measured, {sphere:0.0} for a sphere");
    }

    [Fact]
    [Trait(Traits.Category, Traits.Slow)]
    public async Task APlanThatIsTakenAway_HoldsWhatItIsFor_AndTheCommandDesignsTheSame()
    {
        using HttpClient client = chromium.Studio.Client();
        JsonObject state = RunningStudio.State();
        state["plant"] = (await Posted(client, "/heads?name=mine.sofa", _file.Value))["plant"]!.DeepClone();
        await Take(client, state, "plan");
        Command.Succeed("design", "--plant", _folder["plan/plant.sofa"], "--device", "laptop", "-o", _folder["own"], "--quiet");
        Assert.Equal(RenderPlanFile.Read(_folder["own"]).Filters[0, 1].ToArray(), RenderPlanFile.Read(_folder["plan"]).Filters[0, 1].ToArray());
        Assert.IsType<MeasuredListener>(PlanFile.Read(_folder["plan"]).Request.Head);
        using JsonDocument plan = JsonDocument.Parse(await File.ReadAllTextAsync(_folder["plan/plan.json"], TestContext.Current.CancellationToken));
        Assert.Equal("plant.sofa", plan.RootElement.GetProperty("listener").GetProperty("plant").GetString());
    }

    [Theory]
    [InlineData("room", "\"living-room\"", "A built-in room returns no sound of a device that was measured in place")]
    [InlineData("device", null, "mine.sofa: was measured with the drivers left, right")]
    public async Task WhatDoesNotGoWithIt_IsSaid(string key, string? value, string sentence)
    {
        using HttpClient client = chromium.Studio.Client();
        JsonObject state = RunningStudio.State();
        state["plant"] = (await Posted(client, "/heads?name=mine.sofa", _file.Value))["plant"]!.DeepClone();
        if (value is null) state["device"]!["drivers"]![0]!["name"] = "other";
        else state[key] = JsonNode.Parse(value);
        using PageSocket page = await chromium.Studio.Open();
        await page.Next();
        Assert.StartsWith(sentence, (await page.Answer("plan", state)).Error);
    }

    [Fact]
    [Trait(Traits.Needs, Traits.Program)]
    [Trait(Traits.Category, Traits.Slow)]
    public async Task InThePage_ItIsChosenAsMeasuredInPlace_AndWordsStandForTheMap()
    {
        await using OpenPage open = await chromium.Open();
        await open.MeasuredAfter(() => open.Page.SelectAsync("#device", "phone"));
        await File.WriteAllBytesAsync(_folder["mine.sofa"], _file.Value, TestContext.Current.CancellationToken);
        await open.MeasuredAfter(() => open.Choose(() => open.Page.EvaluateExpressionAsync("[...document.querySelectorAll('#advanced button')].find(button => button.textContent.startsWith('Open a head')).click()"), _folder["mine.sofa"]));
        Assert.Equal("Measured in place: mine.sofa", await open.Page.EvaluateExpressionAsync<string>("document.querySelector('#head').selectedOptions[0].textContent"));
        await open.Until("document.querySelector('#advanced .told').textContent.startsWith('The device is now laptop, which was measured. The seat is where it was measured, 0.6 m away.')");
        Assert.Equal("There is no map: the seats about yours were not measured.", await open.Text("#map-note"));
        Assert.True(await open.Page.EvaluateExpressionAsync<bool>("document.querySelector('#map').hidden && document.querySelector('#scale-box').hidden && !document.querySelector('#map-note').hidden"));
        await open.Page.ClickAsync("#tab-beam");
        Assert.StartsWith("There is no picture of the centre’s beam", await open.Text("#beam-note"));
        if (Environment.GetEnvironmentVariable("PROSCENIUM_PICTURES") is { Length: > 0 } folder) await open.Page.ScreenshotAsync(Path.Combine(folder, "in-place.png"));
        await open.MeasuredAfter(() => open.Page.SelectAsync("#head", ""));
        Assert.True(await open.Page.EvaluateExpressionAsync<bool>("!document.querySelector('#map').hidden && document.querySelector('#map-note').hidden"));
        Assert.Empty(open.Faults);
    }

    /// <summary>Separation of a plan that was taken away, at the ears of the head that was measured.</summary>
    async Task<double> Taken(HttpClient client, JsonObject state, string name)
    {
        await Take(client, state, name);
        SpatialDesign design = PlanFile.Read(_folder[name]);
        MeasuredPlan plan = new(design.Plan);
        TransferMatrix ears = Ears(plan.Grid);
        return FrontPair.Of(plan, ears, (_, _) => 0).MeanDb;
    }

    async Task Take(HttpClient client, JsonObject state, string name) =>
        await ZipFile.ExtractToDirectoryAsync(new MemoryStream((await Downloaded(client, "plan", Encoding.UTF8.GetBytes(state.ToJsonString()))).Content), _folder[name], TestContext.Current.CancellationToken);

    static TransferMatrix Ears(FrequencyGrid grid)
    {
        TransferMatrix ears = Plant.AtEars(DeviceFile.Open("laptop"), 0.6, new SphericalHead(0.096, 100), [HeadPose.Seat], grid), softer = new(ears.Points, ears.Drivers, grid);
        for (int point = 0; point < ears.Points; point++)
            for (int driver = 0; driver < ears.Drivers; driver++)
                for (int bin = 0; bin < grid.BinCount; bin++) softer[point, driver, bin] = ears[point, driver, bin] * (driver == 1 ? Math.Pow(10, -1 / 20.0) : 1);
        return softer;
    }

    static byte[] Measured()
    {
        MeasurementSession session = MeasurementSession.OfDrivers(DeviceFile.Open("laptop"), 0.6, SweepSignal.Usual(48000, 0.5), 0.2, overlapped: false, -20);
        SweepRecovery recording = SweepRecovery.Of(new SimulatedMeasurement { Session = session, Responses = SimulatedMeasurement.FreeField(Ears(FrequencyGrid.ForDesign(48000))), SignalToNoiseDb = 80, Distortion = 0, ClockParts = 0 }.Recorded(), 48000, session);
        return PlantFile.Of(RecoveredPlant.Of(session, [recording], [HeadPose.Seat], rightFirst: false, windowSeconds: null), DateTime.UnixEpoch).ToArray();
    }
}
