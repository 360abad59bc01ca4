using System.Diagnostics;
using System.Net.Sockets;
using System.Text.Json;
using Proscenium.Design;
using Proscenium.Engine;
using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;
using Proscenium.Files.Projects;
using Proscenium.Live.Servers;
using Proscenium.Tests.Cli;

namespace Proscenium.Tests.Live;

/// <summary>The sound of the real command on real servers; the oracle is the offline render.</summary>
[Collection(OnASoundServer.Name)]
public sealed class LiveCommandTests : CommandOnAServer
{
    const int Seconds = 10;

    static readonly string[] _ears = ["left ear", "right ear"];

    [Fact]
    [Trait(Traits.Category, Traits.Slow)]
    [Trait(Traits.Needs, Traits.Program)]
    [Trait(Traits.Needs, Traits.Linux)]
    [Trait(Traits.Needs, Traits.Data)]
    public void Music_OnJack_AndAtTheSameTimeOnPipeWire_IsTheOfflineRender()
    {
        const int block = 2048; // three runs, two players and two recorders share the machine
        using JackDaemon jack = new(Rate, block);
        using PipeWireDaemon pipewire = new(Rate, block, drivers: 5);
        float[][] music = RealMixes(Seconds);
        TryThreeTimes(() =>
        {
            Take feeding = new(jack, block, Plan, "feeding", Drivers), monitoring = new(jack, block, Plan, "monitoring", _ears, "--monitor"), wiring = new(pipewire, block, Plan, "wiring", Drivers);
            using LiveRun one = feeding.Run, two = monitoring.Run, three = wiring.Run;
            using PlayerAndRecorder player = new(jack, music, Seconds * Rate, [.. feeding.Outputs, .. monitoring.Outputs], feeding.Inputs, monitoring.Inputs);
            using PlayerAndRecorder beside = new(pipewire, music, Seconds * Rate, wiring.Outputs, wiring.Inputs);
            foreach (Take take in (ReadOnlySpan<Take>)[feeding, monitoring, wiring]) take.Begin();
            player.Play();
            beside.Play();
            beside.AwaitTheEnd(2 * Seconds);
            player.AwaitTheEnd(2 * Seconds);
            foreach (Take take in (ReadOnlySpan<Take>)[feeding, monitoring, wiring]) take.Run.End(); // before the judge keeps the machine busy
            return Judge(feeding, player, player.Recorded(0, 5), music) ?? Judge(monitoring, player, player.Recorded(5, 2), music) ?? Judge(wiring, beside, beside.Recorded(0, 5), music);
        });
    }

    [Fact]
    [Trait(Traits.Category, Traits.Slow)]
    [Trait(Traits.Needs, Traits.Program)]
    [Trait(Traits.Needs, Traits.Linux)]
    public void ACrashedServer_ThatComesBack_IsJoinedAgain_AsItWas_AlsoAtAnotherRate()
    {
        PlanFile.Write(Designs.Canceller, Plan);
        using JackDaemon jack = new(Rate, Block);
        using LiveRun run = new(jack, "live", "--plan", Plan);
        run.Await("; latency");
        using (PlayerAndRecorder first = new(jack, Noise(1), Rate, run.Ports(Drivers), run.Ports("left", "right")))
        {
            first.Client.Disconnect("live:woofer", "system:playback_5");
            first.Connect("live:tweeter", "system:playback_8"); // by hand
            Thread.Sleep(1500);
            jack.Crash();
            run.Await("is gone");
        }
        jack.Restart(Rate, 512);
        run.Await("playing ", 2);
        AssertPatched(jack, run);
        AssertRendered(jack, run, Noise(2), Rate);
        jack.Crash();
        run.Await("is gone", 2);
        jack.Restart(44100, 256);
        run.Await("until").Await($"playing {Plan}; latency");
        AssertPatched(jack, run);
        AssertRendered(jack, run, Noise(3), 44100);
        run.End();
        Assert.Equal("0 bytes", run.Figure("allocated on the audio thread"));
    }

