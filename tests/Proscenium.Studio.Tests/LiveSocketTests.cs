using System.Net.WebSockets;
using System.Text.Json.Nodes;
using Proscenium.Design;
using Proscenium.Files.Projects;
using Proscenium.Live.Control;
using Proscenium.Tests.Live;
using Proscenium.Tests.Live.Control;

namespace Proscenium.Studio.Tests;

/// <summary>What a page is told of a running live, and what it may ask of it; the oracle is live's own interpreter of commands.</summary>
[Collection(OnASoundServer.Name)]
public sealed class LiveSocketTests(RunningStudio studio) : IClassFixture<RunningStudio>
{
    [Fact]
    public async Task ALiveThatComesAndGoes_IsTold()
    {
        using LivePage page = await Greeted();
        await page.Watch(often: true);
        Assert.Equal("none", (string?)(await page.Standing("none"))["standing"]);
        using (PretendedLive live = new(studio))
        {
            JsonObject status = (await page.Standing("running"))["live"]!.AsObject();
            Assert.Equal(("echo-studio", 48000, -6.0, null), ((string?)status["plan"], (int)status["sampleRate"]!, (double)status["inputPeaksDb"]![0]!, status["inputPeaksDb"]![1]));
        }
        await page.Standing("none");
    }

    [Fact]
    public async Task LevelsGoToPages_ThatShowThem_Alone()
    {
        using PretendedLive live = new(studio);
        using LivePage shows = await Greeted(), hides = await Greeted();
        await shows.Watch(often: true);
        await hides.Watch(often: false);
        Assert.NotNull((await shows.Standing("running"))["live"]!["inputPeaksDb"]);
        Assert.Null((await hides.Standing("running"))["live"]!["inputPeaksDb"]);
        live.Sound.Readings = live.Sound.Readings with { InputPeaksDb = [-20, -21] };
        await shows.Standing("running", told => (double)told["live"]!["inputPeaksDb"]![0]! == -20);
        live.Sound.GainDb = -7; // what it hears of next
        Assert.Null((await hides.Standing("running", told => (double)told["live"]!["gainDb"]! == -7))["live"]!["inputPeaksDb"]);
    }

