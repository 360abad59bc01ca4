using System.Text.Json.Nodes;
using Proscenium.Cli.Commands;
using Proscenium.Cli.Text;
using Proscenium.Live.Control;
using Proscenium.Judging.Levels;

namespace Proscenium.Tests.Cli;

[Collection("console")]
public class CommandTests
{
    [Fact]
    public void Demo_ComposesItsOwnPiece_AndWritesEverything()
    {
        using TemporaryFolder folder = new();
        string printed = Command.Succeed("demo", "-o", folder["demo"]);
        Assert.Matches("gain of the driver feeds .*: as loud as the untreated device", printed);
        Assert.DoesNotContain("partial", printed);
        AssertDemo(folder["demo"], 20 * 48000, composed: true);
    }

    [Theory]
    [InlineData("proscenium render --help", "render", "in.wav", "out.wav", "--foo")]
    [InlineData("proscenium live --help", "live", "--control", "99999")]
    [InlineData("proscenium --help", "--foo")]
    public void AnErrorAboutAnOption_NamesTheHelpOfItsVerb(string help, params string[] arguments) => Assert.EndsWith($" See '{help}'.", Command.Fail(2, arguments).TrimEnd());

    [Fact]
    public void Help_OfLive_NamesTheKeys_AndHelpOfRender_TheWayToADistance()
    {
        static string Help(string verb) => string.Join(' ', Command.Succeed(verb, "--help").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains($"Keys{ControlHelp.Keys[4..]}.", Help("live"));
        string render = Help("render");
        Assert.Contains("proscenium design -o plan --distance", render);
        Assert.Contains("3.0 to 7.1", render);
    }

    [Fact]
    public void LevelsAndSpeeds_HaveOneDecimal_AndNoMinusBeforeZero()
    {
        Assert.Equal(["0.0", "-0.1", "2.0", "-21.6"], [Level.Of(-0.04), Level.Of(-0.06), Level.Of(2), Level.Of(-21.64)]);
        Assert.Equal(["0.9", "3.8", "10", "258"], [RenderCommand.Speed(0.9), RenderCommand.Speed(3.84), RenderCommand.Speed(9.96), RenderCommand.Speed(258.4)]);
        using TemporaryFolder folder = new();
        Sounds.Write(folder["in.wav"], 48000, Signals.Noise(48000, 1, 0.02f), Signals.Noise(48000, 2, 0.02f));
        string printed = Command.Succeed("render", folder["in.wav"], folder["out.wav"], "--device", "laptop");
        Assert.Matches(@"dB \(as loud at the ears as the untreated device\)", printed);
        Assert.Matches(@"limiting +none needed; up to about (\d+\.\d) dB \(--gain \1\) nothing is turned down", printed);
        Assert.Matches(@"s of music: \d+(\.\d)? x real time", printed);
    }

    [Fact]
    public void Demo_SaysFirstWhatToListenTo_ThenFiveFigures_OrFourWithoutABeam()
    {
        using TemporaryFolder folder = new();
        Sounds.Write(folder["in.wav"], 48000, Signals.Noise(48000, 1, 0.2f), Signals.Noise(48000, 2, 0.2f));
        Assert.Equal("", Command.Succeed("demo", folder["in.wav"], "-q", "-o", folder["quiet"]));
        string laptop = Command.Succeed("demo", folder["in.wav"], "-o", folder["laptop"], "--device", "laptop");
        Assert.DoesNotContain("centre beam", laptop);
        string[] printed = Command.Succeed("demo", folder["in.wav"], "-o", folder["demo"]).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal($"Listen over headphones: {folder["demo/monitor-before.wav"]} (untreated), {folder["demo/monitor-after.wav"]} (treated, equally loud)", printed[1]);
        string[] figures = [.. printed.SkipWhile(line => !line.StartsWith("At the ears of", StringComparison.Ordinal)).Skip(1).TakeWhile(line => line.StartsWith(' '))];
        Assert.Equal(5, figures.Length);
        Assert.All(figures, line => Assert.Matches(@"\d dB.*: ", line));
        Assert.Contains(figures, line => line.Contains("change of tone") && line.EndsWith("differs from that of a real loudspeaker at 30 degrees", StringComparison.Ordinal));
        Assert.Contains(figures, line => line.Contains("limiting by ") && line.EndsWith("as loud as the untreated device, and no driver above -1 dBFS", StringComparison.Ordinal));
        Assert.Equal("More: proscenium demo --details, proscenium analyze", printed[^1]);
    }

    [Fact]
    [Trait(Traits.Category, Traits.Slow)]
    [Trait(Traits.Needs, Traits.Program)]
    [Trait(Traits.Needs, Traits.Data)]
    public void Demo_RunsOnRealRecordings_AndPrintsItsFigures()
    {
        RecordedData.RequireProgram("ffmpeg");
        foreach (string song in Directory.EnumerateFiles(RecordedData.Path("real_stereo"), "*.flac"))
        {
            using TemporaryFolder folder = new();
            string printed = Command.Succeed("demo", song, "-o", folder["demo"], "--details");
            foreach (string figure in (string[])["after (loudness-matched)", "separation of the left channel", "image at 30 degrees", "centre beam", "directivity index", "alignment of centre", "largest effort", "latency", "level"])
                Assert.Contains(figure, printed);
            AssertDemo(folder["demo"], Sounds.Read(song).Channels[0].Length, composed: false);
        }
    }

    [Fact]
    [Trait(Traits.Category, Traits.Slow)]
    public void Design_Then_Render_WithThePlan_IsLike_RenderAlone()
    {
        using TemporaryFolder folder = new();
        Sounds.Write(folder["in.wav"], 48000, Signals.Noise(20000, 1), Signals.Noise(20000, 2));
        Command.Succeed("design", "-o", folder["plan"]);
        Command.Succeed("render", folder["in.wav"], folder["a.wav"], "--plan", folder["plan"]);
        string printed = Command.Succeed("render", folder["in.wav"], folder["b.wav"]);
        Assert.Contains("mid-left, mid-right, mid-up, tweeter, woofer", printed);
        (float[][] a, float[][] b) = (Sounds.Read(folder["a.wav"]).Channels, Sounds.Read(folder["b.wav"]).Channels);
        Assert.Equal(5, a.Length);
        Assert.True(a[0].Length >= 20000 + 4353);
        for (int driver = 0; driver < 5; driver++) Assert.True(Signals.ErrorDb(a[driver], b[driver]) < -90);
    }

    [Fact]
    public void Bypass_IsJustAsLoud_OverHeadphones()
    {
        using TemporaryFolder folder = new();
        Sounds.Write(folder["in.wav"], 48000, Signals.Noise(96000, 1, 0.2f), Signals.Noise(96000, 2, 0.2f));
        Command.Succeed("render", folder["in.wav"], folder["after.wav"], "--monitor");
        Command.Succeed("render", folder["in.wav"], folder["before.wav"], "--monitor", "--bypass");
        Assert.Equal(Lufs(folder["after.wav"]), Lufs(folder["before.wav"]), 0.1);
    }

    [Fact]
    [Trait(Traits.Category, Traits.Slow)]
    public void Analyze_WritesItsFigures_AsJson_AndAsAPicture()
    {
        using TemporaryFolder folder = new();
        Command.Succeed("analyze", "--device", "laptop", "--json", folder["figures.json"], "--plot", folder["picture.png"]);
        JsonNode figures = JsonNode.Parse(File.ReadAllText(folder["figures.json"]))!;
        Assert.Equal("laptop", (string?)figures["device"]);
        Assert.True((double?)figures["image"]!["levelErrorDb"] < (double?)figures["untreatedImage"]!["levelErrorDb"]);
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], File.ReadAllBytes(folder["picture.png"])[..4]);
        JsonNode onPipe = JsonNode.Parse(Command.Succeed("analyze", "--device", "laptop", "--angle", "none", "--json", "-"))!;
        Assert.True((double?)onPipe["achievedMinusPlannedDb"] < 1);
    }

    [Fact]
    public void Upmix_SplitsAndTellsWhatItDid()
    {
        using TemporaryFolder folder = new();
        float[] voice = Signals.Noise(48000, 1);
        Sounds.Write(folder["in.wav"], 48000, voice, voice);
        Sounds.Write(folder["true.wav"], 48000, voice);
        string printed = Command.Succeed("upmix", folder["in.wav"], folder["out.wav"], "--reference", folder["true.wav"]);
        Assert.Contains("SI-SDR", printed);
        float[][] split = Sounds.Read(folder["out.wav"]).Channels;
        Assert.Equal((3, 48000), (split.Length, split[0].Length));
        Assert.True(Signals.ErrorDb(split[2].AsSpan(8192, 30000), voice.AsSpan(8192, 30000)) < -80);
    }

    [Fact]
    public void Headphones_KeepTheNearEar_AndAddTheFarOne()
    {
        using TemporaryFolder folder = new();
        float[] impulse = new float[2000];
        impulse[100] = 0.5f;
        Sounds.Write(folder["in.wav"], 48000, impulse, new float[2000]);
        Command.Succeed("headphones", folder["in.wav"], folder["out.wav"], "--gain", "0");
        float[][] ears = Sounds.Read(folder["out.wav"]).Channels;
        Assert.Equal(0.5f, ears[0][132], 1e-6f);
        Assert.True(Signals.PowerDb(ears[1]) < Signals.PowerDb(ears[0]));
        Assert.InRange(Array.FindIndex(ears[1], sample => Math.Abs(sample) > 0.02f) - 132, 8, 16); // 277 us later
    }

    [Fact]
    public void Convolve_RunsAMatrix_InputMajor()
    {
        using TemporaryFolder folder = new();
        float[][] input = [Signals.Noise(3000, 1, 0.1f), Signals.Noise(3000, 2, 0.1f)];
        float[][] paths = [.. Enumerable.Range(0, 6).Select(path => Signals.Noise(64, 10 + path, 0.1f))];
        Sounds.Write(folder["in.wav"], 48000, input);
        Sounds.Write(folder["filters.wav"], 48000, paths);
        Command.Succeed("convolve", folder["in.wav"], folder["filters.wav"], folder["out.wav"], "--outputs", "3");
        float[][] output = Sounds.Read(folder["out.wav"]).Channels;
        Assert.Equal((3, 3063), (output.Length, output[0].Length));
        double[] first = Signals.Convolve(input[0], paths[2]), second = Signals.Convolve(input[1], paths[5]);
        Assert.True(Signals.ErrorDb(output[2].AsSpan(0, 3000), [.. first.Zip(second, (a, b) => a + b)]) < -120);
    }

    [Fact]
    public void Devices_AreListed_AndPrintedToStartFrom()
    {
        string list = Command.Succeed("devices");
        foreach (string name in (string[])["echo-studio", "laptop", "phone", "soundbar-8", "stereo-60"]) Assert.Contains(name, list);
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["my.device.json"], Command.Succeed("devices", "laptop"));
        Command.Succeed("design", "-q", "-o", folder["plan"], "--device", folder["my.device.json"]);
    }

    [Fact]
    public void EveryDevice_IsRendered()
    {
        using TemporaryFolder folder = new();
        Sounds.Write(folder["in.wav"], 44100, Signals.Noise(5000, 1), Signals.Noise(5000, 2));
        foreach (string device in (string[])["phone", "soundbar-8", "stereo-60"])
        {
            Command.Succeed("render", folder["in.wav"], folder[device + ".wav"], "--device", device);
            Assert.All(Sounds.Read(folder[device + ".wav"]).Channels, feed => Assert.All(feed, sample => Assert.InRange(sample, -1, 1)));
        }
    }

    [Fact]
    public void WrongUse_GetsOneSentence_AndTheRightExitCode()
    {
        using TemporaryFolder folder = new();
        Sounds.Write(folder["in.wav"], 44100, Signals.Noise(5000, 1), Signals.Noise(5000, 2));
        Command.Succeed("design", "-q", "-o", folder["plan"], "--device", "laptop");
        Assert.Contains("44100", Command.Fail(1, "render", folder["in.wav"], folder["out.wav"], "--plan", folder["plan"]));
        Assert.Contains("no such file", Command.Fail(1, "render", folder["none.wav"], folder["out.wav"]));
        Assert.Contains("no device 'lapdog'", Command.Fail(1, "render", folder["in.wav"], folder["out.wav"], "--device", "lapdog"));
        Assert.Contains("--gain and --headroom both set the level", Command.Fail(2, "render", folder["in.wav"], folder["out.wav"], "--gain", "-10", "--headroom", "safe"));
        Assert.Contains("3 outputs", Command.Fail(1, "convolve", folder["in.wav"], folder["in.wav"], folder["out.wav"], "--outputs", "3"));
        Assert.Contains("--angle", Command.Fail(2, "design", "-o", folder["plan"], "--angle", "wide"));
        Assert.Contains("20 m", Command.Fail(2, "design", "-o", folder["plan"], "--distance", "30"));
        Command.Fail(2, "render", folder["in.wav"]);
        Command.Fail(2, "paint");
        Assert.Equal(["in.wav", "plan"], folder.Names);
    }

    static double Lufs(string path)
    {
        (float[][] channels, int rate) = Sounds.Read(path);
        Loudness meter = new(rate, channels.Length);
        Proscenium.Engine.Dsp.AudioBuffer buffer = new(channels.Length, channels[0].Length);
        for (int channel = 0; channel < channels.Length; channel++) channels[channel].CopyTo(buffer.Block()[channel]);
        meter.Add(buffer.Block());
        return meter.IntegratedLufs;
    }

    static void AssertDemo(string folder, int frames, bool composed)
    {
        string[] names = [".proscenium.json", "before-after.png", "drivers.wav", "monitor-after.wav", "monitor-before.wav", .. composed ? (string[])["piece-centre.wav", "piece.wav"] : [], "plan"];
        Assert.Equal((IEnumerable<string>)names, [.. Directory.EnumerateFileSystemEntries(folder).Select(Path.GetFileName).Order()!]);
        float[][] drivers = Sounds.Read(Path.Combine(folder, "drivers.wav")).Channels;
        Assert.Equal(5, drivers.Length);
        Assert.True(drivers[0].Length >= frames);
        double before = Lufs(Path.Combine(folder, "monitor-before.wav")), after = Lufs(Path.Combine(folder, "monitor-after.wav"));
        Assert.Equal(before, after, 0.1);
        Assert.InRange(after, -40, -8);
    }

    [Theory]
    [InlineData("render", "", "out.wav")]
    [InlineData("render", "in.wav", "")]
    [InlineData("demo", "-o", "")]
    [InlineData("design", "-o", "")]
    [InlineData("live", "--plan", "")]
    [InlineData("room", "--room", "studio", "--json", "")]
    [InlineData("design", "-o", "plan", "--drivers", "")]
    public void AnEmptyArgument_IsWrongUse(params string[] arguments) => Assert.Contains("is empty: give it a value", Command.Fail(2, arguments));
}