    [Fact]
    [Trait(Traits.Category, Traits.Slow)]
    [Trait(Traits.Needs, Traits.Program)]
    [Trait(Traits.Needs, Traits.Linux)]
    public void ALargerBlock_WhileItPlays_IsTakenWithoutAllocation()
    {
        PlanFile.Write(Designs.Canceller, Plan);
        using JackDaemon jack = new(Rate, 256);
        using LiveRun run = new(jack, "live", "--plan", Plan);
        run.Await("; latency");
        jack.SetBlock(2048);
        run.Await("now in blocks of 2048").Await("playing ", 2);
        AssertRendered(jack, run, Noise(1), Rate);
        run.End();
        Assert.Equal("0 bytes", run.Figure("allocated on the audio thread"));
    }

    [Theory]
    [InlineData("echo-studio", 64)]
    [InlineData("soundbar-8", 64)]
    [Trait(Traits.Category, Traits.Slow)]
    [Trait(Traits.Needs, Traits.Program)]
    [Trait(Traits.Needs, Traits.Linux)]
    public void AtBlocksOf64_NothingIsAllocated_AndTheFiguresAreTold(string device, int block) => Measure(device, block, seconds: 3);

    /// <summary>The table of docs/live/jack.md.</summary>
    [Theory(Explicit = true)]
    [InlineData("echo-studio", 64)]
    [InlineData("echo-studio", 128)]
    [InlineData("echo-studio", 256)]
    [InlineData("echo-studio", 1024)]
    [InlineData("soundbar-8", 64)]
    [InlineData("soundbar-8", 128)]
    [InlineData("soundbar-8", 256)]
    [InlineData("soundbar-8", 1024)]
    [Trait(Traits.Category, Traits.Slow)]
    [Trait(Traits.Needs, Traits.Program)]
    [Trait(Traits.Needs, Traits.Linux)]
    public void Figures(string device, int block) => Measure(device, block, seconds: 20);

    void Measure(string device, int block, int seconds)
    {
        using JackDaemon jack = new(Rate, block);
        PlanFile.Write(device == "echo-studio" ? Designs.Echo : SpatialDesigner.Design(new() { Device = DeviceFile.Open(device) }), Plan);
        using LiveRun run = new(jack, "live", "--plan", Plan);
        run.Await("; latency");
        using PlayerAndRecorder player = new(jack, Noise(1, seconds + 1), seconds * Rate, [], run.Ports("left", "right"));
        player.Play();
        player.AwaitTheEnd(seconds + 30);
        run.End();
        TestContext.Current.SendDiagnosticMessage($"{device} at {block}: longest callback {run.Figure("longest callback")}, load {run.Figure("load")}, {run.Figure("xruns")} xruns, {player.Xruns} seen beside it; the machine's load is {File.ReadAllText("/proc/loadavg").Split(' ')[0]}");
        Assert.Equal("0 bytes", run.Figure("allocated on the audio thread"));
    }

    [Fact]
    [Trait(Traits.Category, Traits.Slow)]
    [Trait(Traits.Needs, Traits.Program)]
    [Trait(Traits.Needs, Traits.Linux)]
    public void BypassByACommand_IsTheUntreatedDevice_AtTheGainThatIsTold_AndASocketSteersToo()
    {
        PlanFile.Write(Designs.Canceller, Plan);
        using JackDaemon jack = new(Rate, Block);
        using LiveRun run = new(jack, "live", "--plan", Plan, "--control");
        run.Await("; latency");
        run.Type("gain to -6", "gain -6 dB");
        run.Type("bypass on", "bypass on. The untreated device plays at");
        double match = JsonDocument.Parse(run.Type("status json", "{")).RootElement.GetProperty("matchDb").GetDouble();
        Assert.NotEqual(0, match);
        RenderPlan untreated = Designs.Canceller.Untreated;
        TryThreeTimes(() =>
        {
            float[][] sound = Noise(5);
            using PlayerAndRecorder player = new(jack, sound, Rate, run.Ports(Drivers), run.Ports("left", "right"));
            player.Play();
            player.AwaitTheEnd(30);
            AudioBuffer input = new(2, Rate);
            for (int channel = 0; channel < 2; channel++) sound[channel].AsSpan(0, Rate).CopyTo(input.Block()[channel]);
            AudioBuffer wanted = Signals.RunInBlocks(input, 5, _ => Block, new Renderer(untreated, Block, Math.Pow(10, (match - 6 + Designs.Canceller.Plan.PlaybackGainDb) / 20), Renderer.PlaybackCeilingDb).Process);
            double error = player.Recorded(0, 2).Select((channel, n) => Signals.ErrorDb(channel, wanted.Block()[n])).Max();
            return error < -55 ? null : $"{error:0.0} dB; {player.Xruns} xruns beside it"; // the match is told to 0.01 dB, which is -59 dB
        });
        using Socket client = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        client.Connect(new UnixDomainSocketEndPoint(run.ControlFile));
        using StreamReader replies = new(new NetworkStream(client));
        client.Send("abx 1\nx\na\nb\nis a\nquit\n"u8);
        string said = replies.ReadToEnd();
        Assert.Matches("You identified X correctly in [01] of 1 trials", said);
        Assert.DoesNotContain("untreated", run.Said); // nothing gives a test away
        Assert.Contains("xruns", run.AwaitItsEnd());
        Assert.Equal("0 bytes", run.Figure("allocated on the audio thread"));
    }

