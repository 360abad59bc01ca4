using System.Net.WebSockets;
using System.Text.Json.Nodes;
using Proscenium.Analysis;
using Proscenium.Design;
using Proscenium.Files.Projects;
using Proscenium.Heads;
using Proscenium.Rendering.Responses;

namespace Proscenium.Studio.Tests;

/// <summary>What a page is told; the oracle is the library.</summary>
public sealed class SocketTests(RunningStudio studio) : IClassFixture<RunningStudio>
{
    [Fact]
    public async Task APage_IsGreeted_WithDevicesRoomsSongsAndAState()
    {
        using PageSocket page = await studio.Open();
        JsonObject hello = (await page.Next())!.Header;
        Assert.Equal(("hello", RunningStudio.Version, "demo"), ((string?)hello["do"], (string?)hello["version"], (string?)hello["songs"]![0]!["id"]));
        Assert.Equal(DeviceFile.BuiltIn, hello["devices"]!.AsArray().Select(device => (string)device!["name"]!));
        Assert.Equal(RoomFile.BuiltIn, hello["rooms"]!.AsArray().Select(room => (string)room!["name"]!));
        Assert.True(JsonNode.DeepEquals(RunningStudio.State(), hello["state"]));
        Assert.Contains(hello["formats"]!.AsArray(), format => (string?)format!["name"] == "pipewire");
        Assert.Equal(20, (double)hello["bounds"]!["distance"]![1]!);
    }

    [Fact]
    public async Task WhatIsDragged_IsPlanned_AsTheDesignerPlansIt()
    {
        using PageSocket page = await Greeted();
        PageAnswer answer = await page.Answer("plan", RunningStudio.State(), new() { ["map"] = new JsonObject { ["columns"] = 12, ["rows"] = 9 } });
        PlannedPair planned = PlannedPair.Of(new() { Device = DeviceFile.Open("laptop") });
        Assert.Equal("planned", (string?)answer.Header["stage"]);
        Assert.Equal([9, 12], answer.Shape("map"));
        Assert.Equal(planned.Front[0].Weights.PlannedDb.Select(value => (float)value), answer["planned"][..planned.Weights.Grid.BinCount]);
        Assert.InRange((double)answer.Header["cancellation"]!["mean"]!, 20, 30);
        Assert.InRange(answer["map"].Max() - answer["map"].Min(), 8, 40); // a bright spot
    }

    [Fact]
    public async Task WhatIsLetGo_IsDesigned_AndHeardAsTheResponsesOfTheCommand()
    {
        using PageSocket page = await Greeted();
        int id = await page.Ask("design", RunningStudio.State(), new() { ["song"] = "demo" });
        PageAnswer sound = await page.Told("sound"), answer = (await page.Next())!; // what is heard comes before the pictures
        Assert.Equal((id, id), ((int)sound.Header["id"]!, (int)answer.Header["id"]!));
        SpatialDesign design = SpatialDesigner.Design(new() { Device = DeviceFile.Open("laptop") });
        Assert.Equal(("measured", "proscenium design -o plan --device laptop"), ((string?)answer.Header["stage"], (string?)answer.Header["command"]));
        ListeningScene scene = new(design, new SphericalHead(), null);
        ResponseSet treated = scene.Responses(TestContext.Current.CancellationToken)[0];
        int taps = sound.Shape("after")[2];
        for (int channel = 0; channel < 6; channel++) Assert.InRange(Signals.ErrorDb(sound["after"].AsSpan(channel * taps, taps), treated.Channels[channel].AsSpan(0, taps)), -400, -120);
        Assert.Equal(30, (double)answer.Header["places"]!["after"]!["left"]!, 2.0);
        Assert.InRange((double)answer.Header["places"]!["before"]!["left"]!, 0, 15);
        Assert.Equal(["after", "before", "pair"], sound.Header["gains"]!.AsObject().Select(gain => gain.Key));
        Assert.Equal(design.Warnings, answer.Header["warnings"]!.AsArray().Select(warning => (string)warning!));
    }

    [Fact]
    public async Task OfQuestionsThatComeTooFast_TheLastIsAnswered()
    {
        using PageSocket page = await Greeted();
        JsonObject state = RunningStudio.State();
        int last = 0;
        for (int step = 0; step < 30; step++)
        {
            state["seat"]!["left"] = 0.001 * step;
            last = await page.Ask("plan", state);
        }
        List<int> answered = [];
        do answered.Add((int)(await page.Next())!.Header["id"]!);
        while (answered[^1] != last);
        Assert.InRange(answered.Count, 1, 29);
        Assert.Equal(answered.Order(), answered);
    }

    [Theory]
    [InlineData("distance", "50", "'seat.distance' is 50; it must be from 0.2 to 20")]
    [InlineData("distance", "0.2", "too near")]
    [InlineData("device", "{\"name\": 1}", "the page's state")]
    [InlineData("room", "\"/etc/passwd\"", "it may be")]
    [InlineData("head", "\"head-7\"", "The head of this state is not here")]
    [InlineData("target", "\"much\"", "must be a number")]
    [InlineData("tone", "\"warm\"", "it may be room, direct")]
    [InlineData("bass", "1", "'bass'")]
    [InlineData("response", "{\"file\": \"/etc/passwd\"}", "names a file of measurements")]
    public async Task AStateThatCannotBe_IsRefused_InOneSentence(string key, string value, string sentence)
    {
        using PageSocket page = await Greeted();
        JsonObject state = RunningStudio.State("echo-studio");
        if (key == "distance") state["seat"]!["distance"] = JsonNode.Parse(value);
        else if (key == "response") state["device"]!["drivers"]![0]!["response"] = JsonNode.Parse(value);
        else state[key] = JsonNode.Parse(value);
        foreach (string kind in (string[])["plan", "design"])
        {
            string error = (await page.Answer(kind, state)).Error!;
            Assert.Contains(sentence, error);
            Assert.DoesNotContain('\n', error);
        }
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("nonsense")]
    [InlineData("{\"do\": \"erase\"}")]
    [InlineData("{\"id\": 1e99, \"do\": \"plan\"}")]
    [InlineData("{\"id\": 1, \"do\": \"plan\", \"state\": {\"angle\": 1, \"angle\": 2}}")]
    public async Task WhatIsNoQuestion_IsSaidSo(string message)
    {
        using PageSocket page = await Greeted();
        await page.SendText(message);
        Assert.Equal("This is no question of a page.", (await page.Next())!.Error);
    }

    [Fact]
    public async Task AMessageOfMegabytes_EndsTheConversation()
    {
        using PageSocket page = await Greeted();
        await page.SendText(new string(' ', 3 << 20));
        Assert.Null(await page.Next());
    }

    [Fact]
    public async Task WithoutTheToken_NothingIsAnswered()
    {
        using ClientWebSocket socket = new();
        socket.Options.SetRequestHeader("Origin", studio.Origin);
        await socket.ConnectAsync(new($"ws://{studio.Address.Authority}/socket"), TestContext.Current.CancellationToken);
        using PageSocket page = new(socket);
        await page.Send(new() { ["token"] = "guess" });
        Assert.Null(await page.Next());
    }

    [Theory]
    [InlineData("http://evil.example")]
    [InlineData("null")]
    public async Task AnotherSite_GetsNoSocket(string origin) => await Assert.ThrowsAsync<WebSocketException>(() => studio.Open(origin));

    async Task<PageSocket> Greeted()
    {
        PageSocket page = await studio.Open();
        await page.Next();
        return page;
    }
}
