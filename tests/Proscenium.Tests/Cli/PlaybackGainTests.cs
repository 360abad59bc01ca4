using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Proscenium.Cli.Commands;
using Proscenium.Files.Sound;

namespace Proscenium.Tests.Cli;

/// <summary>Levels that can be held are played, others refused with the one that can; and how far a long work is.</summary>
[Collection("console")]
public partial class PlaybackGainTests
{
    [Fact]
    public void AGainBeyondTheLimiter_IsRefused_AndTheOneNamed_KeepsTheCeiling()
    {
        using TemporaryFolder folder = new();
        Sounds.Write(folder["in.wav"], 48000, Signals.Noise(24000, 1, 0.5f), Signals.Noise(24000, 2, 0.5f));
        string sentence = Command.Fail(1, "render", folder["in.wav"], folder["out.wav"], "--device", "laptop", "--gain", "150");
        Assert.Contains("inputs can be turned down by 60 dB", sentence);
        Assert.False(File.Exists(folder["out.wav"]));
        string highest = Highest().Match(sentence).Groups[1].Value;
        Command.Succeed("render", folder["in.wav"], folder["out.wav"], "--device", "laptop", "--gain", highest, "--json", folder["figures.json"]);
        JsonNode figures = JsonNode.Parse(File.ReadAllText(folder["figures.json"]))!;
        Assert.InRange(figures["peakDb"]!.GetValue<double>(), -10, -0.9);
        Assert.True(figures["unlimitedLoudnessLufs"]!.GetValue<double>() > figures["loudnessLufs"]!.GetValue<double>() + 20);
        Assert.Contains("not a level in dB from -150 to 30", Command.Fail(2, "live", "--gain", "31"));
    }

    [Fact]
    public void AnotherHeadroom_IsAnsweredWithTheOnlyOne_AndWhatItDoes()
    {
        string sentence = Command.Fail(2, "render", "in.wav", "out.wav", "--headroom", "unsafe");
        Assert.Contains("--headroom 'unsafe' is unknown: 'safe' is the only value, and plays so softly that music needs no limiting", sentence);
        Assert.Contains("--headroom is empty", Command.Fail(2, "render", "in.wav", "out.wav", "--headroom", ""));
    }

    [Fact]
    public void Steps_AreCounted_WhereThereAreSeveral() => Assert.Equal(["[2/5] rendering", "rendering"], [Steps.Label(2, 5, "rendering"), Steps.Label(1, 1, "rendering")]);

    [Fact]
    public void TheLength_ThatAFileOfFfmpegPromises_IsThatOfItsSound()
    {
        using TemporaryFolder folder = new();
        Sounds.Write(folder["in.wav"], 44100, Signals.Noise(44100, 1, 0.1f), Signals.Noise(44100, 2, 0.1f));
        Command.Succeed("headphones", folder["in.wav"], folder["in.flac"], "-q");
        using SoundReader reader = SoundReader.Open(folder["in.flac"]);
        Assert.Null(reader.FrameCount);
        Assert.InRange(reader.ExpectedFrames!.Value, 44100, 46000);
    }

    [GeneratedRegex(@"--gain (-?[0-9.]+) or less")]
    private static partial Regex Highest();
}
