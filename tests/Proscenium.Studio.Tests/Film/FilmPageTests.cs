using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using Deque.AxeCore.Commons;
using Proscenium.Design;
using Proscenium.Engine.Plan;
using Proscenium.Files.Projects;
using Proscenium.Rendering;

namespace Proscenium.Studio.Tests.Film;

/// <summary>Films on the page in a real browser; the oracle is the command's own rendering.</summary>
[Trait(Traits.Needs, Traits.Program)]
[Trait(Traits.Category, Traits.Slow)]
public sealed class FilmPageTests(Chromium chromium) : IClassFixture<Chromium>, IDisposable
{
    const int Rate = 48000, Seconds = 6;

    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("5.1")]
    [InlineData("quad")]
    public async Task WhatThePagePlaysOfAFilm_IsWhatTheCommandRenders(string layout)
    {
        Films.Write(_folder["scene.wav"], layout, Seconds);
        await using OpenPage open = await chromium.Open();
        await Play(open, _folder["scene.wav"]);
        Assert.Equal($"scene.wav ({layout}, 0:06)", await open.Page.EvaluateExpressionAsync<string>("document.querySelector('#song').selectedOptions[0].textContent"));
        using HttpClient client = chromium.Studio.Client();
        await ZipFile.ExtractToDirectoryAsync(new MemoryStream((await PageRequests.Downloaded(client, "plan", Encoding.UTF8.GetBytes((await open.State()).GetRawText()))).Content), _folder["plan"], TestContext.Current.CancellationToken);
        foreach ((string set, bool bypass) in ((string, bool)[])[("after", false), ("before", true)])
        {
            float[][] found = (await open.Page.EvaluateFunctionAsync<double[][]>("async (set, seconds) => (await window.studio.renderOffline(set, seconds)).map(channel => Array.from(channel))", set, Seconds)).Select(channel => Array.ConvertAll(channel, sample => (float)sample)).ToArray();
            new FileRendering { Input = _folder["scene.wav"], Plan = _folder["plan"], GainDb = -40, Monitor = true, Bypass = bypass }.Write(_folder["heard.wav"], cancel: TestContext.Current.CancellationToken); // far below the limiter
            (double error, int delay) = PlayedError.Of(found, Sounds.Read(_folder["heard.wav"]).Channels, Rate);
            TestContext.Current.SendDiagnosticMessage($"{layout}, {set}: {error:0.0} dB, {delay} samples");
            Assert.InRange(error, -400, -90);
        }
        Assert.Empty(open.Faults);
    }

    [Fact]
    public async Task ASurroundAlone_IsHeardThroughItsOwnFilters_AndTheWooferIsLeftOutOfTheDownmix()
    {
        await using OpenPage open = await chromium.Open();
        Films.Write(_folder["lfe.wav"], "5.1", 1, channel => channel == 3);
        await Play(open, _folder["lfe.wav"]);
        foreach ((string set, double least, double most) in ((string, double, double)[])[("after", 1e-5, 10), ("before", 0, 0), ("pair", 0, 0)])
            Assert.InRange(await open.Page.EvaluateFunctionAsync<double>("async set => Math.max(...(await window.studio.renderOffline(set, 1))[0].map(Math.abs))", set), least, most);
        Films.Write(_folder["surround.wav"], "5.1", 1, channel => channel == 4);
        await MeasuredAndLoaded(open, () => open.Choose(() => open.Page.ClickAsync("#own-song button"), _folder["surround.wav"]));
        double[] ears = await open.Page.EvaluateExpressionAsync<double[]>("window.studio.renderOffline('after', 1).then(ears => ears.map(ear => ear.reduce((sum, sample) => sum + sample * sample, 0)))");
        Assert.InRange(10 * Math.Log10(ears[0] / ears[1]), 3, 40); // from the left
    }

    [Fact]
    public async Task ALayout_ComesWithItsSong_AndGoesWithUndo()
    {
        Films.Write(_folder["scene.wav"], "quad", 2);
        await using OpenPage open = await chromium.Open();
        await Play(open, _folder["scene.wav"]);
        string film = await Song(open);
        Assert.Equal("quad", await Layout(open));
        Assert.StartsWith("scene.wav: layout quad: ", await open.Text("#status"));
        await open.MeasuredAfter(() => open.Page.ClickAsync("#undo"));
        Assert.Equal(("stereo", "demo"), (await Layout(open), await Song(open)));
        await open.MeasuredAfter(() => open.Page.ClickAsync("#redo"));
        Assert.Equal(("quad", film), (await Layout(open), await Song(open)));
        await open.MeasuredAfter(() => open.Page.SelectAsync("#song", "demo"));
        Assert.Equal("stereo", await Layout(open));
        await open.MeasuredAfter(() => open.Page.SelectAsync("#song", film));
        await open.MeasuredAfter(() => open.Drag("#seat", -20, 0)); // planned of left and right alone meanwhile
        Assert.Equal(("quad", film), (await Layout(open), await Song(open)));
        Assert.Empty(open.Faults);
    }

    [Fact]
    public async Task APlanForFilms_SaysThatAFilmHasToBeOpened_AndPlaysItThen()
    {
        // no other film of this class fits 3.0
        PlanFile.Write(SpatialDesigner.Design(new() { Device = DeviceFile.Open("phone"), Layout = ChannelLayout.Named("3.0") }), _folder["plan"]);
        await using OpenPage open = await chromium.Open();
        await open.MeasuredAfter(() => open.Drop("#plan", _folder["plan/plan.json"]));
        Assert.Equal("This plan is for 3.0: open a film of 3.0 to hear it.", await open.Text("#unheard"));
        Assert.True(await open.Page.EvaluateExpressionAsync<bool>("document.querySelector('#play').disabled && !document.querySelector('#unheard').hidden"));
        Assert.Equal(("3.0", ""), (await Layout(open), await Song(open)));
        Films.Write(_folder["scene.wav"], "3.0", 1);
        int before = await open.Page.EvaluateExpressionAsync<int>("window.studio.timings.sound.length");
        await open.MeasuredAfter(() => open.Drop("#plan", _folder["scene.wav"]));
        await open.Until($"window.studio.timings.sound.length > {before} && document.querySelector('#unheard').hidden && !document.querySelector('#play').disabled");
        await open.MeasuredAfter(() => open.Page.ClickAsync("#undo")); // the plan was a step, the film was none: its layout was there
        Assert.Equal(("stereo", "demo"), (await Layout(open), await Song(open)));
        await open.Until("!document.querySelector('#play').disabled");
        Assert.Empty(open.Faults);
    }

    [Theory]
    [InlineData(1280, false)]
    [InlineData(390, true)]
    public async Task Axe_FindsNothingSerious_WithAFilm(int width, bool dark)
    {
        await using OpenPage open = await chromium.Open(Fragment(Of("7.1")), width: width, height: 844, dark: dark);
        await open.Until("!document.querySelector('#level-body').hidden");
        Assert.Equal(5, await open.Page.EvaluateExpressionAsync<int>("document.querySelectorAll('[data-place]').length")); // centre and four surrounds
        foreach (string tab in (string[])["ears", "cues", "tone", "effort", "beam", "cancellation"]) await open.Page.ClickAsync($"#tab-{tab}");
        Assert.Empty(open.Faults);
        await open.Page.EvaluateExpressionAsync("document.querySelectorAll('details').forEach(details => details.open = true)");
        await open.Page.EvaluateExpressionAsync(new BundledAxeScriptProvider().GetScript());
        string found = await open.Page.EvaluateExpressionAsync<string>("axe.run().then(found => found.violations.filter(one => one.impact === 'serious' || one.impact === 'critical').map(one => `${one.id}: ${one.nodes.map(node => node.html).join(' | ')}`).join('\\n'))");
        Assert.Equal("", found);
    }

    [Theory(Explicit = true)]
    [InlineData("film-1280", 1280, "5.1")]
    [InlineData("film-390", 390, "5.1")]
    [InlineData("film-71", 1280, "7.1")]
    public async Task Pictures(string name, int width, string layout)
    {
        Films.Write(_folder["scene.wav"], layout, Seconds);
        await using OpenPage open = await chromium.Open(width: width);
        await open.MeasuredAfter(() => open.Page.SelectAsync("#device", "soundbar-8"));
        await Play(open, _folder["scene.wav"]);
        await open.Page.ScreenshotAsync(Path.Combine(PageFigures.Folder, $"{name}.png"), new() { FullPage = true });
        await open.Page.ClickAsync("#tab-effort");
        await open.Page.EvaluateExpressionAsync("document.querySelector('#curves').scrollIntoView()");
        await open.Page.ScreenshotAsync(Path.Combine(PageFigures.Folder, $"{name}-effort.png"));
        await open.Page.SelectAsync("#layout", "3.0");
        await open.Until("!document.querySelector('#unheard').hidden");
        await open.Page.EvaluateExpressionAsync("window.scrollTo(0, 0)");
        await open.Page.ScreenshotAsync(Path.Combine(PageFigures.Folder, $"{name}-unheard.png"));
    }

    /// <summary>Opens a film, and waits until it can be played.</summary>
    static Task Play(OpenPage open, string film) => MeasuredAndLoaded(open, () => open.Choose(() => open.Page.ClickAsync("#own-song button"), film));

    static async Task MeasuredAndLoaded(OpenPage open, Func<Task> act)
    {
        await open.Until("window.studio.timings.sound.length > 0");
        int before = await open.Page.EvaluateExpressionAsync<int>("window.studio.timings.sound.length");
        await open.MeasuredAfter(act);
        await open.Until($"window.studio.timings.sound.length > {before}");
    }

    static async Task<string?> Layout(OpenPage open) => (await open.State()).GetProperty("layout").GetString();

    static Task<string> Song(OpenPage open) => open.Page.EvaluateExpressionAsync<string>("document.querySelector('#song').value");

    static string Of(string layout)
    {
        JsonObject state = RunningStudio.State();
        state["layout"] = layout;
        return state.ToJsonString();
    }

    static string Fragment(string state) => $"s={Convert.ToBase64String(Encoding.UTF8.GetBytes(state)).TrimEnd('=').Replace('+', '-').Replace('/', '_')}";
}
