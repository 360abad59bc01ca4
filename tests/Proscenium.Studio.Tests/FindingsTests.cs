using System.Text;
using System.Text.Json.Nodes;
using Proscenium.Acoustics;
using Proscenium.Analysis;
using Proscenium.Cli.Demo;
using Proscenium.Cli.Text;
using Proscenium.Design;
using Proscenium.Files.Projects;
using Proscenium.Heads;
using Proscenium.Judging.FreeField;
using Proscenium.Judging.Rooms;
using Proscenium.Rendering;

namespace Proscenium.Studio.Tests;

/// <summary>What a page is told after the pictures of a design; the oracle is what the command prints of the same.</summary>
public sealed class FindingsTests(RunningStudio studio) : IClassFixture<RunningStudio>, IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    [Trait(Traits.Category, Traits.Slow)]
    public async Task ARoom_IsTold_AsTheCommandTellsIt_FirstOfTheSeat_ThenWithTheSeatsAbout()
    {
        using PageSocket page = await Greeted();
        JsonObject state = RunningStudio.State();
        state["room"] = "bedroom";
        await page.Ask("design", state);
        PageAnswer seat = await page.Told("room"), whole = await page.Told("room");
        SpatialDesign design = SpatialDesigner.Design(new() { Device = DeviceFile.Open("laptop") });
        RoomFindings wanted = RoomFindings.Measure(design, RoomSetup.WithListenerAt(RoomFile.Open("bedroom"), design.Request.Distance), new SphericalHead(), cancel: TestContext.Current.CancellationToken);
        Assert.Equal((false, true), ((bool)seat.Header["isWhole"]!, (bool)whole.Header["isWhole"]!));
        Assert.Equal(AdviceText.Of(wanted).Select(Plainly), whole.Header["sentences"]!.AsArray().Select(sentence => (string)sentence!));
        Assert.Equal(wanted.Heard.Treated.Balance.MiddleLu, Figure(whole, "voice in the middle over one side", "after"), 1e-2);
        Assert.Equal(wanted.Heard.TruePair!.Balance.MiddleLu, Figure(whole, "voice in the middle over one side", "pair"), 1e-2);
        Assert.Equal(wanted.Heard.LeftTone!.SpreadDb, Figure(whole, "tone of left, all that arrives: within", "after"), 1e-2);
        Assert.Equal(wanted.Heard.Untreated.LeftDirectDb.Select(value => (float)value), whole["leftRatio"][5..10], (a, b) => Math.Abs(a - b) < 1e-2);
        foreach (JsonNode? figure in seat.Header["figures"]!.AsArray()) Assert.Equal((double)figure!["after"]!, Figure(whole, (string)figure["name"]!, "after"), 1e-6);

        static string Plainly(string sentence) => sentence.Replace("--room-budget 3", "a room budget of 3 dB").Replace("--room-budget 6", "a room budget of 6 dB").Replace("--room-budget", "room budget").Replace(" (design --room NAME --why compares them)", "").Replace(" with --robust or --poses", " (Robust)");
    }

    [Fact]
    [Trait(Traits.Category, Traits.Slow)]
    public async Task AListenerBesideTheSeat_IsToldOfThatPlace()
    {
        using PageSocket page = await Greeted();
        JsonObject state = RunningStudio.State();
        (state["room"], state["listener"]) = ("bedroom", new JsonObject { ["left"] = 0.25, ["distance"] = 0.6 });
        await page.Ask("design", state);
        await page.Told("room");
        Assert.Contains(" 0.65 m", string.Join(' ', (await page.Told("room")).Header["sentences"]!.AsArray().Select(sentence => (string)sentence!))); // 0.6 and 0.25 m at a right angle
    }

    [Fact]
    [Trait(Traits.Category, Traits.Slow)]
    public async Task TheSongsLevel_IsThatOfTheRenderedFile_AndTheCostThatOfTheAnalysis()
    {
        using PageSocket page = await Greeted();
        await page.Ask("design", RunningStudio.State("echo-studio"));
        PageAnswer told = await page.Told("level");
        Sounds.Write(_folder["piece.wav"], 48000, DemoPiece.Compose(48000).Mix);
        RenderedFile rendered = new FileRendering { Input = _folder["piece.wav"], Device = "echo-studio" }.Write(_folder["feeds.wav"], cancel: TestContext.Current.CancellationToken);
        Assert.Equal(rendered.Figures.LargestReductionDb, Figure(told, "largest reduction", "value"), 0.05);
        Assert.Equal(100 * rendered.Figures.ShareAbove1Db, Figure(told, "time in which inputs are turned down", "value"), 0.2);
        Assert.Contains($"Limiting: {LimitingWords.Of(rendered.Figures)}.", told.Header["sentences"]!.AsArray().Select(sentence => (string)sentence!));
        Assert.Contains($"Loudness of all drivers together: {LimitingWords.Loudness(rendered.Figures)}.", told.Header["sentences"]!.AsArray().Select(sentence => (string)sentence!));
        Assert.InRange(Figure(told, "louder than untreated", "value"), -1, 2); // docs/level.md
        MeasuredPlan plan = new(rendered.Design.Plan), untreated = new(rendered.Design.Untreated);
        FreeFieldSetup setup = new(rendered.Design.Request.Device, rendered.Design.Request.Distance, new SphericalHead(), FrequencyGrid.ForDesign(48000));
        Assert.Equal(FreeFieldAnalysis.Measure(plan, untreated, setup, 30).RoomPowerDb.Select(value => (float)value), told["radiated"], (a, b) => Math.Abs(a - b) < 1e-3);
        HighestLevels highest = new(rendered.Design, plan, untreated, setup);
        Assert.Equal(highest.Octave(highest.UntreatedLeft, 1000), told["leftLevel"][8 + 4], 1e-3);
    }

    [Theory]
    [InlineData("laptop", "easyeffects", "two inputs", true)]
    [InlineData("echo-studio", "jamesdsp", "two inputs", false)]
    [Trait(Traits.Category, Traits.Slow)]
    public async Task WhatAFormatCannotHold_IsToldBeforeAnybodyAsks_AndIsWhatTheDownloadSays(string device, string format, string sentence, bool isStereoHeld)
    {
        using PageSocket page = await Greeted();
        JsonObject state = RunningStudio.State(device);
        JsonObject told = (await page.Answer("design", state)).Header["exports"]!.AsArray().First(choice => (string?)choice!["name"] == format)!.AsObject();
        Assert.Contains(sentence, (string?)told["refusal"]);
        Assert.Equal(isStereoHeld, told["stereoRefusal"] is null);
        using HttpClient client = studio.Client();
        foreach ((string key, string query) in ((string, string)[])[("refusal", ""), ("stereoRefusal", "&inputs=stereo")])
        {
            using StringContent body = new(state.ToJsonString(), Encoding.UTF8);
            HttpResponseMessage answer = await client.PostAsync($"/download?what=export&format={format}{query}", body, TestContext.Current.CancellationToken);
            if ((string?)told[key] is { } refusal) Assert.Contains(refusal, (string?)JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!["error"]);
            else Assert.True(answer.IsSuccessStatusCode);
        }
    }

    static double Figure(PageAnswer answer, string name, string key) => (double)answer.Header["figures"]!.AsArray().First(figure => (string?)figure!["name"] == name)![key]!;

    async Task<PageSocket> Greeted()
    {
        PageSocket page = await studio.Open();
        await page.Next();
        return page;
    }
}
