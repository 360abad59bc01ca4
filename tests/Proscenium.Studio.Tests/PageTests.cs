using System.Text.Json;
using System.Text.Json.Nodes;
using Deque.AxeCore.Commons;
using Proscenium.Rendering;

namespace Proscenium.Studio.Tests;

/// <summary>The page in a real browser; the oracle is the state, the library, and the command's own rendering.</summary>
[Trait(Traits.Needs, Traits.Program)]
public sealed class PageTests(Chromium chromium) : IClassFixture<Chromium>, IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task ThePage_ShowsAMeasuredDesign_AndHidesItsToken()
    {
        await using OpenPage open = await chromium.Open();
        Assert.InRange(await open.Cancellation(), 20, 27);
        Assert.DoesNotContain("token", open.Page.Url);
        Assert.Empty(open.Faults);
    }

    [Fact]
    [Trait(Traits.Category, Traits.Slow)]
    public async Task TheSeatIsDragged_ByTheMouse_AndWhatIsShownBecomesAnother()
    {
        await using OpenPage open = await chromium.Open();
        double before = (await open.State()).GetProperty("seat").GetProperty("left").GetDouble();
        await open.MeasuredAfter(() => open.Drag("#seat", -40, 0));
        JsonElement seat = (await open.State()).GetProperty("seat");
        Assert.InRange(seat.GetProperty("left").GetDouble(), before + 0.03, 1); // to the left of the page is the listener's left, who looks up
        Assert.Equal(0.6, seat.GetProperty("distance").GetDouble(), 0.02);
        Assert.InRange(await open.Cancellation(), 20, 27); // the plan is for where the seat is now
        await open.MeasuredAfter(() => open.Page.ClickAsync("#undo"));
        Assert.Equal(before, (await open.State()).GetProperty("seat").GetProperty("left").GetDouble());
        Assert.Empty(open.Faults);
    }

    [Fact]
    [Trait(Traits.Category, Traits.Slow)]
    public async Task ADriverIsMoved_ByTheKeyboardAlone_AndTheDifferenceIsSaid()
    {
        await using OpenPage open = await chromium.Open();
        await open.Focus("[data-driver=\"left\"]");
        await open.MeasuredAfter(() => open.Press("ArrowLeft"));
        JsonElement driver = (await open.State()).GetProperty("device").GetProperty("drivers")[0];
        Assert.Equal(0.11, driver.GetProperty("position").GetProperty("left").GetDouble(), 1e-6); // by 1 cm
        await open.MeasuredAfter(() => open.Press("ArrowLeft", "Shift"));
        Assert.Equal(0.16, (await open.State()).GetProperty("device").GetProperty("drivers")[0].GetProperty("position").GetProperty("left").GetDouble(), 1e-6);
        Assert.Contains("cancellation, measured", await open.Text("#status"));
        await open.MeasuredAfter(() => open.Press("z", "Control"));
        Assert.Equal(0.11, (await open.State()).GetProperty("device").GetProperty("drivers")[0].GetProperty("position").GetProperty("left").GetDouble(), 1e-6);
    }

    [Fact]
    [Trait(Traits.Category, Traits.Slow)]
    public async Task EverythingIsReached_ByTheTabKey()
    {
        await using OpenPage open = await chromium.Open();
        HashSet<string> met = [];
        for (int step = 0; step < 150; step++)
        {
            await open.Press("Tab");
            met.Add(await open.Page.EvaluateExpressionAsync<string>("document.activeElement.id || document.activeElement.dataset.driver || document.activeElement.textContent.trim().slice(0, 30)"));
        }
        foreach (string name in (string[])["seat", "left", "right", "play", "before", "after", "pair", "song", "device", "target", "angle", "room", "share", "download-plan"]) Assert.Contains(name, met);
    }

    [Theory]
    [InlineData("after", false)]
    [InlineData("before", true)]
    [Trait(Traits.Category, Traits.Slow)]
    public async Task WhatThePagePlays_IsWhatTheCommandRenders(string set, bool bypass)
    {
        const int seconds = 6, rate = 48000;
        await using OpenPage open = await chromium.Open();
        await open.Page.ClickAsync("#play"); // brings the song
        await open.Until("window.studio.timings.sound.length > 0 || document.querySelector('#play').getAttribute('aria-pressed') === 'true'");
        float[][] found = (await open.Page.EvaluateFunctionAsync<double[][]>("async (set, seconds) => (await window.studio.renderOffline(set, seconds)).map(channel => Array.from(channel))", set, seconds)).Select(channel => Array.ConvertAll(channel, sample => (float)sample)).ToArray();
        Sounds.Write(_folder["piece.wav"], rate, Proscenium.Cli.Demo.DemoPiece.Compose(rate).Mix);
        new FileRendering { Input = _folder["piece.wav"], Device = "laptop", GainDb = -30, Monitor = true, Bypass = bypass }.Write(_folder["heard.wav"], cancel: TestContext.Current.CancellationToken); // far below the limiter
        float[][] wanted = Sounds.Read(_folder["heard.wav"]).Channels;
        (double error, int delay) = PlayedError.Of(found, wanted, rate);
        TestContext.Current.SendDiagnosticMessage($"{set}: {error:0.0} dB, {delay} samples");
        Assert.InRange(error, -400, -90);
    }

    [Theory]
    [InlineData(1280, false)]
    [InlineData(390, false)]
    [InlineData(1280, true)]
    [Trait(Traits.Category, Traits.Slow)]
    public async Task Axe_FindsNothingSerious(int width, bool dark)
    {
        await using OpenPage open = await chromium.Open(width: width, height: 844, dark: dark);
        await open.MeasuredAfter(() => open.Page.SelectAsync("#room", "bedroom"));
        await open.Until("!document.querySelector('#room-body').hidden && !document.querySelector('#level-body').hidden");
        await open.Page.EvaluateExpressionAsync("document.querySelectorAll('details').forEach(details => details.open = true)");
        await open.Page.EvaluateExpressionAsync(new BundledAxeScriptProvider().GetScript()); // as a debugger does: the page's own policy lets no script in
        string found = await open.Page.EvaluateExpressionAsync<string>("axe.run().then(found => found.violations.filter(one => one.impact === 'serious' || one.impact === 'critical').map(one => `${one.id}: ${one.nodes.map(node => node.html).join(' | ')}`).join('\\n'))");
        Assert.Equal("", found);
    }

    [Fact]
    [Trait(Traits.Category, Traits.Slow)]
    public async Task ALink_BringsTheStateToAnotherPage()
    {
        await using OpenPage first = await chromium.Open();
        await first.MeasuredAfter(() => first.Page.SelectAsync("#device", "soundbar-8"));
        string fragment = new Uri(first.Page.Url).Fragment.TrimStart('#');
        await using OpenPage second = await chromium.Open(fragment);
        Assert.Equal((await first.State()).GetRawText(), (await second.State()).GetRawText());
    }

    [Fact]
    [Trait(Traits.Category, Traits.Slow)]
    public async Task ANumberThatCannotBe_LeavesWhatWas()
    {
        await using OpenPage open = await chromium.Open();
        await open.Page.ClickAsync("#angle", new() { Count = 3 });
        await open.Page.Keyboard.TypeAsync("950");
        await open.Press("Tab");
        await open.Measured();
        Assert.Equal((30, "30"), ((await open.State()).GetProperty("angle").GetDouble(), await open.Page.EvaluateExpressionAsync<string>("document.querySelector('#angle').value")));
    }

    [Theory]
    [InlineData("{\"device\":{\"drivers\":[{}]},\"seat\":{\"left\":0,\"distance\":2}}")]
    [InlineData("{\"device\":{\"drivers\":[null]},\"seat\":{}}")]
    [InlineData("7")]
    [Trait(Traits.Category, Traits.Slow)]
    public async Task ALinkThatSharesNothing_IsSaidSo_AndThePageWorks(string state)
    {
        await using OpenPage open = await chromium.Open(Link(state));
        Assert.StartsWith("The address shares no plan", await open.Text("#error"));
        await open.MeasuredAfter(() => open.Page.SelectAsync("#device", "soundbar-8"));
        Assert.Equal("", await open.Text("#error"));
        await open.MeasuredAfter(() => open.Page.ClickAsync("#undo"));
        Assert.Equal("laptop", (await open.State()).GetProperty("device").GetProperty("name").GetString());
        Assert.Empty(open.Faults);
    }

    [Fact]
    [Trait(Traits.Category, Traits.Slow)]
    public async Task ALinkThatWasChangedByHand_SharesNothing_OrIsRefused_AndNothingFails()
    {
        await using OpenPage open = await chromium.Open();
        foreach ((string key, string value) in ((string, string)[])[("seats", "\"abc\""), ("seats", "[null]"), ("angle", "\"30\""), ("taps", "\"100\""), ("listener", "{}"), ("follow", "5"), ("layout", "{}"), ("room", "5"), ("plant", "\"x\""), ("head", "[]")])
        {
            JsonObject state = RunningStudio.State();
            state[key] = JsonNode.Parse(value);
            await open.Page.EvaluateFunctionAsync("link => { location.hash = link; }", Link(state.ToJsonString()));
            await open.Until("document.querySelector('#error').textContent.startsWith('The address shares no plan')");
            await open.Page.EvaluateExpressionAsync("document.querySelector('#error').textContent = location.hash = ''");
        }
        JsonObject less = RunningStudio.State();
        foreach (string key in (string[])["seats", "listener", "taps", "room", "head", "plant", "follow", "layout"]) less.Remove(key);
        less["target"] = 19;
        await open.MeasuredAfter(() => open.Page.EvaluateFunctionAsync("link => { location.hash = link; }", Link(less.ToJsonString())));
        Assert.Equal((19, "stereo"), ((await open.State()).GetProperty("target").GetDouble(), (await open.State()).GetProperty("layout").GetString()));
        Assert.Empty(open.Faults);
    }

    [Fact]
    [Trait(Traits.Category, Traits.Slow)]
    public async Task ATableThatIsOpened_BeforeAnythingIsDrawn_SaysSo()
    {
        await using OpenPage open = await chromium.Open();
        await open.Page.EvaluateExpressionAsync("document.querySelectorAll('details.numbers').forEach(details => { details.open = true; })");
        await open.Until("[...document.querySelectorAll('details.numbers')].every(details => details.querySelector('table, p'))");
        Assert.Equal("Nothing is drawn yet.", await open.Text("#room-tone details p")); // no room is chosen
        Assert.Empty(open.Faults);
    }

    static string Link(string state) => $"s={Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(state)).TrimEnd('=').Replace('+', '-').Replace('/', '_')}";
}
