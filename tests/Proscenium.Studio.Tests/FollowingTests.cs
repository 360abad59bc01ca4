using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Proscenium.Acoustics;
using Proscenium.Design;
using Proscenium.Design.Banks;
using Proscenium.Engine.Plan;
using Proscenium.Files.Projects;
using Proscenium.Heads;
using Proscenium.Judging.FreeField;
using Proscenium.Plants;
using static Proscenium.Studio.Tests.PageRequests;

namespace Proscenium.Studio.Tests;

/// <summary>A head that is followed; the oracle is the bank that the designer makes, and the plant where the head is.</summary>
public sealed class FollowingTests(Chromium chromium) : IClassFixture<Chromium>, IDisposable
{
    static readonly Lazy<SpatialDesign> _design = new(() => SpatialDesigner.Design(new() { Device = DeviceFile.Open("laptop"), Bank = BankGrid.Parse("left=-0.06..0.06/0.02") }));

    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    [Trait(Traits.Category, Traits.Slow)]
    public async Task WhereAHeadIsFollowed_TheFiltersOfItsPlacePlay_AsARendererPlaysThem()
    {
        using PageSocket page = await chromium.Studio.Open();
        await page.Next();
        JsonObject state = Followed(0.05), another = Followed(0.05);
        another["target"] = 19; // of which no test designs the places
        Assert.Equal("The filters of the places are not designed yet: wait until they are.", (await page.Answer("follow", another)).Error);
        PageAnswer bank = await page.Answer("bank", state);
        Assert.Equal(_design.Value.Plan.Bank!.All.Count, (int)bank.Header["count"]!);
        PageAnswer answer = await page.Answer("follow", state);
        Assert.Null(answer.Error);
        FrequencyGrid grid = FrequencyGrid.ForPlanning(48000);
        RenderPlan plan = _design.Value.Plan;
        (int below, int above) = (Place(0.04), Place(0.06)); // 5 cm are halfway between two places, or one of its own
        MeasuredPlan there = new(plan.Bank!.LeftMetres.Contains(0.05) ? PlacePlan.At(plan, Place(0.05), 0) : PlacePlan.Between(plan, (below, 0), (above, 0)));
        HeadPose pose = PlacePose.At(HeadPose.Seat, 0.6, 0.05, 0);
        FrontPair heard = FrontPair.Of(there.Sampled(grid), Plant.AtEars(DeviceFile.Open("laptop"), 0.6, new SphericalHead(), [pose], grid), new Steering.VirtualPair(new SphericalHead(), 30, grid).ContralateralRatio);
        Assert.Equal(heard.MeanDb, (double)answer.Header["cancellation"]!["mean"]!, 1e-3);
        Assert.True((double)answer.Header["unfollowed"]!["mean"]! < heard.MeanDb - 8);
        Assert.Equal(pose.YawDegrees, (double)answer.Header["yaw"]!, 0.06);
        Assert.InRange((double)answer.Header["places"]!["after"]!["left"]!, 26, 34); // the stage stays about the device
        Assert.False((bool)answer.Header["beyond"]!);
        Assert.Equal([3, 2], answer.Shape("after")[..2]);
        for (int step = 0; step < 5; step++) TestContext.Current.SendDiagnosticMessage($"{(double)(await page.Answer("follow", Followed(0.01 * step))).Header["milliseconds"]!:0} ms at a place, {(double)(await page.Answer("plan", Followed(0.01 * step))).Header["milliseconds"]!:0} ms for a plan");
        Assert.True((bool)(await page.Answer("follow", Followed(0.1))).Header["beyond"]!);

        int Place(double metres) => plan.Bank!.LeftMetres.Index().MinBy(left => Math.Abs(left.Item - metres)).Index;
    }

    [Fact]
    [Trait(Traits.Category, Traits.Slow)]
    public async Task WhereTheListenerIsInTheSeat_WhatIsFollowed_IsAsLateAsTheDesign()
    {
        using PageSocket page = await chromium.Studio.Open();
        await page.Next();
        JsonObject state = Followed(0);
        await page.Ask("design", state);
        PageAnswer sound = await page.Told("sound");
        await page.Next();
        await page.Answer("bank", state);
        PageAnswer followed = await page.Answer("follow", state);
        foreach (string set in (string[])["after", "before"])
        {
            int seat = sound.Shape(set)[2], taps = followed.Shape(set)[2], shared = Math.Min(seat, taps);
            for (int path = 0; path < 4; path++) Assert.InRange(Signals.ErrorDb(followed[set].AsSpan(path * taps, shared), sound[set].AsSpan(path * seat, shared)), -400, -60);
        }
    }