    [Fact]
    public void APlan_IsDesignedLikeAnother_AtAnotherRate()
    {
        Command.Succeed("design", "-o", Folder["again"], "--from-plan", Plan, "--rate", "44100", "-q");
        Assert.Equal(Designs.Echo44100.Plan.Filters[0, 0].ToArray(), PlanFile.Read(Folder["again"]).Plan.Filters[0, 0].ToArray());
        Assert.Contains("leave --taps out", Command.Fail(2, "design", "-o", Folder["again"], "--from-plan", Plan, "--taps", "256"));
    }

    /// <summary>A run that is recorded.</summary>
    sealed class Take
    {
        readonly Stopwatch _clock = new();

        public Take(IServerProcess server, int block, string plan, string client, string[] outputs, params string[] options)
        {
            (Block, Run, Options) = (block, new(server, client, ["--plan", plan, .. options]), options);
            Run.Await("; latency");
            _clock.Start();
            (Inputs, Outputs) = (Run.Ports("left", "right"), Run.Ports(outputs));
        }

        public LiveRun Run { get; }

        /// <summary>Frames of the server's block.</summary>
        public int Block { get; }

        public string[] Options { get; }

        public string[] Inputs { get; }

        public string[] Outputs { get; }

        /// <summary>Blocks of silence that it has played about.</summary>
        public int BlocksBefore { get; private set; }

        public void Begin() => BlocksBefore = (int)(_clock.Elapsed.TotalSeconds * Rate / Block);
    }

    /// <summary>What is wrong with a run, or null: memory, latency, sound. The upmix goes by hops, so the render begins with the silence that the run began with.</summary>
    string? Judge(Take take, PlayerAndRecorder player, float[][] found, float[][] sound)
    {
        Assert.Equal("0 bytes", take.Run.Figure("allocated on the audio thread"));
        Assert.Equal(Designs.Echo.Plan.PlaybackLatencySamples, take.Run.StatedLatency); // the render contains the same
        int blocks = Enumerable.Range(Math.Max(0, take.BlocksBefore - 10), 60).FirstOrDefault(blocks => Error(take, Part(found, Rate), Part(sound, Rate), blocks) < -120, take.BlocksBefore);
        double error = Error(take, found, sound, blocks);
        TestContext.Current.SendDiagnosticMessage($"{take.Run.Client}: {error:0.0} dB over {found[0].Length / Rate} s, {blocks} blocks of silence before; longest callback {take.Run.Figure("longest callback")}, load {take.Run.Figure("load")}");
        return error < -120 ? null : $"{take.Run.Client}: {error:0.0} dB, {take.Run.Figure("xruns")} xruns, {player.Xruns} seen beside it; longest callback {take.Run.Figure("longest callback")}"; // a late block that the recorder did not miss harms nobody
    }

