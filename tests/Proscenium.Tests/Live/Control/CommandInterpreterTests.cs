using System.Text.Json;
using Proscenium.Live.Control;

namespace Proscenium.Tests.Live.Control;

public class CommandInterpreterTests
{
    readonly FakeSound _sound = new();
    readonly CommandInterpreter _interpreter;

    public CommandInterpreterTests() => _interpreter = new(_sound);

    [Fact]
    public void Bypass_GoesOnAndOff()
    {
        Assert.Equal("bypass on. The untreated device plays at +3.2 dB to match the loudness of the plan, measured over the last 42 s of sound.", Reply("bypass"));
        Assert.True(_sound.Bypassed);
        Assert.Equal("bypass off. The plan is playing.", Reply("  BYPASS  "));
        Reply("bypass on");
        Reply("bypass On");
        Assert.True(_sound.Bypassed);
        Reply("bypass off");
        Assert.False(_sound.Bypassed);
    }

    [Theory]
    [InlineData("night", "listening: night.")]
    [InlineData("loudness 55.5 phon", "listening: tone for 55.5 phon.")]
    [InlineData("loudness", "listening: tone for 70 phon.")]
    [InlineData("bass on", "listening: harmonics for the bass below 150 Hz.")]
    [InlineData("night off", "listening: as the programme is.")]
    public void Listening_IsSet_AndTold(string line, string reply)
    {
        Assert.Equal(reply, Reply(line));
        Assert.Equal(reply, $"listening: {_sound.Listening.Description}.");
        _interpreter.Execute("ab");
        Assert.Contains("nothing else can be changed", Reply("night on"));
    }

    [Fact]
    public void TheListeningLevel_StepsDown_ThenOff()
    {
        Assert.Equal([70, 60, 50, 40, null, 70], [.. Enumerable.Range(0, 6).Select(_ =>
        {
            Reply("loudness");
            return _sound.Listening.LevelPhon;
        })]);
        _sound.BassCornerHz = null;
        Assert.StartsWith("bass on: does nothing here", Reply("bass"));
    }

    [Fact]
    public void APose_IsTold_AskedFor_Centred_AndLost()
    {
        Assert.Equal("head: nobody says where it is; the filters for the seat play.", Reply("pose"));
        Assert.Equal("pose centre: is for a tracker: what 'pose' tells is from the seat already.", Reply("pose centre"));
        Assert.Equal("head: 10 cm to the left, 5 cm farther. The plan has filters for the seat alone: nothing changes.", Reply("pose 0.1 -.05"));
        _sound.FollowsHead = true;
        Assert.Equal("head: 10 cm to the right, 20 cm nearer, 5 cm higher, turned 30 degrees to the left.", Reply("pose -0.1 0.2 0.05 30"));
        _sound.PlanPlays = false; // it is being designed, and will have a bank
        Assert.Equal("head: 10 cm to the right, 20 cm nearer, 5 cm higher, turned 30 degrees to the left. The plan is not ready yet: its filters follow once it plays.", Reply("pose -0.1 0.2 0.05 30"));
        _sound.PlanPlays = true;
        Waiting.For(() => Reply("pose").StartsWith("head: 10 cm to the right", StringComparison.Ordinal), () => Reply("pose"));
        JsonElement head = JsonDocument.Parse(Reply("status json")).RootElement.GetProperty("head");
        Assert.Equal(-0.1, head.GetProperty("left").GetDouble(), 0.001);
        Assert.Equal(("told by a command", true, true), (head.GetProperty("source").GetString(), head.GetProperty("known").GetBoolean(), head.GetProperty("planFollows").GetBoolean()));
        Assert.StartsWith("pose centre: is for a tracker", Reply("pose centre"));
        Assert.Equal("head: lost: within two seconds the filters for the seat play, until the next 'pose'.", Reply("pose lost"));
        _interpreter.Execute("ab");
        Assert.Contains("nothing else can be changed", Reply("pose 0 0"));
    }

    [Theory]
    [InlineData("gain +1", -5)]
    [InlineData("gain -3 dB", -9)]
    [InlineData("gain -0.5dB", -6.5)]
    [InlineData("gain 0", 0)]
    [InlineData("gain to -12", -12)]
    [InlineData("gain to +2 db", 2)]
    [InlineData("gain", -6)]
    public void ASign_MakesAStep_AndTo_ALevel(string line, double gainDb)
    {
        _sound.GainDb = -6;
        Assert.Equal(gainDb < 0 ? $"gain {gainDb} dB" : gainDb > 0 ? $"gain +{gainDb} dB" : "gain 0 dB", Reply(line));
        Assert.Equal(gainDb, _sound.GainDb);
    }

