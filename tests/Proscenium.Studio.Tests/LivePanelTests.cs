using System.Text.Json;
using System.Text.Json.Nodes;
using Deque.AxeCore.Commons;
using Proscenium.Design;
using Proscenium.Engine;
using Proscenium.Engine.Dsp;
using Proscenium.Files.Projects;
using Proscenium.Steering;
using Proscenium.Studio.State;
using Proscenium.Tests.Live;
using Proscenium.Tests.Live.Control;

namespace Proscenium.Studio.Tests;

/// <summary>The panel of a running live in a real browser; the oracle is what live says in its terminal, and the sound it feeds.</summary>
[Collection(OnASoundServer.Name)]
[Trait(Traits.Category, Traits.Slow)]
[Trait(Traits.Needs, Traits.Program)]
public sealed class LivePanelTests(Chromium chromium) : IClassFixture<Chromium>, IDisposable
{
    const int Rate = 48000, Block = 1024, Killed = 9;

    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    [Trait(Traits.Needs, Traits.Linux)]
    public async Task MusicMovesTheMeters_BypassIsHeard_AndAPlanGoesOver_InOneClick_AndBack()
    {
        using JackDaemon jack = new(Rate, Block);
        PlanFile.Write(SpatialDesigner.Design(new() { Device = DeviceFile.Open("laptop") }), _folder["plan"]);
        DesignRequest alone = new() { Device = DeviceFile.Open("laptop"), AngleDegrees = null, Tone = Tone.Direct };
        await using OpenPage open = await chromium.Open(Fragment(StudioState.Of(alone)));
        Assert.Equal("proscenium live --device laptop --control", await open.Text("#live-command"));
        Assert.Contains("Nothing plays live", await open.Text("#live-standing"));
        using LiveRun run = new(jack, chromium.Studio.LiveClient, "--plan", _folder["plan"], "--upmix", "none", "--control");
        int latency = run.Await("; latency").StatedLatency;
        await open.Until("document.querySelector('#live-standing').textContent === 'Live runs on this machine.'");
        await open.Until("document.querySelector('#live-plays').textContent === 'Plays plan.'");
        await open.Page.EvaluateExpressionAsync("document.querySelector('#live').scrollIntoView()");
        await open.Until($"document.querySelectorAll('#live-meters tbody tr').length === 4 && {Peak(1)} === 'silent' && {Peak(3)} === 'silent'");
        using (PlayerAndRecorder music = new(jack, Noise(1, 20), Rate, run.Ports("left out", "right out"), run.Ports("left", "right")))
        {
            music.Play();
            await open.Until($"Math.abs(parseFloat({Peak(1)}.replace('\u2212', '-')) + 12) < 0.2 && {Peak(3)} !== 'silent'"); // noise of +-0.25
            await Click(open, "#live-bypass");
            await open.Until("document.querySelector('#live-plays').textContent.includes('bypassed') && document.querySelector('#live-bypass').getAttribute('aria-pressed') === 'true'");
            Assert.StartsWith("bypass on. The untreated device plays at", await open.Text("#live-said"));
            Assert.True(Status(run).GetProperty("bypassed").GetBoolean());
            await Click(open, "#live-bypass");
            await open.Until("document.querySelector('#live-bypass').getAttribute('aria-pressed') === 'false'");
        }
        await Click(open, "#live-send");
        await open.Until("document.querySelector('#live-said').textContent === 'Live plays the plan of this page for laptop, designed for 48000 Hz.'");
        await open.Until("document.querySelector('#live-plays').textContent === 'Plays the plan of this page.'");
        Assert.StartsWith(Path.Combine(Path.GetTempPath(), "proscenium-studio-"), Status(run).GetProperty("plan").GetString());
        AssertRendered(jack, run, SpatialDesigner.Design(alone));
        await open.MeasuredAfter(() => open.Page.SelectAsync("#device", "phone"));
        await open.Until("document.querySelector('#live-plays').textContent === 'Plays an earlier plan of this page.'");
        await open.MeasuredAfter(() => open.Page.ClickAsync("#undo")); // which changes nothing in live
        await open.Until("document.querySelector('#live-plays').textContent === 'Plays the plan of this page.'");
        await Click(open, "#live-back");
        await open.Until($"document.querySelector('#live-said').textContent === 'Live plays {_folder["plan"]} again.'");
        Assert.Equal(_folder["plan"], Status(run).GetProperty("plan").GetString());
        Waiting.For(() => run.StatedLatency == latency, () => $"its own upmix is back: {run.Said}"); // and not the plan's
        run.End();
        Assert.Equal("0 bytes", run.Figure("allocated on the audio thread"));
        await open.Until("document.querySelector('#live-standing').textContent.startsWith('Live has ended.')");
        Assert.Empty(open.Faults);
    }

