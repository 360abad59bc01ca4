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
        using PageSocket page = await Greeted();
        await Watch(page, often: true);
        Assert.Equal("none", (string?)(await Standing(page, "none"))["standing"]);
        using (PretendedLive live = new(studio))
        {
            JsonObject status = (await Standing(page, "running"))["live"]!.AsObject();
            Assert.Equal(("echo-studio", 48000, -6.0, null), ((string?)status["plan"], (int)status["sampleRate"]!, (double)status["inputPeaksDb"]![0]!, status["inputPeaksDb"]![1]));
        }
        await Standing(page, "none");
    }

    [Fact]
    public async Task LevelsGoToPages_ThatShowThem_Alone()
    {
        using PretendedLive live = new(studio);
        using PageSocket shows = await Greeted(), hides = await Greeted();
        await Watch(shows, often: true);
        await Watch(hides, often: false);
        Assert.NotNull((await Standing(shows, "running"))["live"]!["inputPeaksDb"]);
        Assert.Null((await Standing(hides, "running"))["live"]!["inputPeaksDb"]);
        live.Sound.Readings = live.Sound.Readings with { InputPeaksDb = [-20, -21] };
        Assert.Equal(-20, (double)(await Standing(shows, "running"))["live"]!["inputPeaksDb"]![0]!);
        live.Sound.GainDb = -7; // what it hears of next
        Assert.Equal(-7, (double)(await Standing(hides, "running"))["live"]!["gainDb"]!);
    }

    [Fact]
    public async Task CommandsAreCarriedOut_AndAnsweredInLivesWords()
    {
        using PretendedLive live = new(studio);
        CommandInterpreter own = new(new FakeSound());
        using PageSocket page = await Greeted();
        Assert.Equal(own.Execute("bypass on"), await Said(page, new() { ["ask"] = "bypass", ["on"] = true }));
        Assert.True(live.Sound.Bypassed);
        Assert.Equal(own.Execute("gain to -3.5"), await Said(page, new() { ["ask"] = "gain", ["decibels"] = -3.5 }));
        Assert.Equal(-3.5, live.Sound.GainDb);
        Assert.Equal(own.Execute("abx 1"), await Said(page, new() { ["ask"] = "test", ["kind"] = "abx", ["trials"] = 1 }));
        Assert.Equal(own.Execute("is a"), await Said(page, new() { ["ask"] = "answer", ["slot"] = "a" })); // X was not heard yet
        Assert.Equal(own.Execute("x"), await Said(page, new() { ["ask"] = "hear", ["slot"] = "x" }));
        string[] result = await Said(page, new() { ["ask"] = "answer", ["slot"] = live.Sound.Bypassed ? "b" : "a" });
        Assert.Equal(["Trial 1 of 1 is recorded.", "You identified X correctly in 1 of 1 trials; by chance alone, this many or more occur in 50 % of such tests: no reliable difference heard, which does not prove that there is none.", "p = 0.50"], result[..3]);
        Assert.EndsWith(", correctly", (await Said(page, new() { ["ask"] = "trials" }))[0]);
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
        using PageSocket page = await Greeted();
        int id = await page.Ask("live", null, new() { ["live"] = JsonNode.Parse(ask) });
        Assert.Equal("This is no question of a page.", (string?)(await Answer(page, id))["error"]);
        Assert.Equal((false, "echo-studio", 0), (live.Sound.HasQuit, live.Sound.PlanName, live.Sound.GainDb));
    }

    [Fact]
    public async Task APlan_IsDesignedAtLivesRate_SentWithoutAPathOfThePage_AndLeftAgain()
    {
        FakeSound sound = new();
        sound.Readings = sound.Readings with { SampleRate = 44100 };
        using PretendedLive live = new(studio, sound);
        using PageSocket page = await Greeted();
        await Watch(page, often: true);
        Assert.False((bool)(await Standing(page, "running"))["own"]!);
        Assert.Equal(["Live plays the plan of this page for laptop, designed for 44100 Hz."], await Said(page, new() { ["ask"] = "play", ["folder"] = "/etc" }, RunningStudio.State()));
        Assert.StartsWith(Path.Combine(Path.GetTempPath(), "proscenium-studio-"), sound.PlanName);
        SpatialDesign taken = PlanFile.Read(sound.PlanName);
        SpatialDesign wanted = SpatialDesigner.Design(new DesignRequest { Device = DeviceFile.Open("laptop") }.AtRate(44100));
        Assert.Equal(44100, taken.Plan.SampleRate);
        Assert.Equal(wanted.Plan.Filters[0, 1].ToArray(), taken.Plan.Filters[0, 1].ToArray());
        JsonObject standing = await Standing(page, "running", told => (bool)told["own"]!);
        Assert.Equal("echo-studio", (string?)standing["former"]);
        string first = sound.PlanName;
        await Said(page, new() { ["ask"] = "play" }, RunningStudio.State());
        Assert.False(Directory.Exists(first)); // nobody reads it again
        Assert.Equal(["Live plays echo-studio again."], await Said(page, new() { ["ask"] = "back" }));
        Assert.Equal("echo-studio", sound.PlanName);
        int id = await page.Ask("live", null, new() { ["live"] = new JsonObject { ["ask"] = "back" } });
        Assert.Equal("live does not play a plan of this studio: there is nothing to go back to.", (string?)(await Answer(page, id))["error"]);
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
        using PageSocket page = await Greeted();
        int id = await page.Ask("live", RunningStudio.State(), new() { ["live"] = new JsonObject { ["ask"] = "play" } });
        Assert.Equal((sentence, "echo-studio"), ((string?)(await Answer(page, id))["error"], sound.PlanName));
    }

    [Fact]
    [Trait(Traits.Category, Traits.Slow)]
    public async Task ALiveThatHangs_IsSaid_AndDesignsGoOn()
    {
        using ManualResetEventSlim goesOn = new();
        FakeSound sound = new() { WhileSwitching = goesOn.Wait };
        using PretendedLive live = new(studio, sound);
        using PageSocket page = await Greeted(), another = await Greeted();
        await Watch(page, often: true);
        int sent = await page.Ask("live", RunningStudio.State(), new() { ["live"] = new JsonObject { ["ask"] = "play" } });
        Waiting.For(() => sound.IsSwitching, "the plan did not arrive");
        Assert.Equal("measured", (string?)(await another.Answer("design", RunningStudio.State(), new() { ["song"] = "demo" })).Header["stage"]);
        Assert.Contains("has not answered for 2 s", (string?)(await Standing(page, "stuck"))["sentence"]);
        int bypass = await page.Ask("live", null, new() { ["live"] = new JsonObject { ["ask"] = "bypass", ["on"] = true } });
        Assert.Contains("has not answered for 2 s", (string?)(await Answer(page, bypass))["error"]);
        goesOn.Set();
        (bool runs, string? said) = (false, null);
        while (!runs || said is null)
        {
            JsonObject told = (await page.Next())!.Header;
            runs |= (string?)told["standing"] == "running";
            if ((int?)told["id"] == sent) said = (string?)told["said"]![0];
        }
        Assert.Contains("designed for 48000 Hz", said);
    }

    [Fact]
    public async Task AListenerThatIsMoved_IsTheHead_FromTheSeatOfLivesPlan_UntilThePageGoes()
    {
        FakeSound sound = new() { FollowsHead = true };
        sound.Readings = sound.Readings with { SeatLeft = 0.05, SeatDistance = 0.7 };
        using PretendedLive live = new(studio, sound);
        using (PageSocket page = await Greeted())
        {
            await Watch(page, often: false);
            await Standing(page, "running");
            Assert.Equal(new CommandInterpreter(new FakeSound { FollowsHead = true }).Execute("pose 0.1 0.2"), await Said(page, new() { ["ask"] = "pose", ["place"] = new JsonObject { ["left"] = 0.15, ["distance"] = 0.5 } }));
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

    async Task<PageSocket> Greeted()
    {
        PageSocket page = await studio.Open();
        await page.Next();
        return page;
    }

    static async Task Watch(PageSocket page, bool often) => await Answer(page, await page.Ask("live", null, new() { ["live"] = new JsonObject { ["ask"] = "watch", ["often"] = often } }));

    /// <summary>What live replied.</summary>
    static async Task<string[]> Said(PageSocket page, JsonObject ask, JsonObject? state = null)
    {
        JsonObject answer = await Answer(page, await page.Ask("live", state, new() { ["live"] = ask }));
        return answer["said"] is JsonArray said ? [.. said.Select(line => (string)line!)] : throw new InvalidOperationException(answer.ToJsonString());
    }

    static async Task<JsonObject> Answer(PageSocket page, int id)
    {
        while ((await page.Next())?.Header is { } header)
            if ((int?)header["id"] == id) return header;
        throw new InvalidOperationException("the studio closed");
    }

    /// <summary>The next time that the page is told so.</summary>
    static async Task<JsonObject> Standing(PageSocket page, string standing, Func<JsonObject, bool>? holds = null)
    {
        while ((await page.Next())?.Header is { } header)
            if ((string?)header["standing"] == standing && (holds?.Invoke(header) ?? true)) return header;
        throw new InvalidOperationException("the studio closed");
    }
}
