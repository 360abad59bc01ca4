using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Proscenium.Acoustics;
using Proscenium.Design;
using Proscenium.Engine.Plan;
using Proscenium.Files.Projects;
using Proscenium.Heads;
using Proscenium.Studio.State;
using Proscenium.Tests.Cli;
using static Proscenium.Studio.Tests.PageRequests;

namespace Proscenium.Studio.Tests;

/// <summary>Several seats; the oracle is the design for the same poses, and the command that is shown.</summary>
[Collection("console")]
public sealed class SeatsTests(Chromium chromium) : IClassFixture<Chromium>, IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task APlanForTwoSeats_IsThatForTwoPoses_AndEachIsTold()
    {
        using PageSocket page = await chromium.Studio.Open();
        await page.Next();
        PageAnswer answer = await page.Answer("design", TwoSeats());
        SpatialDesign design = SpatialDesigner.Design(new() { Device = DeviceFile.Open("soundbar-8"), Poses = [HeadPose.Seat, new HeadPose(0.6, 0, 0.2)] });
        Assert.Equal(design.Achieved.ByBin("left", FrequencyGrid.ForPlanning(48000)).Select(value => (float)value), answer["achieved"][..answer.Shape("achieved")[1]]);
        JsonArray seats = answer.Header["seats"]!.AsArray();
        Assert.Equal(2, seats.Count);
        Assert.Equal((double)answer.Header["cancellation"]!["mean"]!, (double)seats[0]!["mean"]!, 1e-9); // who listens sits on the first
        JsonObject alone = TwoSeats();
        alone["seats"] = new JsonArray();
        alone["listener"] = new JsonObject { ["left"] = 0.6, ["distance"] = 1.8 };
        double unserved = (double)(await page.Answer("plan", alone)).Header["cancellation"]!["mean"]!;
        Assert.True((double)(await page.Answer("plan", TwoSeats())).Header["seats"]![1]!["mean"]! > unserved + 8);
    }

    [Fact]
    [Trait(Traits.Category, Traits.Slow)]
    public async Task TheCommandThatIsShown_WithItsFile_DesignsTheSame()
    {
        using HttpClient client = chromium.Studio.Client();
        JsonObject state = TwoSeats();
        state["robust"] = true;
        Assert.Equal("proscenium design -o plan --device soundbar-8 --poses seat.poses.json", StudioState.Read(state, RunningStudio.Nothing).Command);
        (string name, byte[] poses) = await Downloaded(client, "poses", Encoding.UTF8.GetBytes(state.ToJsonString()));
        Assert.Equal("seat.poses.json", name);
        await File.WriteAllBytesAsync(_folder[name], poses, TestContext.Current.CancellationToken);
        Command.Succeed("design", "-q", "-o", _folder["plan"], "--device", "soundbar-8", "--poses", _folder[name]);
        Assert.Equal(SpatialDesigner.Design(StudioState.Read(state, RunningStudio.Nothing).Request).Plan.Filters[0, 1].ToArray(), RenderPlanFile.Read(_folder["plan"]).Filters[0, 1].ToArray());
        JsonObject opened = await Posted(client, "/plans?name=plan.json", await File.ReadAllBytesAsync(_folder["plan/plan.json"], TestContext.Current.CancellationToken));
        foreach (string key in (string[])["seat", "seats", "robust"]) Assert.Equal(state[key]!.ToJsonString(), opened["state"]![key]!.ToJsonString());
        Assert.Empty(opened["notes"]!.AsArray());
    }

    [Theory]
    [InlineData("[{\"left\": 0, \"distance\": 2}]", "Two seats are at the same place")]
    [InlineData("[{\"left\": 0, \"distance\": 50}]", "'seats[0].distance' is 50")]
    [InlineData("[{\"left\": 0.1, \"distance\": 2}, {\"left\": 0.2, \"distance\": 2}, {\"left\": 0.3, \"distance\": 2}, {\"left\": 0.4, \"distance\": 2}, {\"left\": 0.5, \"distance\": 2}, {\"left\": 0.6, \"distance\": 2}]", "A plan is for 6 seats at most")]
    public async Task SeatsThatCannotBe_AreSaid(string seats, string sentence)
    {
        using PageSocket page = await chromium.Studio.Open();
        await page.Next();
        JsonObject state = TwoSeats();
        state["seats"] = JsonNode.Parse(seats);
        Assert.Contains(sentence, (await page.Answer("plan", state)).Error);
    }

    [Fact]
    [Trait(Traits.Needs, Traits.Program)]
    [Trait(Traits.Category, Traits.Slow)]
    public async Task InThePage_ASeatIsAdded_MovedByKeysAndByNumber_AndRemoved()
    {
        await using OpenPage open = await chromium.Open();
        await open.MeasuredAfter(() => open.Page.SelectAsync("#device", "soundbar-8"));
        await open.MeasuredAfter(() => open.Page.ClickAsync("#add-seat"));
        Assert.Equal(0.6, (await Seat(open)).GetProperty("left").GetDouble());
        Assert.Equal("seat-2-left", await open.Page.EvaluateExpressionAsync<string>("document.activeElement.id"));
        await open.Focus("#seat-2");
        await open.MeasuredAfter(() => open.Press("ArrowLeft", "Shift"));
        Assert.Equal(0.65, (await Seat(open)).GetProperty("left").GetDouble(), 1e-9);
        await open.MeasuredAfter(() => open.Drag("#seat-2", 0, -20));
        Assert.InRange((await Seat(open)).GetProperty("distance").GetDouble(), 1.7, 1.97);
        Assert.Contains("Cancellation at each seat, measured", await open.Text("#seat-figures"));
        Assert.False(await open.Page.EvaluateExpressionAsync<bool>("document.querySelector('#download-poses').hidden"));
        if (Environment.GetEnvironmentVariable("PROSCENIUM_PICTURES") is { Length: > 0 } folder) await open.Page.ScreenshotAsync(Path.Combine(folder, "seats.png"), new() { FullPage = true });
        await open.MeasuredAfter(() => open.Page.ClickAsync("[aria-label='Remove seat 2']"));
        Assert.Equal(0, (await open.State()).GetProperty("seats").GetArrayLength());
        Assert.True(await open.Page.EvaluateExpressionAsync<bool>("document.querySelector('#seat-figures').hidden && document.querySelector('#download-poses').hidden && document.querySelector('#seat-2').classList.contains('gone')"));
        Assert.Empty(open.Faults);
    }

    static async Task<JsonElement> Seat(OpenPage open) => (await open.State()).GetProperty("seats")[0];

    static JsonObject TwoSeats()
    {
        JsonObject state = RunningStudio.State("soundbar-8");
        state["seats"] = new JsonArray(new JsonObject { ["left"] = 0.6, ["distance"] = 1.8 });
        return state;
    }
}