    [Fact]
    [Trait(Traits.Needs, Traits.Linux)]
    public async Task APlanForOtherDrivers_AFrozenLive_AndOneThatIsKilled_AreSaid()
    {
        using JackDaemon jack = new(44100, Block);
        using LiveRun run = new(jack, chromium.Studio.LiveClient, "--device", "echo-studio", "--control");
        run.Await("playing echo-studio;");
        await using OpenPage open = await chromium.Open();
        await open.Until("document.querySelector('#live-plays')?.textContent === 'Plays echo-studio.'");
        await Click(open, "#live-send");
        await open.Until("document.querySelector('#live-said').textContent.startsWith('this plan feeds the drivers left, right, and the running live feeds mid-left, mid-right, mid-up, tweeter, woofer: download the plan')");
        await open.MeasuredAfter(() => open.Page.SelectAsync("#device", "echo-studio"));
        await Click(open, "#live-send");
        await open.Until("document.querySelector('#live-plays').textContent === 'Plays the plan of this page.'");
        Assert.Equal(44100, PlanFile.Read(Status(run).GetProperty("plan").GetString()!).Plan.SampleRate);
        await Click(open, "#live-back"); // to a device instead of a folder
        await open.Until("document.querySelector('#live-plays').textContent === 'Plays echo-studio.'");
        run.Send(Signal.Stop);
        await open.Until("document.querySelector('#live-standing').textContent.includes('has not answered for 2 s')");
        await open.MeasuredAfter(() => open.Page.SelectAsync("#device", "laptop"));
        run.Send(Signal.Continue);
        await open.Until("document.querySelector('#live-standing').textContent === 'Live runs on this machine.'");
        run.Send(Killed);
        await open.Until("document.querySelector('#live-standing').textContent.startsWith('Live has ended.') && document.querySelector('#live-body').hidden");
        Assert.Empty(open.Faults);
    }

    [Fact]
    public async Task ABlindTest_IsHeld_ByLivesKeys_AndTellsNothingBeforeItsEnd()
    {
        using PretendedLive live = new(chromium.Studio);
        await using OpenPage open = await chromium.Open();
        await open.Until("!document.querySelector('#live-body').hidden");
        await open.Page.EvaluateExpressionAsync("document.querySelector('#live-trials').value = 2");
        await Click(open, "#live-abx");
        await open.Until("document.querySelector('#live-progress').textContent === 'Trial 1 of 2: A is playing.' && document.activeElement.id === 'live-test'");
        Assert.Equal((0, true, true), (await open.Page.EvaluateExpressionAsync<int>("[...document.querySelectorAll('#live-meters tbody tr')].filter(row => !row.hidden && row.textContent.startsWith('out')).length"), await Disabled(open, "#live-bypass"), await Disabled(open, "#live-send")));
        await open.Press("x");
        await open.Until("document.querySelector('#live-progress').textContent === 'Trial 1 of 2: X is playing.'");
        await Click(open, $"#live-answer-{(live.Sound.Bypassed ? 'b' : 'a')}");
        await open.Until("document.querySelector('#live-progress').textContent === 'Trial 2 of 2: A is playing.'");
        await open.Focus("#live-test");
        await open.Press("x");
        await open.Until("document.querySelector('#live-progress').textContent === 'Trial 2 of 2: X is playing.'");
        await open.Press("Enter"); // X is what is asked for
        await open.Until("document.querySelector('#live-said').textContent.startsWith('X: is what is asked for')");
        await open.Press(live.Sound.Bypassed ? "b" : "a");
        await open.Press("Enter");
        await open.Until("document.querySelector('#live-said').textContent.includes('You identified X correctly in 2 of 2 trials; by chance alone, this many or more occur in 25 % of such tests')");
        await open.Until("document.querySelector('#live-test').hidden");
        Assert.Equal("after", await open.Page.EvaluateExpressionAsync<string>("document.querySelector('#player [aria-pressed=true]').id")); // the page's own keys stayed out of it
        await Click(open, "#live-list");
        await open.Until("document.querySelectorAll('#live-said p').length === 2 && document.querySelector('#live-said').textContent.includes('2: X was')");
        Assert.Empty(open.Faults);
    }

    [Fact]
    public async Task TheGainIsTyped_AndADraggedSeatIsTheHead_WherePlansFollow()
    {
        FakeSound sound = new() { FollowsHead = true };
        using PretendedLive live = new(chromium.Studio, sound);
        await using OpenPage open = await chromium.Open();
        await open.Until("!document.querySelector('#live-body').hidden");
        await Click(open, "#live-gain");
        await open.Page.ClickAsync("#live-gain", new() { Count = 3 });
        await open.Page.Keyboard.TypeAsync("-4.5");
        await open.Press("Tab");
        await open.Until("document.querySelector('#live-said').textContent === 'gain -4.5 dB'");
        Assert.Equal(-4.5, sound.GainDb);
        await open.Page.EvaluateExpressionAsync("scrollTo(0, 0)");
        await open.MeasuredAfter(() => open.Drag("#seat", -40, 0));
        double left = (await open.State()).GetProperty("seat").GetProperty("left").GetDouble();
        Waiting.For(() => sound.Head.Status is { Pose: { } pose } && Math.Abs(pose.Left - left) < 0.01, () => $"the head is {sound.Head.Status?.Words}, the seat {left} m to the left");
        await Click(open, "#live-head");
        Waiting.For(() => sound.Head.Status?.TimesLost > 0, "the head stayed");
        sound.Head.Dispose();
        Assert.Empty(open.Faults);
    }