    [Fact]
    [Trait(Traits.Category, Traits.Slow)]
    public async Task ThePlanThatIsTakenAway_HasTheBank_AndItsState_FindsItAgain()
    {
        using HttpClient client = chromium.Studio.Client();
        byte[] state = Encoding.UTF8.GetBytes(Followed(0).ToJsonString());
        await ZipFile.ExtractToDirectoryAsync(new MemoryStream((await Downloaded(client, "plan", state)).Content), _folder["plan"], TestContext.Current.CancellationToken);
        PlanBank taken = RenderPlanFile.Read(_folder["plan"]).Bank!, own = _design.Value.Plan.Bank!;
        Assert.Equal(own.LeftMetres, taken.LeftMetres);
        Assert.Equal(own[0, 0][0, 1].ToArray(), taken[0, 0][0, 1].ToArray());
        JsonObject read = (await Posted(client, "/plans?name=plan.json", await File.ReadAllBytesAsync(_folder["plan/plan.json"], TestContext.Current.CancellationToken)))["state"]!.AsObject();
        Assert.Equal((0.06, 0), ((double)read["follow"]!["left"]!, (double)read["follow"]!["forward"]!));
    }

    [Theory]
    [InlineData(0.3, 0, "--bank auto")]
    [InlineData(0.2, 0.1, "--bank left=-0.2..0.2/0.02,distance=0.5..0.7/0.1")]
    [InlineData(0.25, 0, "--bank left=-0.25..0.25/0.01")]
    public void TheCommandLine_NamesTheSamePlaces(double left, double forward, string option)
    {
        JsonObject state = RunningStudio.State();
        state["follow"] = new JsonObject { ["left"] = left, ["forward"] = forward };
        Assert.Equal($"proscenium design -o plan --device laptop {option}", State.StudioState.Read(state, RunningStudio.Nothing).Command);
    }

    [Fact]
    [Trait(Traits.Needs, Traits.Program)]
    [Trait(Traits.Category, Traits.Slow)]
    public async Task InThePage_TheListenerIsDraggedAlong_AndNothingIsDesignedAnew()
    {
        await using OpenPage open = await chromium.Open();
        await open.MeasuredAfter(() => open.Page.ClickAsync("#follow"));
        await open.Page.ClickAsync("#follow-left", new() { Count = 3 });
        await open.Page.Keyboard.TypeAsync("6");
        await open.Press("Enter");
        await open.Until("document.querySelector('#follow-told').textContent.startsWith('The filters of ')");
        await open.Until("window.studio.timings.followed.length > 0");
        await open.Page.ClickAsync("#play");
        int designs = await open.Page.EvaluateExpressionAsync<int>("window.studio.timings.measured.length"), places = await open.Page.EvaluateExpressionAsync<int>("window.studio.timings.followed.length");
        double seat = await open.Cancellation();
        await open.Focus("#listener");
        for (int step = 0; step < 5; step++) await open.Press("ArrowLeft");
        await open.Until($"window.studio.timings.followed.length > {places} && window.studio.state().listener.left > 0.049 && document.querySelector('#status').textContent.includes('with the filters of this place')");
        Assert.InRange(await open.Cancellation(), seat - 2, seat + 2); // it stays, where the plan of the seat has lost it
        await open.Until("document.querySelector('#busy').hidden");
        Assert.Equal(designs, await open.Page.EvaluateExpressionAsync<int>("window.studio.timings.measured.length"));
        JsonElement after = await open.State();
        Assert.Equal((0.05, 0.06), (after.GetProperty("listener").GetProperty("left").GetDouble(), after.GetProperty("follow").GetProperty("left").GetDouble()));
        if (Environment.GetEnvironmentVariable("PROSCENIUM_PICTURES") is { Length: > 0 } folder) await open.Page.ScreenshotAsync(Path.Combine(folder, "following.png"), new() { FullPage = true });
        TestContext.Current.SendDiagnosticMessage($"followed within {await open.Page.EvaluateExpressionAsync<string>("window.studio.timings.followed.map(time => time.toFixed(0)).join(', ')")} ms");
        Assert.Empty(open.Faults);
    }

    static JsonObject Followed(double left)
    {
        JsonObject state = RunningStudio.State();
        (state["follow"], state["listener"]) = (new JsonObject { ["left"] = 0.06, ["forward"] = 0 }, new JsonObject { ["left"] = left, ["distance"] = 0.6 });
        return state;
    }
}
