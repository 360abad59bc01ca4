using System.Text.Json.Nodes;

namespace Proscenium.Tests.Cli;

[Collection("console")]
public sealed class MeasuredRoomCommandTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Brir_WritesTheDrivers_ThatAnalyzeAndRenderTakeAsARoom()
    {
        string printed = Command.Succeed("brir", "-o", _folder["out"], "--device", "laptop", "--room", "bedroom");
        Assert.Contains("left, right, centre, mono, each at the left ear and at the right", printed);
        string room = _folder["out/drivers.wav"];
        string text = Command.Succeed("analyze", "--device", "laptop", "--distance", "1.6", "--room", room, "--predict", "bedroom", "--monte-carlo", "0", "--json", _folder["a.json"], "--report", _folder["a.html"]);
        foreach (string row in (string[])["in drivers.wav, as measured: 2 sources to 2 receivers", "predicted: bedroom", "change by this plan", "DRR of left", "T20 of the responses", "Not known from measured responses"]) Assert.Contains(row, text);
        JsonNode json = JsonNode.Parse(File.ReadAllText(_folder["a.json"]))!["measuredRoom"]!;
        Assert.Equal(("drivers.wav", "bedroom"), ((string?)json["file"], (string?)json["predictedBy"]));
        double measured = (double)json["measured"]!["plan"]!["separationDb"]!["fiveMilliseconds"]!, predicted = (double)json["predicted"]!["plan"]!["separationDb"]!["fiveMilliseconds"]!;
        Assert.Equal(predicted, measured, 0.05);
        Assert.Contains("In a measured room", File.ReadAllText(_folder["a.html"]));
        Assert.Contains("the nearest is source 1 at 3.6", Command.Fail(2, "analyze", "--device", "laptop", "--distance", "1.6", "--room", _folder["out/drivers.sofa"], "--sources", "5deg,-5deg"));

        Sounds.Write(_folder["in.wav"], 48000, Signals.Noise(4800, 1, 0.02f), Signals.Noise(4800, 2, 0.02f));
        Command.Succeed("design", "-q", "-o", _folder["plan"], "--device", "laptop", "--distance", "1.6");
        Command.Succeed("render", "-q", _folder["in.wav"], _folder["measured.wav"], "--plan", _folder["plan"], "--monitor", "--room", room);
        Command.Succeed("render", "-q", _folder["in.wav"], _folder["simulated.wav"], "--plan", _folder["plan"], "--monitor", "--room", "bedroom");
        (float[][] a, float[][] b) = (Sounds.Read(_folder["measured.wav"]).Channels, Sounds.Read(_folder["simulated.wav"]).Channels);
        for (int ear = 0; ear < 2; ear++) Assert.InRange(Signals.ErrorDb(a[ear], b[ear]), -300, -110);
    }

    [Fact]
    public void WrongUse_GetsOneSentence()
    {
        float[][] paths = [.. ((ReadOnlySpan<int>)[100, 110, 110, 100]).ToArray().Select(place => Enumerable.Range(0, 500).Select(n => n == place ? 1f : 0).ToArray())];
        string room = _folder["room.wav"];
        Sounds.Write(room, 44100, paths);
        Assert.EndsWith("is at 44100 Hz and the plan at 48000 Hz: design the plan with --rate 44100, or convert the file.", Command.Fail(1, "analyze", "--device", "laptop", "--room", room).TrimEnd());
        Assert.Contains("the plan plays on 5 drivers", Command.Fail(1, "analyze", "--rate", "44100", "--room", room));
        Assert.Contains("has no source 4: choose from 1 to 2", Command.Fail(2, "analyze", "--device", "laptop", "--room", room, "--sources", "4,1"));
        Assert.Contains("as in 3,7", Command.Fail(2, "analyze", "--device", "laptop", "--room", room, "--sources", "a"));
        Assert.Contains("does not say where its sources are", Command.Fail(2, "analyze", "--device", "laptop", "--room", room, "--sources", "5deg,-5deg"));
        Assert.Contains("exchange its sources, or its receivers", Command.Fail(1, "analyze", "--device", "laptop", "--rate", "44100", "--room", room, "--sources", "2,1"));
        Assert.Contains("name its file with --room", Command.Fail(2, "analyze", "--device", "laptop", "--room", "bedroom", "--sources", "1,2"));
        Assert.Contains("name its file with --room", Command.Fail(2, "analyze", "--device", "laptop", "--predict", "bedroom"));
        Assert.Contains("name a room like it with --predict", Command.Fail(2, "analyze", "--device", "laptop", "--room", room, "--microphones", "15"));
        Assert.Contains("5 to 50 cm", Command.Fail(2, "analyze", "--device", "laptop", "--room", room, "--predict", "bedroom", "--microphones", "1"));
        Assert.Contains("leave --head out", Command.Fail(2, "render", "in.wav", _folder["out.wav"], "--monitor", "--room", room, "--head", "head.sofa"));
        Assert.Contains("a room to simulate is needed", Command.Fail(2, "brir", "-o", _folder["out"], "--room", room));
        Assert.Contains("a room to simulate is needed", Command.Fail(2, "room", "--room", room));
        Assert.Contains("there is no room file", Command.Fail(1, "analyze", "--room", _folder["none.wav"]));
        Assert.False(Directory.Exists(_folder["out"]));
    }

    [Theory]
    [InlineData("none", 12)]
    [InlineData("30", 4)]
    [Trait(Traits.Category, Traits.Slow)]
    [Trait(Traits.Needs, Traits.Data)]
    public void TwoSourcesAtFiveDegrees_AtAMeasuredHead_ArePredicted_WithinTwoDecibels(string angle, double gained)
    {
        // KEMAR as others measured it, without a room, predicted on another measurement of KEMAR
        string driver = "\"kind\": \"fullrange\", \"aim\": { \"azimuthDegrees\": 0, \"elevationDegrees\": 0 }, \"diameterMetres\": 0.13, \"bandHz\": [150, 20000]";
        File.WriteAllText(_folder["five.device.json"], $$"""
            { "name": "five", "description": "two points at +-5 degrees", "enclosure": { "shape": "none" }, "listeningDistanceMetres": 3, "drivers": [
              { "name": "left", "position": { "left": 0.2615, "up": 0, "front": 0.0114 }, {{driver}} },
              { "name": "right", "position": { "left": -0.2615, "up": 0, "front": 0.0114 }, {{driver}} } ] }
            """);
        Command.Succeed("analyze", "--device", _folder["five.device.json"], "--angle", angle, "--rate", "44100", "--head", RecordedData.Kemar(), "--room", RecordedData.Path("hrtf/KEMAR_HRTFs_lfcorr.sofa"),
            "--sources", "5deg,-5deg", "--predict", "anechoic", "--monte-carlo", "0", "--json", _folder["a.json"]);
        JsonNode json = JsonNode.Parse(File.ReadAllText(_folder["a.json"]))!["measuredRoom"]!;
        double Five(string which, string treatment) => (double)json[which]![treatment]!["separationDb"]!["fiveMilliseconds"]!;
        Assert.Equal(Five("predicted", "plan"), Five("measured", "plan"), 2.0);
        Assert.Equal(Five("predicted", "untreated"), Five("measured", "untreated"), 0.5);
        Assert.True(Five("measured", "plan") - Five("measured", "untreated") > gained);
    }

    [Fact]
    [Trait(Traits.Needs, Traits.Data)]
    public void ARealRoom_PredictedByALikeOne_WithTwoMicrophones()
    {
        // the shape of the room, the place of the loudspeakers and their directivity are not known: what can be said is that the plan helps, and by how much
        string file = RecordedData.Path("rooms/impulcifer_room_FL-FR_x_Lmic-Rmic_48k.wav");
        (int code, string text, string notes) = Command.Run("analyze", "--device", "stereo-60", "--angle", "none", "--room", file, "--predict", "living-room", "--microphones", "13", "--monte-carlo", "0", "--json", _folder["a.json"]);
        Assert.Equal(0, code);
        Assert.Contains("taken for two recordings, and aligned", notes);
        JsonNode json = JsonNode.Parse(File.ReadAllText(_folder["a.json"]))!["measuredRoom"]!;
        double Five(string which, string treatment) => (double)json[which]![treatment]!["separationDb"]!["fiveMilliseconds"]!;
        Assert.InRange(Five("measured", "plan") - Five("measured", "untreated"), 1, 3);
        Assert.InRange(Five("predicted", "plan") - Five("predicted", "untreated"), 0, 3);
        Assert.InRange(Five("measured", "plan") - Five("predicted", "plan"), -2, 2);
    }
}