    [Theory]
    [InlineData("gain 25", "gain 25 dB: is beyond -60 to 20 dB: it stays at -6 dB.")]
    [InlineData("gain -60", "gain -66 dB: is beyond -60 to 20 dB: it stays at -6 dB.")]
    [InlineData("gain nan", "gain nan: is no gain: say 'gain +1' or 'gain -3 dB' for a step, 'gain to -6' or 'gain 0' for a level.")]
    [InlineData("gain 1,5", "gain 1,5: is no gain: say 'gain +1' or 'gain -3 dB' for a step, 'gain to -6' or 'gain 0' for a level.")]
    [InlineData("gain dB", "gain db: is no gain: say 'gain +1' or 'gain -3 dB' for a step, 'gain to -6' or 'gain 0' for a level.")]
    [InlineData("gain to", "gain to: is no gain: say 'gain +1' or 'gain -3 dB' for a step, 'gain to -6' or 'gain 0' for a level.")]
    [InlineData("bypass perhaps", "bypass perhaps: is neither on nor off: say 'bypass', 'bypass on' or 'bypass off'.")]
    [InlineData("night maybe", "night maybe: is neither on nor off: say 'night', 'night on' or 'night off'.")]
    [InlineData("loudness 10", "loudness 10: is no level to listen at: say 20 to 90 phon, 'loudness off', or nothing for the next level.")]
    [InlineData("pose 0.1", "pose 0.1: is no pose: say 'pose LEFT FORWARD' in metres from the seat, as in 'pose 0.1 0', with UP in metres and YAW in degrees after it where you want, or 'pose lost', or 'pose centre'.")]
    [InlineData("pose 0,1 0", "pose 0,1 0: is no pose: say 'pose LEFT FORWARD' in metres from the seat, as in 'pose 0.1 0', with UP in metres and YAW in degrees after it where you want, or 'pose lost', or 'pose centre'.")]
    [InlineData("pose 100 0", "pose 100 0: is no pose: say 'pose LEFT FORWARD' in metres from the seat, as in 'pose 0.1 0', with UP in metres and YAW in degrees after it where you want, or 'pose lost', or 'pose centre'.")]
    [InlineData("plan", "plan: names no folder: say 'plan DIR'.")]
    [InlineData("plan nothing", "nothing: holds no plan: make one.")]
    [InlineData("plan other", "other: takes other channels.")]
    [InlineData("plan broken", "broken: something else went wrong.")]
    [InlineData("ab 0", "ab 0: is no number of trials: say 1 to 100, or nothing for 16.")]
    [InlineData("abx 101", "abx 101: is no number of trials: say 1 to 100, or nothing for 16.")]
    [InlineData("abx -4", "abx -4: is no number of trials: say 1 to 100, or nothing for 16.")]
    [InlineData("prefer 3", "prefer: needs 1 or 2: say 'prefer 1' or 'prefer 2'.")]
    [InlineData("prefer", "prefer: needs 1 or 2: say 'prefer 1' or 'prefer 2'.")]
    [InlineData("is x", "is: needs a or b: say 'is a' or 'is b'.")]
    [InlineData("status xml", "status xml: is unknown: say 'status' or 'status json'.")]
    [InlineData("quit now", "quit now: 'quit' takes nothing more: say 'quit' alone.")]
    [InlineData("sing", "sing: is no command: 'help' lists them.")]
    [InlineData("   ", "an empty line: is no command: 'help' lists them.")]
    [InlineData("1", "no blind test runs: there is nothing to hear or answer: 'ab' and 'abx' begin one.")]
    [InlineData("this", "no blind test runs: there is nothing to hear or answer: 'ab' and 'abx' begin one.")]
    [InlineData("end", "no blind test runs: there is nothing to hear or answer: 'ab' and 'abx' begin one.")]
    [InlineData("trials", "trials: no blind test was answered yet: 'ab' and 'abx' begin one.")]
    public void BadLines_GetOneSentence_AndChangeNothing(string line, string sentence)
    {
        _sound.GainDb = -6;
        Assert.Equal(sentence, Reply(line));
        Assert.Equal((-6, false, "echo-studio", false), (_sound.GainDb, _sound.Bypassed, _sound.PlanName, _sound.HasQuit));
        Assert.Null(_interpreter.Testing);
    }

