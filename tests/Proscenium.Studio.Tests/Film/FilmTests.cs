using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using Proscenium.Design;
using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;
using Proscenium.Files.Projects;
using Proscenium.Heads;
using Proscenium.Judging.Rooms;
using Proscenium.Rendering.Responses;
using Proscenium.Studio.Listening;
using Proscenium.Studio.State;
using static Proscenium.Studio.Tests.PageRequests;

namespace Proscenium.Studio.Tests.Film;

/// <summary>Films in the studio without a page; the oracle is the library.</summary>
public sealed class FilmTests(RunningStudio studio) : IClassFixture<RunningStudio>, IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("3.0", "3.0 4.0 5.0 5.1 7.0 7.1")]
    [InlineData("4.0", "4.0 5.0 5.1 7.0 7.1")]
    [InlineData("quad", "4.0 quad 5.0 5.1 7.0 7.1")]
    [InlineData("5.1", "5.1 7.1")]
    [InlineData("7.1", "7.1")]
    public void AFilm_FitsPlans_ThatTakeAllOfIt(string layout, string fits) =>
        Assert.Equal(fits, string.Join(' ', ChannelLayout.All.Where(plan => SongChannels.Fit(ChannelLayout.Named(layout), plan)).Select(plan => plan.Name)));

    [Fact]
    public async Task AFilm_IsTaken_WithItsLayout_AndItsChannelsByName()
    {
        JsonObject song = await Film("quad", 1);
        Assert.Equal(("quad", 1), ((string?)song["layout"], (double)song["seconds"]!));
        using HttpClient client = studio.Client();
        byte[] sound = await client.GetByteArrayAsync($"/sound/{song["id"]}", TestContext.Current.CancellationToken);
        string[] names = [.. JsonNode.Parse(sound.AsSpan(4, BitConverter.ToInt32(sound)))!["channels"]!.AsArray().Select(name => (string)name!)];
        Assert.Equal(["left", "right", "leftSurround", "rightSurround", "split left", "split right", "split centre"], names);
        Assert.Equal(4 + BitConverter.ToInt32(sound) + sizeof(float) * names.Length * 48000, sound.Length);
    }

    [Fact]
    public async Task Stereo_FitsAPlanWithoutACentreOfItsOwnAlone()
    {
        using PageSocket page = await studio.Open();
        JsonNode hello = (await page.Next())!.Header;
        Assert.Equal("stereo quad", string.Join(' ', hello["songs"]![0]!["fits"]!.AsArray()));
        Assert.Equal(ChannelLayout.All.Select(layout => layout.Name), hello["layouts"]!.AsArray().Select(layout => (string)layout!["name"]!));
        JsonArray places = hello["layouts"]!.AsArray().Single(layout => (string?)layout!["name"] == "5.1")!["places"]!.AsArray();
        Assert.Equal([("centre", 0), ("leftSurround", 110), ("rightSurround", -110)], places.Select(place => ((string)place!["name"]!, (double)place["degrees"]!)));
    }

    [Theory]
    [InlineData(0u, 7, "has 7 channels and does not say for which loudspeakers: make it one of stereo, 3.0")]
    [InlineData(0x503Fu, 8, "a layout that is not rendered: make it one of stereo, 3.0")] // 5.1.2
    public async Task OddChannels_AreRefused_AsTheCommandDoes(uint mask, int channels, string sentence)
    {
        Films.Write(_folder["odd.wav"], mask, channels, 1);
        using HttpClient client = studio.Client();
        string error = (string)(await Posted(client, "/songs?name=odd.wav", await File.ReadAllBytesAsync(_folder["odd.wav"], TestContext.Current.CancellationToken)))["error"]!;
        Assert.StartsWith("odd.wav: ", error);
        Assert.Contains(sentence, error);
    }

    [Fact]
    [Trait(Traits.Needs, Traits.Data)]
    public async Task Ambisonics_AreRefused_WithTheLineThatDecodesThem()
    {
        using HttpClient client = studio.Client();
        JsonObject answer = await Posted(client, "/songs?name=scene.amb", await File.ReadAllBytesAsync(RecordedData.Path("faults/o07g-ambisonic-b-format.amb"), TestContext.Current.CancellationToken));
        Assert.StartsWith("scene.amb: is ambisonic", (string?)answer["error"]);
    }

    [Fact]
    [Trait(Traits.Needs, Traits.Program)]
    public async Task AVideoFile_IsAFilm()
    {
        RecordedData.RequireProgram("ffmpeg");
        Films.Write(_folder["scene.wav"], "5.1", 2);
        using HttpClient client = studio.Client();
        foreach (string name in (string[])["scene.mkv", "scene.mp4"])
        {
            using (System.Diagnostics.Process ffmpeg = System.Diagnostics.Process.Start("ffmpeg", ["-v", "error", "-f", "lavfi", "-i", "color=s=64x64:d=2", "-i", _folder["scene.wav"], "-c:a", "ac3", "-c:v", "mpeg4", _folder[name]])) await ffmpeg.WaitForExitAsync(TestContext.Current.CancellationToken);
            JsonObject song = await Posted(client, $"/songs?name={name}", await File.ReadAllBytesAsync(_folder[name], TestContext.Current.CancellationToken));
            Assert.Equal((name, "5.1"), ((string?)song["name"] ?? (string?)song["error"], (string?)song["layout"]));
            Assert.InRange((double)song["seconds"]!, 1.9, 2.1);
        }
        byte[] cut = (await File.ReadAllBytesAsync(_folder["scene.mp4"], TestContext.Current.CancellationToken))[..20000]; // its index is at the end
        Assert.StartsWith("cut.mp4: ", (string?)(await Posted(client, "/songs?name=cut.mp4", cut))["error"]);
    }

    [Fact]
    [Trait(Traits.Category, Traits.Slow)]
    public void ALongFilm_IsCut_ToAsManySamplesAsALongSong()
    {
        const int bytesOfFrame = 6 * sizeof(short), rate = 44100;

        using (FileStream file = File.Create(_folder["long.wav"]))
        {
            int bytes = 251 * rate * bytesOfFrame;
            using BinaryWriter header = new(file);
            foreach (object part in (object[])["RIFF"u8.ToArray(), 36 + bytes, "WAVEfmt "u8.ToArray(), 16, (short)1, (short)6, rate, rate * bytesOfFrame, (short)bytesOfFrame, (short)16, "data"u8.ToArray(), bytes])
                header.Write(part switch { byte[] text => text, int whole => BitConverter.GetBytes(whole), object half => BitConverter.GetBytes((short)half) });
            header.Flush();
            file.SetLength(44 + bytes);
        }
        Song song = Song.Open("song-1", "long.wav", _folder["long.wav"]);
        Assert.Equal((250 * rate, ChannelLayout.Named("5.1")), (song.Frames, song.Layout)); // 6 channels for as long as 5 of a song for 300 s
        Assert.StartsWith("The first 4:10 minutes are played, since 5.1 has more channels than stereo.", song.Note);
        Assert.Contains("does not say for which loudspeakers", song.Note);
    }

    [Theory]
    [InlineData("5.1")]
    [InlineData("quad")]
    public async Task ADesign_IsForTheLayout_AndEachChannelIsHeardThroughItsOwnFilters(string name)
    {
        ChannelLayout layout = ChannelLayout.Named(name);
        JsonObject song = await Film(name, 2);
        using PageSocket page = await Greeted();
        await page.Ask("design", Of(name), new() { ["song"] = (string?)song["id"] });
        PageAnswer sound = await page.Told("sound"), answer = (await page.Next())!;
        Assert.Equal($"proscenium design -o plan --device laptop --layout {name}", (string?)answer.Header["command"]);
        SpatialDesign design = SpatialDesigner.Design(new() { Device = DeviceFile.Open("laptop"), Layout = layout });
        Assert.Equal(design.Plan.Inputs, answer.Header["inputs"]!.AsArray().Select(input => (string)input!));
        FirMatrix monitor = MonitorFilters.Of(design.Request.Device, design.Request.Distance, new SphericalHead(), 48000, null, design.Request.Place);
        FirMatrix own = PlayedResponses.Of(design.Plan, monitor, TestContext.Current.CancellationToken).Responses;
        int taps = sound.Shape("after")[2];
        JsonArray feeds = sound.Header["sets"]!["after"]!["feeds"]!.AsArray();
        Assert.Equal(design.Plan.Inputs.Select(input => name == "quad" && input is ("left" or "right" or "centre") ? $"split {input}" : input), feeds.Select(feed => feed!.AsObject().Single().Key));
        for (int input = 0; input < own.Inputs - 1; input++)
            for (int ear = 0; ear < 2; ear++) Assert.InRange(Signals.ErrorDb(sound["after"].AsSpan((2 * input + ear) * taps, taps), own[input, ear].ToArray().AsSpan(0, taps)), -400, -100);
        // ITU-R BS.775: centre and surrounds at -3 dB, low-frequency effects left out
        JsonObject left = sound.Header["sets"]!["before"]!["feeds"]![0]!.AsObject();
        Assert.Equal(name == "quad" ? ["left", "leftSurround"] : ["left", "centre", "leftSurround"], left.Select(part => part.Key));
        Assert.Equal((1, Math.Sqrt(0.5)), ((double)left["left"]!, (double)left["leftSurround"]!));
        Assert.True(JsonNode.DeepEquals(sound.Header["sets"]!["before"]!["feeds"], sound.Header["sets"]!["pair"]!["feeds"]));
        JsonArray surrounds = answer.Header["surrounds"]!.AsArray();
        Assert.Equal([("leftSurround", 110), ("rightSurround", -110)], surrounds.Select(one => ((string)one!["name"]!, (double)one["meant"]!)));
        Assert.InRange((double)surrounds[0]!["real"]!, 55, 75); // the mirror image in front, which the model cannot tell from it
        Assert.InRange((double)surrounds[0]!["after"]!, 40, 75);
        PageAnswer level = await page.Told("level");
        Assert.NotEmpty(level.Header["figures"]!.AsArray());
    }

    [Fact]
    public async Task APlanForFilms_IsShown_ButNotHeard_WhereThereIsNoFilm()
    {
        using PageSocket page = await Greeted();
        PageAnswer planned = await page.Answer("plan", Of("7.1"));
        Assert.Equal(["left", "right"], planned.Header["inputs"]!.AsArray().Select(input => (string)input!));
        PageAnswer answer = await page.Answer("design", Of("7.1"), new() { ["song"] = "" });
        Assert.Equal("This plan is for 7.1: open a film of 7.1 to hear it.", (string?)answer.Header["without"]!["sound"]);
        Assert.Equal((8, 4), (answer.Header["inputs"]!.AsArray().Count, answer.Header["surrounds"]!.AsArray().Count));
        PageAnswer level = await page.Told("level");
        Assert.Equal((null, "This plan is for 7.1: open a film of 7.1 to hear it."), ((string?)level.Header["song"], (string?)level.Header["sentences"]![0]));
        Assert.NotEmpty(level["leftLevel"]);
    }

    [Fact]
    public async Task AFilm_InAPlanOfMoreChannels_LeavesThemSilent_AndSaysSo()
    {
        JsonObject song = await Film("5.1", 1);
        using PageSocket page = await Greeted();
        await page.Ask("design", Of("7.1"), new() { ["song"] = (string?)song["id"] });
        Assert.Equal(6, (await page.Told("sound")).Shape("after")[0]);
        Assert.Contains("The song is 5.1 and the plan is for 7.1: leftBack, rightBack stay silent.", (await page.Next())!.Header["sentences"]!.AsArray().Select(sentence => (string)sentence!));
    }

    [Fact]
    public async Task AFilm_FollowsTheHead()
    {
        JsonObject more = new() { ["song"] = (string?)(await Film("5.1", 1))["id"] }, state = Of("5.1");
        state["follow"] = new JsonObject { ["left"] = 0.05, ["forward"] = 0 };
        state["listener"] = new JsonObject { ["left"] = 0.05, ["distance"] = (double)state["seat"]!["distance"]! };
        using PageSocket page = await Greeted();
        Assert.InRange((int)(await page.Answer("bank", state, more)).Header["count"]!, 3, 100);
        PageAnswer followed = await page.Answer("follow", state, more);
        Assert.Equal((6, 2), (followed.Shape("after")[0], followed.Shape("before")[0]));
        Assert.Equal(["left", "right", "centre", "lfe", "leftSurround", "rightSurround"], followed.Header["sets"]!["after"]!["feeds"]!.AsArray().Select(feed => feed!.AsObject().Single().Key));
    }

    [Fact]
    public void AStateOfBefore_WithoutALayout_IsForStereo_AndAllLayoutsAreWrittenAndRead()
    {
        JsonObject before = RunningStudio.State();
        Assert.Equal("stereo", (string?)before["layout"]);
        before.Remove("layout");
        Assert.True(StudioState.Read(before, RunningStudio.Nothing).Request.Layout.IsStereo);
        foreach (ChannelLayout layout in ChannelLayout.All) Assert.Same(layout, StudioState.Read(Of(layout.Name), RunningStudio.Nothing).Request.Layout);
    }

    [Theory]
    [InlineData("6.1", "layout", "it may be stereo, 3.0, 4.0, quad, 5.0, 5.1, 7.0, 7.1")]
    [InlineData("5.1", "angle", "a canceller alone has no places for the channels of 5.1")]
    public async Task AStateThatIsForNoFilm_IsRefused(string layout, string key, string sentence)
    {
        using PageSocket page = await Greeted();
        JsonObject state = Of(layout);
        if (key == "angle") state["angle"] = null;
        Assert.Contains(sentence, (await page.Answer("design", state)).Error);
    }

    [Fact]
    public async Task APlanForFilms_IsOpened_AndTakenAway_WithItsLayout()
    {
        using HttpClient client = studio.Client();
        byte[] state = Encoding.UTF8.GetBytes(Of("5.1").ToJsonString());
        await ZipFile.ExtractToDirectoryAsync(new MemoryStream((await Downloaded(client, "plan", state)).Content), _folder["plan"], TestContext.Current.CancellationToken);
        Assert.Equal("5.1", PlanFile.Read(_folder["plan"]).Request.Layout.Name);
        JsonObject opened = await Posted(client, "/plans?name=plan.json", await File.ReadAllBytesAsync(_folder["plan/plan.json"], TestContext.Current.CancellationToken));
        Assert.Equal("5.1", (string?)opened["state"]!["layout"]);
        Assert.Empty(opened["notes"]!.AsArray());
        Assert.Equal("laptop-report.html", (await Downloaded(client, "report", state)).Name);
        string refusal = (string)(await Posted(client, "/download?what=export&format=easyeffects", Of("5.1")))["error"]!;
        using PageSocket page = await Greeted();
        JsonArray exports = (await page.Answer("design", Of("5.1"), new() { ["song"] = "" })).Header["exports"]!.AsArray();
        Assert.Contains((string)exports.Single(one => (string?)one!["name"] == "easyeffects")!["refusal"]!, refusal);
    }

    static JsonObject Of(string layout)
    {
        JsonObject state = RunningStudio.State();
        state["layout"] = layout;
        return state;
    }

    async Task<JsonObject> Film(string layout, int seconds)
    {
        Films.Write(_folder["film.wav"], layout, seconds);
        using HttpClient client = studio.Client();
        return await Posted(client, "/songs?name=film.wav", await File.ReadAllBytesAsync(_folder["film.wav"], TestContext.Current.CancellationToken));
    }

    async Task<PageSocket> Greeted()
    {
        PageSocket page = await studio.Open();
        await page.Next();
        return page;
    }
}
