using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Proscenium.Design;
using Proscenium.Engine.Plan;
using Proscenium.Files.Projects;
using Proscenium.Studio.Listening;
using static Proscenium.Studio.Tests.PageRequests;

namespace Proscenium.Studio.Tests;

/// <summary>What a browser may ask of the server, and what it may not.</summary>
public sealed class VisitTests(RunningStudio studio) : IClassFixture<RunningStudio>, IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task ThePage_IsForEverybodyOnThisMachine_AndMayLoadNothingFromElsewhere()
    {
        using HttpClient browser = new() { BaseAddress = new(studio.Origin) };
        HttpResponseMessage page = await browser.GetAsync("/", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        string policy = page.Headers.GetValues("Content-Security-Policy").Single();
        Assert.StartsWith("default-src 'none'; script-src 'self'; style-src 'self'", policy);
        Assert.DoesNotContain("unsafe", policy);
        Assert.Equal(["nosniff"], page.Headers.GetValues("X-Content-Type-Options"));
        Assert.Equal(["no-referrer"], page.Headers.GetValues("Referrer-Policy"));
        Assert.False(page.Headers.Contains("Server"));
        string text = await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotContain("http", text.Replace("http://www.w3.org", "", StringComparison.Ordinal));
        Assert.DoesNotContain(" style=", text);
        Assert.Equal("text/javascript", (await browser.GetAsync("/main.js", TestContext.Current.CancellationToken)).Content.Headers.ContentType!.MediaType);
    }

    [Theory]
    [InlineData("evil.example", HttpStatusCode.MisdirectedRequest)]
    [InlineData("127.0.0.1:1", HttpStatusCode.MisdirectedRequest)]
    [InlineData("127.0.0.1.evil.example", HttpStatusCode.MisdirectedRequest)]
    public async Task AnotherName_OfThisMachine_IsTurnedAway(string host, HttpStatusCode status) => Assert.Equal(status, await Status(HttpMethod.Get, "/", request => request.Headers.Host = host));

    [Theory]
    [InlineData("http://evil.example")]
    [InlineData("null")]
    [InlineData("https://127.0.0.1")]
    public async Task AnotherSite_IsTurnedAway_EvenWithTheToken(string origin) => Assert.Equal(HttpStatusCode.Forbidden, await Status(HttpMethod.Get, "/sound/demo", request =>
    {
        request.Headers.Authorization = new("Bearer", studio.Token);
        request.Headers.Add("Origin", origin);
    }));

    [Fact]
    public async Task ACrossSiteRequest_WithoutAnOrigin_IsTurnedAway() => Assert.Equal(HttpStatusCode.Forbidden, await Status(HttpMethod.Post, "/download?what=plan", request =>
    {
        request.Headers.Authorization = new("Bearer", studio.Token);
        request.Headers.Add("Sec-Fetch-Site", "cross-site");
    }));

    [Theory]
    [InlineData("GET", "/sound/demo")]
    [InlineData("POST", "/songs?name=a.wav")]
    [InlineData("POST", "/download?what=plan")]
    [InlineData("GET", "/../appsettings.json")]
    public async Task WithoutTheToken_NothingElseIsAnswered(string method, string path)
    {
        Assert.Equal(HttpStatusCode.Unauthorized, await Status(new(method), path, _ => { }));
        Assert.Equal(HttpStatusCode.Unauthorized, await Status(new(method), path, request => request.Headers.Authorization = new("Bearer", studio.Token[..^1])));
    }

    [Fact]
    public async Task TheDemosPiece_ComesAsItIs_AndSplit_AtTheSameTime()
    {
        using HttpClient page = studio.Client();
        byte[] sound = await page.GetByteArrayAsync("/sound/demo", TestContext.Current.CancellationToken);
        int begin = 4 + BitConverter.ToInt32(sound);
        JsonNode head = JsonNode.Parse(sound.AsSpan(4, begin - 4))!;
        int frames = (int)head["frames"]!;
        Assert.Equal((48000, 20 * 48000, begin + 4 * 5 * frames), ((int)head["sampleRate"]!, frames, sound.Length));
        Assert.Equal(["left", "right", "split left", "split right", "split centre"], head["channels"]!.AsArray().Select(name => (string)name!));
        float[] Channel(int channel)
        {
            float[] samples = new float[frames];
            Buffer.BlockCopy(sound, begin + 4 * channel * frames, samples, 0, 4 * frames);
            return samples;
        }
        // oracle: the upmix leaves its sides and its centre add up to the song: L = l + c, R = r + c
        float[] left = Channel(0), split = Channel(2), centre = Channel(4);
        double error = left[48000..^48000].Zip(split[48000..^48000].Zip(centre[48000..^48000], (a, b) => a + b), (a, b) => Math.Pow(a - b, 2)).Sum(), power = left[48000..^48000].Sum(sample => Math.Pow(sample, 2));
        Assert.InRange(10 * Math.Log10(error / power), -400, -30);
    }

    [Fact]
    public async Task ASong_IsTaken_AndAPlaylist_OrWhatIsNoSound_IsNot()
    {
        using HttpClient page = studio.Client();
        AudioSong(_folder["a.wav"], 2);
        JsonObject song = await Posted(page, "/songs?name=a%20song.wav", await File.ReadAllBytesAsync(_folder["a.wav"], TestContext.Current.CancellationToken));
        Assert.Equal(("a song.wav", 2, 44100), ((string?)song["name"], (double)song["seconds"]!, (int)song["sampleRate"]!));
        Assert.Equal(HttpStatusCode.OK, (await page.GetAsync($"/sound/{song["id"]}", TestContext.Current.CancellationToken)).StatusCode);
        foreach (string text in (string[])["#EXTM3U\n#EXT-X-VERSION:3\nfile:///etc/passwd\n", "ffconcat version 1.0\nfile '/etc/passwd'\n", "<?xml version=\"1.0\"?><MPD/>", "v=0\no=- 0 0 IN IP4 127.0.0.1\n", "",
            "ID3\u0004\0\0\0\0\0\u0004abcd#EXTM3U\n#EXT-X-TARGETDURATION:40\n#EXTINF:5.0,\nfile:///etc/hostname\n#EXT-X-ENDLIST\n", "\uFEFF#EXTM3U\n"])
            Assert.StartsWith("list.m3u8: is no sound file that the studio takes", (string?)(await Posted(page, "/songs?name=list.m3u8", Encoding.UTF8.GetBytes(text)))["error"]);
    }

    [Fact]
    public async Task ANinthSong_IsTaken_InPlaceOfTheOnePlayedLongestAgo_AndTheSameFileIsTheSameSong()
    {
        using HttpClient page = studio.Client();
        string[] ids = new string[8];
        for (int n = 0; n < ids.Length; n++) ids[n] = (string)(await Drop(n))["id"]!;
        Assert.Equal(HttpStatusCode.OK, (await page.GetAsync($"/sound/{ids[0]}", TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal(ids[2], (string?)(await Drop(2))["id"]);
        JsonObject ninth = await Drop(8);
        Assert.Equal((ids[1], "The studio holds 8 songs: 'song 1.wav', which was played longest ago, made room."), ((string?)ninth["removed"], (string?)ninth["note"]));
        HttpResponseMessage gone = await page.GetAsync($"/sound/{ids[1]}", TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.NotFound, SongShelf.Gone), (gone.StatusCode, (string?)JsonNode.Parse(await gone.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!["error"]));
        Assert.Equal(HttpStatusCode.OK, (await page.GetAsync($"/sound/{ids[0]}", TestContext.Current.CancellationToken)).StatusCode);
        using PageSocket socket = await studio.Open();
        Assert.DoesNotContain(ids[1], (await socket.Next())!.Header["songs"]!.AsArray().Select(song => (string)song!["id"]!));
        Assert.Equal(SongShelf.Gone, (await socket.Answer("design", RunningStudio.State(), new() { ["song"] = ids[1] })).Error);

        async Task<JsonObject> Drop(int number)
        {
            AudioSong(_folder["a.wav"], 1);
            byte[] song = await File.ReadAllBytesAsync(_folder["a.wav"], TestContext.Current.CancellationToken);
            song[^1] ^= (byte)number; // another file
            return await Posted(page, $"/songs?name=song%20{number}.wav", song);
        }
    }

    [Fact]
    [Trait(Traits.Needs, Traits.Data)]
    public async Task ABroadcastWave64_IsASong()
    {
        using HttpClient page = studio.Client();
        JsonObject song = await Posted(page, "/songs?name=long.wav", await File.ReadAllBytesAsync(RecordedData.Path("faults/06b-bw64-chna-before-fmt.wav"), TestContext.Current.CancellationToken));
        Assert.Equal("stereo", (string?)song["layout"] ?? (string?)song["error"]);
    }

    [Fact]
    public async Task ATag_BeforeASong_IsPassedOver()
    {
        RecordedData.RequireProgram("ffmpeg");
        using HttpClient page = studio.Client();
        AudioSong(_folder["a.wav"], 2);
        using (System.Diagnostics.Process ffmpeg = System.Diagnostics.Process.Start("ffmpeg", ["-v", "error", "-i", _folder["a.wav"], "-metadata", "title=A song", _folder["a.mp3"]])) await ffmpeg.WaitForExitAsync(TestContext.Current.CancellationToken);
        byte[] song = await File.ReadAllBytesAsync(_folder["a.mp3"], TestContext.Current.CancellationToken);
        Assert.Equal("ID3"u8.ToArray(), song[..3]);
        Assert.InRange((double)(await Posted(page, "/songs?name=a.mp3", song))["seconds"]!, 1.9, 2.2);
    }

    [Fact]
    public async Task AStateWithAKeyTwice_IsSaidToBeNone()
    {
        using HttpClient page = studio.Client();
        Assert.Equal("This is no state of a page.", (string?)(await Posted(page, "/download?what=plan", "{\"angle\": 1, \"angle\": 2}"u8.ToArray()))["error"]);
    }

    [Fact]
    public async Task AHead_ADevice_AndAPlan_AreTaken_ByTheReadersOfFiles()
    {
        using HttpClient page = studio.Client();
        JsonObject device = await Posted(page, "/devices?name=mine.json", Encoding.UTF8.GetBytes(DeviceFile.BuiltInText("phone")));
        Assert.Equal("phone", (string?)device["device"]!["name"]);
        SpatialDesign design = SpatialDesigner.Design(new() { Device = DeviceFile.Open("phone"), DistanceMetres = 0.5, AngleDegrees = 20 });
        PlanFile.Write(design, _folder["plan"]);
        JsonObject state = (await Posted(page, "/plans?name=plan.json", await File.ReadAllBytesAsync(_folder["plan/plan.json"], TestContext.Current.CancellationToken)))["state"]!.AsObject();
        Assert.Equal((0.5, 20), ((double)state["seat"]!["distance"]!, (double)state["angle"]!));
        foreach ((string path, string text, string sentence) in ((string, string, string)[])[
            ("/devices", "{", "x: is not JSON"), ("/devices", "{\"name\": \"a\", \"drivers\": [{\"response\": {\"file\": \"/etc/passwd\"}}]}", "x: a driver has a 'response'"),
            ("/plans", "{}", "x: "), ("/heads", "nothing", "x: ")])
            Assert.StartsWith(sentence, (string?)(await Posted(page, $"{path}?name=../../x", Encoding.UTF8.GetBytes(text)))["error"]);
    }

    [Fact]
    [Trait(Traits.Needs, Traits.Data)]
    public async Task ADroppedHead_HearsWhatTheSphereDoesNot()
    {
        using HttpClient client = studio.Client();
        JsonObject head = await Posted(client, "/heads?name=kemar.sofa", await File.ReadAllBytesAsync(RecordedData.Kemar(), TestContext.Current.CancellationToken));
        Assert.Equal("kemar.sofa", (string?)head["name"]);
        using PageSocket page = await studio.Open();
        await page.Next();
        JsonObject state = RunningStudio.State();
        double sphere = (double)(await page.Answer("plan", state)).Header["cancellation"]!["mean"]!;
        state["head"] = (string?)head["id"];
        Assert.InRange((double)(await page.Answer("plan", state)).Header["cancellation"]!["mean"]!, 8, sphere - 3);
    }

    [Fact]
    public async Task AnUploadBeyondItsLimit_IsRefused()
    {
        using HttpClient page = studio.Client();
        Assert.Equal("This file is larger than the studio takes.", (string?)(await Posted(page, "/devices?name=large.json", new byte[(1 << 20) + 1]))["error"]);
    }

    [Fact]
    public async Task WhatIsDownloaded_IsWhatTheCommandWrites()
    {
        using HttpClient page = studio.Client();
        byte[] state = Encoding.UTF8.GetBytes(RunningStudio.State().ToJsonString());
        (string name, byte[] plan) = await Downloaded(page, "plan", state);
        Assert.Equal("laptop-plan.zip", name);
        await ZipFile.ExtractToDirectoryAsync(new MemoryStream(plan), _folder["taken"], TestContext.Current.CancellationToken);
        RenderPlan taken = RenderPlanFile.Read(_folder["taken"]), own = SpatialDesigner.Design(new() { Device = DeviceFile.Open("laptop") }).Plan;
        Assert.Equal(own.Filters[0, 1].ToArray(), taken.Filters[0, 1].ToArray());
        Assert.Equal("laptop", DeviceFile.Parse(Encoding.UTF8.GetString((await Downloaded(page, "device", state)).Content), "taken").Name);
        Assert.Equal(("laptop-report.html", "<title>laptop</title>"), ((await Downloaded(page, "report", state)) is var report ? report.Name : "", Encoding.UTF8.GetString(report.Content)));
        using ZipArchive export = new(new MemoryStream((await Downloaded(page, "export&format=wav", state)).Content));
        Assert.Contains(export.Entries, entry => entry.Name.EndsWith(".wav", StringComparison.Ordinal));
        foreach (string what in (string[])["everything", "export&format=none"]) Assert.NotNull((string?)(await Posted(page, $"/download?what={what}", state))["error"]);
    }

    static void AudioSong(string path, int seconds) => Sounds.Write(path, 44100, [Signals.Noise(seconds * 44100, 1, 0.1f), Signals.Noise(seconds * 44100, 2, 0.1f)]);

    async Task<HttpStatusCode> Status(HttpMethod method, string path, Action<HttpRequestMessage> change)
    {
        using HttpClient browser = new() { BaseAddress = new(studio.Origin) };
        using HttpRequestMessage request = new(method, path);
        change(request);
        return (await browser.SendAsync(request, TestContext.Current.CancellationToken)).StatusCode;
    }
}