    /// <summary>The largest error of a channel against the offline render of the sound after some blocks of silence.</summary>
    double Error(Take take, float[][] found, float[][] sound, int blocks)
    {
        int before = blocks * take.Block;
        Sounds.Write(Folder["sound.wav"], Rate, Array.ConvertAll(sound, channel => (float[])[.. new float[before], .. channel]));
        Command.Succeed(["render", Folder["sound.wav"], Folder["feeds.wav"], "--plan", Plan, "-q", .. take.Options]);
        float[][] wanted = Sounds.Read(Folder["feeds.wav"]).Channels;
        return found.Select((channel, n) => Signals.ErrorDb(channel, wanted[n].AsSpan(before, channel.Length))).Max();
    }

    /// <summary>Dropouts of a busy machine may be; three times they are ours.</summary>
    static void TryThreeTimes(Func<string?> run)
    {
        for (int attempt = 1; attempt < 3; attempt++)
        {
            if (run() is not { } wrong) return;
            TestContext.Current.SendDiagnosticMessage($"again, since {wrong}");
        }
        Assert.Null(run());
    }

    static void AssertPatched(JackDaemon jack, LiveRun run)
    {
        using JackServer looking = new(jack.Library, jack.Server, "looking", new([], []));
        Waiting.For(() => looking.ConnectionsOf("live:tweeter").Count == 2, () => $"not patched as before: {run.Said}");
        Assert.Equal(["system:playback_4", "system:playback_8"], looking.ConnectionsOf("live:tweeter").Order());
        Assert.Equal(["system:playback_1"], looking.ConnectionsOf("live:mid-left"));
        Assert.Empty(looking.ConnectionsOf("live:woofer"));
    }

    /// <summary>What sounds now is what the plan, designed for this rate, renders.</summary>
    static void AssertRendered(JackDaemon jack, LiveRun run, float[][] sound, int rate) => TryThreeTimes(() =>
    {
        SpatialDesign design = rate == Rate ? Designs.Canceller : SpatialDesigner.Design(Designs.Canceller.Request.AtRate(rate));
        using PlayerAndRecorder player = new(jack, sound, rate, run.Ports(Drivers), run.Ports("left", "right"));
        player.Play();
        player.AwaitTheEnd(30);
        Assert.Equal(design.Plan.PlaybackLatencySamples, run.StatedLatency);
        Waiting.For(() => player.Client.AddedLatencyFrames == design.Plan.PlaybackLatencySamples, () => $"the server was told {player.Client.AddedLatencyFrames} samples");
        float[][] found = player.Recorded(0, 5);
        AudioBuffer input = new(2, rate);
        for (int channel = 0; channel < 2; channel++) sound[channel].AsSpan(0, rate).CopyTo(input.Block()[channel]);
        AudioBuffer wanted = Signals.RunInBlocks(input, 5, _ => Block, new Renderer(design.Plan, Block, Math.Pow(10, design.Plan.PlaybackGainDb / 20), Renderer.PlaybackCeilingDb).Process);
        for (int channel = 0; channel < 5; channel++)
            if (Signals.ErrorDb(found[channel], wanted.Block()[channel]) is var error && !(error < -120)) return $"channel {channel}: {error:0.0} dB; {player.Xruns} xruns beside it";
        return null;
    });

    static float[][] Part(float[][] sound, int frames) => Array.ConvertAll(sound, channel => channel[..frames]);

    /// <summary>Real mixes one after the other.</summary>
    static float[][] RealMixes(int seconds)
    {
        List<float> left = [0.1f], right = [0.1f];
        foreach (string file in Directory.GetFiles(RecordedData.Path("real_stereo"), "*.flac").Order().Concat(Directory.GetFiles(RecordedData.Path("mixes"), "mix.flac", SearchOption.AllDirectories).Order()))
        {
            (float[][] mix, int rate) = Sounds.Read(file);
            if (rate != Rate || left.Count >= seconds * Rate) continue;
            left.AddRange(mix[0]);
            right.AddRange(mix[1]);
        }
        return [left.GetRange(0, seconds * Rate).ToArray(), right.GetRange(0, seconds * Rate).ToArray()];
    }
}
