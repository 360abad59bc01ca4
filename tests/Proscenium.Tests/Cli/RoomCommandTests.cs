using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Proscenium.Files.Projects;
using Proscenium.Rooms.Responses;

namespace Proscenium.Tests.Cli;

[Collection("console")]
public class RoomCommandTests
{
    static readonly Lazy<(string Text, JsonNode Json, string Page, string Notes)> _bedroom = new(() =>
    {
        using TemporaryFolder folder = new();
        (int code, string text, string notes) = Command.Run("analyze", "--device", "laptop", "--distance", "0.5", "--room", "bedroom", "--monte-carlo", "0", "--json", folder["room.json"], "--report", folder["room.html"]);
        Assert.Equal(0, code);
        return (text, JsonNode.Parse(File.ReadAllText(folder["room.json"]))!, File.ReadAllText(folder["room.html"]), notes);
    });

    [Fact]
    public void Rooms_AreListed_Shown_AndReadBack()
    {
        string list = Command.Succeed("rooms");
        foreach (string name in (string[])["anechoic", "bedroom", "l-shaped", "living-room", "open-plan", "studio"]) Assert.Contains(name, list);
        Assert.Equal("l-shaped", RoomFile.Parse(Command.Succeed("rooms", "l-shaped"), "test").Name);
        Assert.Contains("there is no built-in room 'cellar'", Command.Fail(2, "rooms", "cellar"));
        Assert.Contains("carpet", Command.Succeed("rooms", "--materials"));
    }

    [Fact]
    public void ADirectSound_IsToldWhereNoWallIsInTheWay()
    {
        string[] room = ["room", "--room", "l-shaped", "--length", "0.05"];
        Assert.Contains("amplitude of the direct sound 0.400", Command.Succeed([.. room]));
        Assert.Contains("no direct sound: a wall is in the way", Command.Succeed([.. room, "--source", "5.5,3,1.2", "--receiver", "3,5.5,1.2"]));
    }

    [Fact]
    public void Room_WritesTheResponse_ThatTheLibraryGives()
    {
        using TemporaryFolder folder = new();
        string path = folder["rir.wav"], text = Command.Succeed("room", "--room", "living-room", "--source", "1,2,1.1", "--receiver", "4,2.5,1.2", "-o", path, "--tail", "off", "--length", "0.2", "--rate", "44100");
        double[] wanted = RoomImpulse.Between(RoomFile.Open("living-room"), new(1, 2, 1.1), new(4, 2.5, 1.2), new() { SampleRate = 44100, Seconds = 0.2, LateTail = false });
        (float[][] channels, int rate) = Sounds.Read(path);
        Assert.Equal((1, 44100, wanted.Length), (channels.Length, rate, channels[0].Length));
        for (int n = 0; n < wanted.Length; n++) Assert.Equal(wanted[n], channels[0][n], 1e-6);
        Assert.Contains("T60 (Eyring)", text);
    }

    [Fact]
    public void Room_WritesAmbisonics_WhoseFirstChannelIsTheOmnidirectionalResponse()
    {
        using TemporaryFolder folder = new();
        Command.Succeed("room", "--room", "bedroom", "-o", folder["omni.wav"], "--length", "0.1");
        Command.Succeed("room", "--room", "bedroom", "-o", folder["ambix.wav"], "--length", "0.1", "--ambisonics", "2");
        (float[][] omni, _) = Sounds.Read(folder["omni.wav"]);
        (float[][] ambix, _) = Sounds.Read(folder["ambix.wav"]);
        Assert.Equal(9, ambix.Length);
        for (int n = 0; n < omni[0].Length; n++) Assert.Equal(omni[0][n], ambix[0][n], 1e-5);
    }