    [Theory]
    [InlineData(1280, false)]
    [InlineData(390, true)]
    public async Task Axe_FindsNothingSerious_WhileLiveRuns(int width, bool dark)
    {
        using PretendedLive live = new(chromium.Studio, new() { FollowsHead = true });
        await using OpenPage open = await chromium.Open(width: width, height: 844, dark: dark);
        await open.Until("!document.querySelector('#live-body').hidden");
        foreach (bool tests in (bool[])[false, true])
        {
            if (tests) await Click(open, "#live-ab");
            if (tests) await open.Until("!document.querySelector('#live-test').hidden");
            await open.Page.EvaluateExpressionAsync(new BundledAxeScriptProvider().GetScript());
            Assert.Equal("", await open.Page.EvaluateExpressionAsync<string>("axe.run('#live').then(found => found.violations.filter(one => one.impact === 'serious' || one.impact === 'critical').map(one => `${one.id}: ${one.nodes.map(node => node.html).join(' | ')}`).join('\\n'))"));
            Assert.False(await open.Page.EvaluateExpressionAsync<bool>("document.documentElement.scrollWidth > document.documentElement.clientWidth"));
        }
    }

    /// <summary>Pictures of the panel, by hand, as <see cref="PageFigures"/> makes them.</summary>
    [Theory(Explicit = true)]
    [InlineData("live-1280", 1280, false)]
    [InlineData("live-dark", 1280, true)]
    [InlineData("live-390", 390, false)]
    public async Task Pictures(string name, int width, bool dark)
    {
        await using OpenPage open = await chromium.Open(width: width, height: 900, dark: dark);
        await Take("none");
        using PretendedLive live = new(chromium.Studio, new() { FollowsHead = true });
        await open.Until("!document.querySelector('#live-body').hidden");
        await Click(open, "#live-send");
        await open.Until("document.querySelector('#live-said').textContent.startsWith('Live plays')");
        await Take("runs");
        await Click(open, "#live-abx");
        await open.Until("!document.querySelector('#live-test').hidden");
        await Take("test");

        async Task Take(string what) => await (await open.Page.QuerySelectorAsync("#live")).ScreenshotAsync(Path.Combine(PageFigures.Folder, $"{name}-{what}.png"));
    }

    static string Peak(int row) => $"document.querySelector('#live-meters tbody tr:nth-child({row}) td:nth-child(3)').textContent";

    /// <summary>Clicks something in the middle of the window: at its lower edge it is behind the player.</summary>
    static async Task Click(OpenPage open, string selector)
    {
        await open.Page.EvaluateFunctionAsync("selector => document.querySelector(selector).scrollIntoView({ block: 'center' })", selector);
        await open.Page.ClickAsync(selector);
    }

    static Task<bool> Disabled(OpenPage open, string selector) => open.Page.EvaluateFunctionAsync<bool>("selector => document.querySelector(selector).disabled", selector);

    static string Fragment(JsonObject state) => $"s={Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(state.ToJsonString())).TrimEnd('=').Replace('+', '-').Replace('/', '_')}";

    /// <summary>What live itself says.</summary>
    static JsonElement Status(LiveRun run)
    {
        int before = run.Summary.Split('\n').Count(line => line.StartsWith('{'));
        run.Type("status json");
        Waiting.For(() => run.Summary.Split('\n').Count(line => line.StartsWith('{')) > before, "no status");
        return JsonDocument.Parse(run.Summary.Split('\n').Last(line => line.StartsWith('{'))).RootElement;
    }

    static float[][] Noise(int seed, int seconds) => [Signals.Noise(seconds * Rate, seed, 0.25f), Signals.Noise(seconds * Rate, seed + 100, 0.25f)];

    /// <summary>What sounds now is what a plan renders; dropouts of a busy machine may be, three times they are ours.</summary>
    static void AssertRendered(JackDaemon jack, LiveRun run, SpatialDesign design)
    {
        double error = double.NaN;
        for (int attempt = 0; attempt < 3 && !(error < -120); attempt++)
        {
            float[][] sound = Noise(3, 2);
            using PlayerAndRecorder player = new(jack, sound, Rate, run.Ports("left out", "right out"), run.Ports("left", "right"));
            player.Play();
            player.AwaitTheEnd(30);
            AudioBuffer input = new(2, Rate);
            for (int channel = 0; channel < 2; channel++) sound[channel].AsSpan(0, Rate).CopyTo(input.Block()[channel]);
            AudioBuffer wanted = Signals.RunInBlocks(input, 2, _ => Block, new Renderer(design.Plan, Block, Math.Pow(10, design.Plan.PlaybackGainDb / 20), Renderer.PlaybackCeilingDb).Process);
            error = player.Recorded(0, 2).Select((channel, n) => Signals.ErrorDb(channel, wanted.Block()[n])).Max();
        }
        TestContext.Current.SendDiagnosticMessage($"live against the plan's renderer: {error:0.0} dB");
        Assert.InRange(error, -400, -120);
    }
}