    [Theory]
    [InlineData("plan /music/My Plans/Desk", "/music/My Plans/Desk")]
    [InlineData("plan \"/music/My Plans/Desk\"", "/music/My Plans/Desk")]
    public void Plans_MayHaveSpacesAndCapitals(string line, string folder)
    {
        Assert.Equal($"plan {folder} is being prepared and will fade in.", Reply(line));
        Assert.Equal(folder, _sound.PlanName);
    }

    [Fact]
    public void Replies_HaveNoEmptyLine()
    {
        foreach (string line in (string[])["help", "status", "status json", "ab 1", "1", "2", "this", "trials", "quit"])
            Assert.All(_interpreter.Execute(line), reply => Assert.True(reply.Trim().Length > 0 && !reply.Contains('\n', StringComparison.Ordinal)));
        Assert.True(_sound.HasQuit);
    }

    [Fact]
    public void JsonStatus_ParsesAsJson_WithAllThatIsKnown()
    {
        _sound.GainDb = -1.5;
        JsonElement status = JsonDocument.Parse(Reply("status json")).RootElement;
        Assert.Equal(("echo-studio", -1.5, 3.2, 42, false), (status.GetProperty("plan").GetString(), status.GetProperty("gainDb").GetDouble(),
            status.GetProperty("matchDb").GetDouble(), status.GetProperty("matchSeconds").GetDouble(), status.GetProperty("bypassed").GetBoolean()));
        Assert.Equal((false, JsonValueKind.Null, JsonValueKind.Null), (status.GetProperty("night").GetBoolean(), status.GetProperty("listeningLevelPhon").ValueKind, status.GetProperty("harmonicBassHz").ValueKind));
        _sound.Listening = new() { Night = true, LevelPhon = 60, BassHz = 90 };
        JsonElement softly = JsonDocument.Parse(Reply("status json")).RootElement;
        Assert.Equal((true, 60, 90), (softly.GetProperty("night").GetBoolean(), softly.GetProperty("listeningLevelPhon").GetDouble(), softly.GetProperty("harmonicBassHz").GetDouble()));
        _interpreter.Execute("abx 12");
        JsonElement testing = JsonDocument.Parse(Reply("status json")).RootElement;
        Assert.False(testing.TryGetProperty("bypassed", out _) || testing.TryGetProperty("status", out _));
        Assert.Equal("""{"kind":"abx","trial":1,"trials":12,"heard":"A"}""", testing.GetProperty("test").GetRawText());
    }

    [Fact]
    public void Meters_AreTheJsonStatus_WithoutItsLines_AndSilentOnOutputs_InATest()
    {
        JsonElement meters = JsonDocument.Parse(Reply("meters")).RootElement;
        Assert.Equal([.. JsonDocument.Parse(Reply("status json")).RootElement.EnumerateObject().Select(property => property.Name).Where(name => name != "status")], meters.EnumerateObject().Select(property => property.Name));
        Assert.Equal("[-6,null][-9.5,-12]", meters.GetProperty("inputPeaksDb").GetRawText() + meters.GetProperty("outputPeaksDb").GetRawText());
        Assert.Equal(("""["left","right"]""", 48000, 1024, 0.031, 1.3, true, false, false), (meters.GetProperty("outputs").GetRawText(), meters.GetProperty("sampleRate").GetInt32(), meters.GetProperty("blockFrames").GetInt32(),
            meters.GetProperty("load").GetDouble(), meters.GetProperty("largestReductionDb").GetDouble(), meters.GetProperty("playing").GetBoolean(), meters.GetProperty("changing").GetBoolean(), meters.GetProperty("monitor").GetBoolean()));
        Assert.Equal("""{"left":0,"distance":0.6}""", meters.GetProperty("seat").GetRawText());
        _interpreter.Execute("ab 1");
        JsonElement testing = JsonDocument.Parse(Reply("meters")).RootElement;
        Assert.True(testing.TryGetProperty("inputPeaksDb", out _));
        Assert.False(testing.TryGetProperty("outputPeaksDb", out _) || testing.TryGetProperty("bypassed", out _));
    }

    [Fact]
    public void ManyThreads_AreServed_OneAtATime()
    {
        Parallel.For(0, 8, _ =>
        {
            for (int turn = 0; turn < 500; turn++) _interpreter.Execute(turn % 2 == 0 ? "gain +0.01" : "bypass");
        });
        Assert.Equal(20, _sound.GainDb, 1e-9);
        Assert.Equal(2000, _sound.Switches.Count);
    }

    string Reply(string line) => Assert.Single(_interpreter.Execute(line));
}