    [Fact]
    public void WrongUse_GetsOneSentence()
    {
        Assert.Contains("not inside 'living-room'", Command.Fail(2, "room", "--room", "living-room", "--source", "9,1,1"));
        Assert.Contains("as in 1,2.5,1.1", Command.Fail(2, "room", "--room", "living-room", "--source", "9,1"));
        Assert.Contains("no room 'attic'", Command.Fail(1, "room", "--room", "attic"));
        Assert.Contains("--room", Command.Fail(2, "room"));
        Assert.EndsWith("in 'open-plan' would take too long, 2.6e6 of them: give --length 0.26 or less, or --tail on.", Command.Fail(2, "room", "--room", "open-plan", "--tail", "off", "--rate", "16000").TrimEnd());
        Assert.EndsWith("give --length 0.44 or less, or --tail on.", Command.Fail(2, "room", "--room", "studio", "--tail", "off", "--length", "0.5").TrimEnd());
        Assert.Contains("up to 20 s", Command.Fail(2, "room", "--room", "studio", "--length", "100"));
        Assert.Contains("0 to 7", Command.Fail(2, "room", "--room", "studio", "--ambisonics", "9"));
        Assert.Contains("above 0", Command.Fail(2, "room", "--room", "studio", "--length", "-1"));
        Assert.Contains("0 to 10 cm", Command.Fail(2, "room", "--room", "studio", "--jitter", "50"));
        Assert.Contains("before the direct sound arrives", Command.Fail(2, "room", "--room", "studio", "--length", "0.001"));
        Assert.Contains("image sources", Command.Fail(2, "room", "--room", "living-room", "--length", "20", "--ambisonics", "1"));
        Assert.Contains("not inside 'living-room'", Command.Fail(2, "analyze", "--room", "living-room", "--distance", "5"));
        Assert.Contains("44.1 to 192 kHz", Command.Fail(2, "analyze", "--room", "living-room", "--rate", "32000"));
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["away.room.json"], RoomFile.BuiltInText("bedroom").Replace("\"facingDegrees\": 0", "\"facingDegrees\": 180"));
        Assert.Contains("turn the device by facingDegrees", Command.Fail(2, "analyze", "--room", folder["away.room.json"]));
        File.WriteAllText(folder["hard.room.json"], "{\"name\": \"hard\", \"shape\": \"shoebox\", \"sizeMetres\": [3, 3, 3], \"surfaces\": {\"walls\": 0, \"floor\": 0, \"ceiling\": 0}, \"device\": {\"position\": [1, 1, 1], \"facingDegrees\": 0}, \"listener\": {\"position\": [2, 1, 1]}}");
        Assert.Contains("never ends", Command.Fail(2, "room", "--room", folder["hard.room.json"]));
        Assert.Contains("add --monitor", Command.Fail(2, "render", "in.wav", folder["out.wav"], "--room", "studio"));
        Assert.False(File.Exists(folder["out.wav"]));
    }

    [Fact]
    public void Analyze_TellsWhatTheRoomDoes_AndWhatToDo()
    {
        (string text, JsonNode json, _, string notes) = _bedroom.Value;
        Assert.Contains("in bedroom: 3.8 x 3.2 x 2.5 m", text);
        foreach (string row in (string[])["this plan", "untreated", "a real pair", "room budget  3 dB", "room budget  6 dB", "room budget 11 dB", "listening area"]) Assert.Contains(row, text);
        Assert.Contains("moved from 1.6 m to 0.5 m", notes);
        JsonNode room = json["room"]!;
        Assert.Equal(0.5, (double)room["seatMetres"]!);
        Assert.Equal([3.0, 6.0, 11.0], room["cancellationCosts"]!.AsArray().Select(cost => (double)cost!["budgetDb"]!));
        Assert.All(room["cancellationCosts"]!.AsArray(), cost => Assert.Equal(5, cost!["costDb"]!.AsArray().Count));
        Assert.True((double)room["plan"]!["widthDegrees"]! > (double)room["untreated"]!["widthDegrees"]! + 10);
        Assert.All(room["advice"]!.AsArray(), sentence => Assert.Contains((string)sentence!, text));
        Assert.True(room["plan"]!["listeningZone"]!["seats"]!.AsArray().Count > 20);
    }

    [Fact]
    public void EveryKeyOfARoom_IsDescribed_InTheManual()
    {
        string manual = File.ReadAllText(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "..", "..", "docs", "rooms.md"));
        JsonNode response = JsonNode.Parse(Command.Succeed("room", "--room", "bedroom", "--json", "-", "--quiet"))!;
        Assert.All(Keys(_bedroom.Value.Json["room"]!).Concat(Keys(response)).Distinct(), key => Assert.Contains($"`{key}`", manual));
    }

    [Fact]
    [Trait(Traits.Category, Traits.Slow)]
    public void ThePage_ShowsZonesDecayReflectionsAndCosts()
    {
        string page = _bedroom.Value.Page;
        foreach (string heading in (string[])["In bedroom", "Depth: direct and reverberant sound", "Cost of cancellation", "Early reflections", "Decay", "Listening area"]) Assert.Contains(heading, page);
        Assert.DoesNotContain("NaN", page);
    }

    [Theory]
    [Trait(Traits.Category, Traits.Slow)]
    [InlineData("3")]
    [InlineData("6")]
    public void Advice_NeverAsksForMoreGain_ThanThePlanHas(string limit)
    {
        string text = Command.Succeed("analyze", "--device", "laptop", "--room", "bedroom", "--distance", "1.6", "--gain-limit", limit, "--angle", "none", "--monte-carlo", "0");
        foreach (string more in (string[])["6", "12"]) Assert.DoesNotContain($"try --gain-limit {more}", text);
    }

    [Fact]
    [Trait(Traits.Category, Traits.Slow)]
    public void WithoutWalls_ThePageAndTheFigures_SayNothingOfARoom()
    {
        using TemporaryFolder folder = new();
        string text = Command.Succeed("analyze", "--device", "laptop", "--room", "anechoic", "--monte-carlo", "0", "--distance", "2", "--json", folder["room.json"], "--report", folder["room.html"]);
        Assert.DoesNotContain("cost of cancellation, dB", text);
        JsonNode room = JsonNode.Parse(File.ReadAllText(folder["room.json"]))!["room"]!;
        Assert.Null(room["plan"]!["criticalDistanceMetres"]);
        Assert.Null(room["centreGainDb"]);
        Assert.Empty(room["cancellationCosts"]!.AsArray());
        string page = File.ReadAllText(folder["room.html"]);
        Assert.DoesNotContain("Cost of cancellation", page);
        Assert.Contains("Listening area", page);
    }

    [Fact]
    public void Render_HoldsAtALowRate()
    {
        using TemporaryFolder folder = new();
        Sounds.Write(folder["in.wav"], 8000, Signals.Noise(800, 1), Signals.Noise(800, 2));
        Command.Succeed("render", folder["in.wav"], folder["out.wav"], "--monitor", "--device", "stereo-60", "--room", "bedroom");
        (float[][] heard, int rate) = Sounds.Read(folder["out.wav"]);
        Assert.Equal(8000, rate);
        Assert.All(heard[0], sample => Assert.True(float.IsFinite(sample)));
        Assert.True(Signals.PowerDb(heard[0]) > -80);
    }

    [Fact]
    public void Render_PutsTheRoom_IntoTheMonitor()
    {
        using TemporaryFolder folder = new();
        Sounds.Write(folder["in.wav"], 48000, Signals.Noise(4800, 1), Signals.Noise(4800, 2));
        Command.Succeed("render", folder["in.wav"], folder["dry.wav"], "--monitor", "--device", "stereo-60", "--room", "anechoic");
        string text = Command.Succeed("render", folder["in.wav"], folder["wet.wav"], "--monitor", "--device", "stereo-60", "--room", "bedroom");
        Assert.Contains("bedroom: 3.8 x 3.2 x 2.5 m", text);
        (float[][] dry, _) = Sounds.Read(folder["dry.wav"]);
        (float[][] wet, _) = Sounds.Read(folder["wet.wav"]);
        Assert.True(Signals.PowerDb(wet[0].AsSpan(10800, 1200)) > Signals.PowerDb(dry[0].AsSpan(10800, 1200)) + 20); // from 30 ms after the sound has ended
        Assert.True(wet[0].Length > dry[0].Length + 4800);
    }

    static IEnumerable<string> Keys(JsonNode? node) => node switch
    {
        JsonObject entries => entries.SelectMany(entry => Keys(entry.Value).Prepend(entry.Key)),
        JsonArray items => items.SelectMany(Keys),
        _ => [],
    };

    static string ThisFile([CallerFilePath] string path = "") => path;
}