    [Fact]
    public async Task CommandsAreCarriedOut_AndAnsweredInLivesWords()
    {
        using PretendedLive live = new(studio);
        CommandInterpreter own = new(new FakeSound());
        using LivePage page = await Greeted();
        Assert.Equal(own.Execute("bypass on"), await page.Said("""{"ask": "bypass", "on": true}"""));
        Assert.True(live.Sound.Bypassed);
        Assert.Equal(own.Execute("gain to -3.5"), await page.Said("""{"ask": "gain", "decibels": -3.5}"""));
        Assert.Equal(-3.5, live.Sound.GainDb);
        Assert.Equal(own.Execute("abx 1"), await page.Said("""{"ask": "test", "kind": "abx", "trials": 1}"""));
        Assert.Equal(own.Execute("is a"), await page.Said("""{"ask": "answer", "slot": "a"}""")); // X was not heard yet
        Assert.Equal(own.Execute("x"), await page.Said("""{"ask": "hear", "slot": "x"}"""));
        string[] result = await page.Said($$"""{"ask": "answer", "slot": "{{(live.Sound.Bypassed ? "b" : "a")}}"}""");
        Assert.Equal(["Trial 1 of 1 is recorded.", "You identified X correctly in 1 of 1 trials; by chance alone, this many or more occur in 50 % of such tests: no reliable difference heard, which does not prove that there is none.", "p = 0.50"], result[..3]);
        Assert.EndsWith(", correctly", (await page.Said("""{"ask": "trials"}"""))[0]);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"ask\": \"quit\"}")]
    [InlineData("{\"ask\": \"plan\", \"folder\": \"/etc\"}")]
    [InlineData("{\"ask\": \"hear\", \"slot\": \"quit\"}")]
    [InlineData("{\"ask\": \"hear\", \"slot\": \"a\\nquit\"}")]
    [InlineData("{\"ask\": \"gain\", \"decibels\": 21}")]
    [InlineData("{\"ask\": \"gain\", \"decibels\": \"0\\nquit\"}")]
    [InlineData("{\"ask\": \"bypass\", \"on\": \"on\\nquit\"}")]
    [InlineData("{\"ask\": \"test\", \"kind\": \"abx\", \"trials\": 1.5}")]
    [InlineData("[\"quit\"]")]
    public async Task WhatLiveIsNotAsked_NeverReachesIt(string ask)
    {
        using PretendedLive live = new(studio);
        using LivePage page = await Greeted();
        Assert.Equal("This is no question of a page.", await page.Error(ask));
        Assert.Equal((false, "echo-studio", 0), (live.Sound.HasQuit, live.Sound.PlanName, live.Sound.GainDb));
    }

    [Fact]
    public async Task APlan_IsDesignedAtLivesRate_SentWithoutAPathOfThePage_AndLeftAgain()
    {
        FakeSound sound = new();
        sound.Readings = sound.Readings with { SampleRate = 44100 };
        using PretendedLive live = new(studio, sound);
        using LivePage page = await Greeted();
        await page.Watch(often: true);
        Assert.False((bool)(await page.Standing("running"))["own"]!);
        Assert.Equal(["Live plays the plan of this page for laptop, designed for 44100 Hz."], await page.Said("""{"ask": "play", "folder": "/etc"}""", RunningStudio.State()));
        Assert.StartsWith(Path.Combine(Path.GetTempPath(), "proscenium-studio-"), sound.PlanName);
        SpatialDesign taken = PlanFile.Read(sound.PlanName);
        SpatialDesign wanted = SpatialDesigner.Design(new DesignRequest { Device = DeviceFile.Open("laptop") }.AtRate(44100));
        Assert.Equal(44100, taken.Plan.SampleRate);
        Assert.Equal(wanted.Plan.Filters[0, 1].ToArray(), taken.Plan.Filters[0, 1].ToArray());
        JsonObject standing = await page.Standing("running", told => (bool)told["own"]!);
        Assert.Equal("echo-studio", (string?)standing["former"]);
        string first = sound.PlanName;
        await page.Said("""{"ask": "play"}""", RunningStudio.State());
        Assert.False(Directory.Exists(first)); // nobody reads it again
        Assert.Equal(["Live plays echo-studio again."], await page.Said("""{"ask": "back"}"""));
        Assert.Equal("echo-studio", sound.PlanName);
        Assert.Equal("live does not play a plan of this studio: there is nothing to go back to.", await page.Error("""{"ask": "back"}"""));
    }

    [Theory]
    [InlineData(384000, "left", "the running live plays at 384000 Hz, and at that rate this plan cannot be designed: a sample rate of 384000 Hz cannot be designed for: 8000 to 192000 Hz.")]
    [InlineData(48000, "woofer", "this plan feeds the drivers left, right, and the running live feeds woofer, right: download the plan, end live, and start it with 'proscenium live --control --plan' and the plan's folder.")]
    [InlineData(0, "left", "live waits for its sound server: start that first.")]
    public async Task APlanThatDoesNotFit_IsRefused_InOneSentence(int rate, string driver, string sentence)
    {
        FakeSound sound = new();
        sound.Readings = sound.Readings with { SampleRate = rate == 0 ? null : rate, Ports = new(["left", "right"], [driver, "right"]) };
        using PretendedLive live = new(studio, sound);
        using LivePage page = await Greeted();
        Assert.Equal((sentence, "echo-studio"), (await page.Error("""{"ask": "play"}""", RunningStudio.State()), sound.PlanName));
    }

    [Fact]
    [Trait(Traits.Category, Traits.Slow)]
    public async Task ALiveThatHangs_IsSaid_AndDesignsGoOn()
    {
        using ManualResetEventSlim goesOn = new();
        FakeSound sound = new() { WhileSwitching = goesOn.Wait };
        using PretendedLive live = new(studio, sound);
        using LivePage page = await Greeted();
        using PageSocket another = await studio.Open();
        await another.Next();
        await page.Watch(often: true);
        int sent = await page.Ask("""{"ask": "play"}""", RunningStudio.State());
        Waiting.For(() => sound.IsSwitching, "the plan did not arrive");
        Assert.Equal("measured", (string?)(await another.Answer("design", RunningStudio.State(), new() { ["song"] = "demo" })).Header["stage"]);
        Assert.Contains("has not answered for 2 s", (string?)(await page.Standing("stuck"))["sentence"]);
        Assert.Contains("has not answered for 2 s", await page.Error("""{"ask": "bypass", "on": true}"""));
        goesOn.Set();
        await page.Standing("running");
        await page.Answer(sent); // taken or given up, by how long that was
        Assert.Contains("designed for 48000 Hz", (await page.Said("""{"ask": "play"}""", RunningStudio.State()))[0]);
    }

    [Fact]
    public async Task AListenerThatIsMoved_IsTheHead_FromTheSeatOfLivesPlan_UntilThePageGoes()
    {
        FakeSound sound = new() { FollowsHead = true };
        sound.Readings = sound.Readings with { SeatLeft = 0.05, SeatDistance = 0.7 };
        using PretendedLive live = new(studio, sound);
        using (LivePage page = await Greeted())
        {
            await page.Watch(often: false);
            await page.Standing("running");
            Assert.Equal(new CommandInterpreter(new FakeSound { FollowsHead = true }).Execute("pose 0.1 0.2"), await page.Said("""{"ask": "pose", "place": {"left": 0.15, "distance": 0.5}}"""));
            for (int step = 0; step < 50; step++) sound.Head.Step();
            Waiting.For(() => sound.Head.Status is { Pose: { } pose } && Math.Abs(pose.Left - 0.1) < 0.01, () => $"the head is {sound.Head.Status?.Words}");
            Assert.Equal(0, sound.Head.Status?.TimesLost);
        }
        Waiting.For(() => sound.Head.Status?.TimesLost > 0, "the head stayed");
        sound.Head.Dispose();
    }

    [Fact]
    public async Task WithoutTheToken_LiveIsNeitherShownNorSteered()
    {
        using PretendedLive live = new(studio);
        using ClientWebSocket socket = new();
        socket.Options.SetRequestHeader("Origin", studio.Origin);
        await socket.ConnectAsync(new($"ws://{studio.Address.Authority}/socket"), TestContext.Current.CancellationToken);
        using PageSocket page = new(socket);
        await page.Ask("live", null, new() { ["live"] = new JsonObject { ["ask"] = "bypass", ["on"] = true } });
        Assert.Null(await page.Next());
        Assert.Empty(live.Sound.Switches);
        foreach (string path in (string[])["/live", "/live/", "/status"])
        {
            using HttpClient browser = new() { BaseAddress = new(studio.Origin) };
            Assert.Equal(System.Net.HttpStatusCode.Unauthorized, (await browser.GetAsync(path, TestContext.Current.CancellationToken)).StatusCode);
        }
    }

    async Task<LivePage> Greeted()
    {
        PageSocket page = await studio.Open();
        await page.Next();
        return new(page);
    }

    /// <summary>A page's socket that remembers how live stands while it waits for answers.</summary>
    sealed class LivePage(PageSocket socket) : IDisposable
    {
        static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);

        readonly Dictionary<int, JsonObject> _answers = [];
        JsonObject? _standing;

        public Task<int> Ask(string ask, JsonObject? state = null) => socket.Ask("live", state, new() { ["live"] = JsonNode.Parse(ask) });

        public async Task Watch(bool often) => await Answer(await Ask(often ? """{"ask": "watch", "often": true}""" : """{"ask": "watch", "often": false}"""));

        /// <summary>What live replied.</summary>
        public async Task<string[]> Said(string ask, JsonObject? state = null)
        {
            JsonObject answer = await Answer(await Ask(ask, state));
            return answer["said"] is JsonArray said ? [.. said.Select(line => (string)line!)] : throw new InvalidOperationException(answer.ToJsonString());
        }

        /// <summary>What was wrong.</summary>
        public async Task<string?> Error(string ask, JsonObject? state = null) => (string?)(await Answer(await Ask(ask, state)))["error"];

        public async Task<JsonObject> Answer(int id)
        {
            while (!_answers.ContainsKey(id)) await Read();
            return _answers[id];
        }

        /// <summary>How live stands, once it stands so.</summary>
        public async Task<JsonObject> Standing(string standing, Func<JsonObject, bool>? holds = null)
        {
            while (_standing is not { } told || (string?)told["standing"] != standing || !(holds?.Invoke(told) ?? true)) await Read();
            return _standing;
        }

        public void Dispose() => socket.Dispose();

        async Task Read()
        {
            JsonObject told = (await socket.Next().WaitAsync(_patience, TestContext.Current.CancellationToken) ?? throw new InvalidOperationException("the studio closed")).Header;
            if (told["id"] is { } id) _answers[(int)id] = told;
            else _standing = told;
        }
    }
}
