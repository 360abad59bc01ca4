using System.Diagnostics;
using System.Net.Sockets;
using System.Text.Json;
using Proscenium.Design;
using Proscenium.Engine;
using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;
using Proscenium.Files.Projects;
using Proscenium.Filters;
using Proscenium.Live.Servers;
using Proscenium.Tests.Cli;

namespace Proscenium.Tests.Live;

/// <summary>The real command on real servers; the oracle is the offline render.</summary>
[Collection(OnASoundServer.Name)]
public sealed class LiveCommandTests : IDisposable
{
    const int Rate = 48000, Block = 1024;

    static readonly string[] _drivers = ["mid-left", "mid-right", "mid-up", "tweeter", "woofer"], _ears = ["left ear", "right ear"];

    readonly TemporaryFolder _folder = new();

    public LiveCommandTests() => PlanFile.Write(Designs.Echo, Plan);

    string Plan => _folder["plan"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    [Trait(Traits.Category, Traits.Slow)]
    [Trait(Traits.Needs, Traits.Program)]
    [Trait(Traits.Needs, Traits.Linux)]
    [Trait(Traits.Needs, Traits.Data)]
    public void AMinuteOfMusic_OnJack_AndAtTheSameTimeOnPipeWire_IsTheOfflineRender()
    {
        using JackDaemon jack = new(Rate, Block);
        using PipeWireDaemon pipewire = new(Rate, Block, drivers: 5);
        float[][] minute = RealMixes(60), third = Part(minute, 20 * Rate);
        TryTwice(() =>
        {
            Take feeding = new(jack, Plan, "feeding", _drivers), monitoring = new(jack, Plan, "monitoring", _ears, "--monitor"), wiring = new(pipewire, Plan, "wiring", _drivers);
            using LiveRun one = feeding.Run, two = monitoring.Run, three = wiring.Run;
            using Studio studio = new(jack, minute, 60 * Rate, [.. feeding.Outputs, .. monitoring.Outputs], feeding.Inputs, monitoring.Inputs);
            using Studio beside = new(pipewire, third, 20 * Rate, wiring.Outputs, wiring.Inputs);
            foreach (Take take in (ReadOnlySpan<Take>)[feeding, monitoring, wiring]) take.Begin();
            studio.Play();
            beside.Play();
            beside.AwaitTheEnd(40);
            studio.AwaitTheEnd(90);
            foreach (Take take in (ReadOnlySpan<Take>)[feeding, monitoring, wiring]) take.Run.End(); // before the judge keeps the machine busy
            return Judge(feeding, studio, studio.Recorded(0, 5), minute) ?? Judge(monitoring, studio, Part(studio.Recorded(5, 2), 20 * Rate), third) ?? Judge(wiring, beside, beside.Recorded(0, 5), third);
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
        using (Studio first = new(jack, Noise(1), Rate, run.Ports(_drivers), run.Ports("left", "right")))
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
        using Studio studio = new(jack, Noise(1, seconds + 1), seconds * Rate, [], run.Ports("left", "right"));
        studio.Play();
        studio.AwaitTheEnd(seconds + 30);
        run.End();
        TestContext.Current.SendDiagnosticMessage($"{device} at {block}: longest callback {run.Figure("longest callback")}, load {run.Figure("load")}, {run.Figure("xruns")} xruns, {studio.Xruns} seen beside it; the machine's load is {File.ReadAllText("/proc/loadavg").Split(' ')[0]}");
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
        using LiveRun run = new(jack, "live", "--plan", Plan, "--control", "0");
        run.Await("; latency");
        run.Type("gain to -6", "gain -6 dB");
        run.Type("bypass on", "bypass on. The untreated device plays at");
        double match = JsonDocument.Parse(run.Type("status json", "{")).RootElement.GetProperty("matchDb").GetDouble();
        Assert.NotEqual(0, match);
        RenderPlan untreated = UntreatedPlan.Of(Designs.Canceller.Plan, Designs.EchoStudio);
        TryTwice(() =>
        {
            float[][] sound = Noise(5);
            using Studio studio = new(jack, sound, Rate, run.Ports(_drivers), run.Ports("left", "right"));
            studio.Play();
            studio.AwaitTheEnd(30);
            AudioBuffer input = new(2, Rate);
            for (int channel = 0; channel < 2; channel++) sound[channel].AsSpan(0, Rate).CopyTo(input.Block()[channel]);
            AudioBuffer wanted = Signals.RunInBlocks(input, 5, _ => Block, new Renderer(untreated, Block, Math.Pow(10, (match - 6 - Designs.Canceller.Plan.HeadroomDb) / 20)).Process);
            double error = studio.Recorded(0, 2).Select((channel, n) => Signals.ErrorDb(channel, wanted.Block()[n])).Max();
            return error < -55 ? null : $"{error:0.0} dB; {studio.Xruns} xruns beside it"; // the match is told to 0.01 dB, which is -59 dB
        });
        using TcpClient client = new("127.0.0.1", run.ControlPort);
        using StreamReader replies = new(client.GetStream());
        client.GetStream().Write("abx 1\nx\na\nb\nis a\nquit\n"u8);
        string said = replies.ReadToEnd();
        Assert.Matches("You identified X correctly in [01] of 1 trials", said);
        Assert.DoesNotContain("untreated", run.Said); // nothing gives a test away
        Assert.Contains("xruns", run.AwaitItsEnd());
        Assert.Equal("0 bytes", run.Figure("allocated on the audio thread"));
    }

    [Theory]
    [InlineData(Signal.HangUp)]
    [InlineData(Signal.Quit)]
    [Trait(Traits.Category, Traits.Slow)]
    [Trait(Traits.Needs, Traits.Program)]
    [Trait(Traits.Needs, Traits.Linux)]
    public void ALostTerminal_EndsItInOrder_AlsoWhereItIsToldTwice(int signal)
    {
        using JackDaemon jack = new(Rate, Block);
        using Studio studio = new(jack, Noise(1), 1000, []);
        studio.Connect("player:1", "system:playback_1");
        using LiveRun run = new(jack, "live", "--plan", Plan, "--from", "player:");
        run.Await("player:1 to system:playback_1");
        run.Send(signal);
        run.End(signal);
        Assert.Contains("system:playback_1", studio.Client.ConnectionsOf("player:1"));
    }

    [Fact]
    [Trait(Traits.Category, Traits.Slow)]
    [Trait(Traits.Needs, Traits.Program)]
    [Trait(Traits.Needs, Traits.Linux)]
    public void ADesignUnderWay_IsGivenUp_AtTheEnd_AndLeavesNothingBehind()
    {
        string temporary = Directory.CreateDirectory(_folder["temporary"]).FullName;
        using JackDaemon jack = new(44100, Block) { Environment = new Dictionary<string, string> { ["TMPDIR"] = temporary } };
        using LiveRun run = new(jack, "live", "--plan", Plan);
        Waiting.For(() => Directory.GetDirectories(temporary, "proscenium-live-*").Length == 1, "no design was begun");
        run.End(Signal.HangUp);
        Assert.Empty(Directory.GetFileSystemEntries(temporary));
    }

    [Fact]
    [Trait(Traits.Category, Traits.Slow)]
    [Trait(Traits.Needs, Traits.Program)]
    [Trait(Traits.Needs, Traits.Linux)]
    public void AServerThatDoesNotAnswer_IsLeft()
    {
        using JackDaemon jack = new(Rate, Block);
        using LiveRun run = new(jack, "live", "--plan", Plan);
        run.Await("; latency");
        jack.Freeze();
        try
        {
            run.End(Signal.Terminate, code: 1);
        }
        finally
        {
            jack.Thaw();
        }
        Assert.EndsWith("proscenium: the sound server does not answer: stopped without it.", run.Said);
    }

    [Fact]
    [Trait(Traits.Category, Traits.Slow)]
    [Trait(Traits.Needs, Traits.Program)]
    [Trait(Traits.Needs, Traits.Linux)]
    public void WhatCannotBePrinted_EndsNothing()
    {
        using JackDaemon jack = new(Rate, Block);
        string command = Path.Combine(AppContext.BaseDirectory, "Proscenium.Cli");
        Process Live(string redirected) => Process.Start("bash", ["-c", $"echo status | timeout 120 '{command}' live --server {jack.Server} --plan '{Plan}' --duration 1 {redirected}"]);
        using Process output = Live(">/dev/full"), errors = Live("2>/dev/full"), both = Live(">/dev/full 2>&1"), closed = Live(">&- 2>&-"); // at the same time
        foreach (Process shell in (Process[])[output, errors, both, closed])
        {
            Assert.True(shell.WaitForExit(150000));
            Assert.Equal(0, shell.ExitCode);
        }
    }

    [Fact]
    [Trait(Traits.Category, Traits.Slow)]
    [Trait(Traits.Needs, Traits.Program)]
    [Trait(Traits.Needs, Traits.Linux)]
    public void ASourceThatMatches_IsTaken_WhenItComes_AndNoLongerPlaysPastIt_UntilTheEnd()
    {
        using JackDaemon jack = new(Rate, Block);
        using LiveRun run = new(jack, "live", "--plan", Plan, "--from", "player:", "--to", "playback_[3-7]");
        run.Await("no port matches 'player:' yet: it is connected as soon as it appears.").Await("; latency");
        using Studio studio = new(jack, Noise(1), 1000, run.Ports(_drivers));
        run.Await("connected to player:1, player:2");
        Assert.Equal(["live:left"], studio.Client.ConnectionsOf("player:1").Where(port => port.StartsWith("live", StringComparison.Ordinal)));
        Assert.Equal(["system:playback_3"], studio.Client.ConnectionsOf("live:mid-left").Where(port => port.StartsWith("system", StringComparison.Ordinal)));
        studio.Connect("player:1", "system:playback_1"); // what is not fed may go on
        studio.Connect("player:1", "system:playback_4");
        run.Await("player:1 to system:playback_4");
        Assert.DoesNotContain("system:playback_4", studio.Client.ConnectionsOf("player:1"));
        Assert.Contains("system:playback_1", studio.Client.ConnectionsOf("player:1"));
        run.End();
        Assert.Contains("system:playback_4", studio.Client.ConnectionsOf("player:1"));
    }

    [Fact]
    [Trait(Traits.Category, Traits.Slow)]
    [Trait(Traits.Needs, Traits.Program)]
    [Trait(Traits.Needs, Traits.Linux)]
    public void WhatIsMissing_OrTaken_IsNamed_AndItGoesOn()
    {
        using JackDaemon jack = new(Rate, Block);
        using LiveRun first = new(jack, "live", "--plan", Plan, "--to", "playback_[12]");
        first.Await("only 2 ports match 'playback_[12]' for 5 drivers: connect live:mid-up, live:tweeter, live:woofer by hand").Await("; latency");
        using LiveRun second = new(jack, "live", "--plan", Plan, "--to", "nowhere", "--duration", "0.5");
        second.Await("the client name 'live' is in use: this client is 'live-01'").Await("no ports match 'nowhere'").Await("; latency");
        Assert.Contains("xruns", second.AwaitItsEnd());
        Assert.Contains("--to   live:left", Command.Succeed("live", "--list", "--server", jack.Server));
        first.End();
    }

    [Fact]
    [Trait(Traits.Needs, Traits.Program)]
    public void WithoutAServer_OrWithAPatternThatIsNone_ItSaysWhatToDo()
    {
        RecordedData.RequireProgram("jackd", "jackd2");
        Assert.Contains("JACK server 'nobody' does not run, or is another user's: start one with 'jackd -n nobody", Command.Fail(1, "live", "--plan", Plan, "--server", "nobody"));
        Assert.Contains("is no pattern for ports", Command.Fail(2, "live", "--plan", Plan, "--from", "(", "--server", "nobody"));
        Assert.Contains("there is no kind of sound server 'pulse'", Command.Fail(2, "live", "--plan", Plan, "--backend", "pulse"));
        Assert.Contains("add --monitor", Command.Fail(2, "live", "--plan", Plan, "--room", "living-room"));
        Assert.Contains("is no pattern for ports", Command.Fail(2, "live", "--plan", Plan, "--from", "(a)\\1", "--server", "nobody"));
        Assert.Contains("--duration needs seconds above 0, 1000000 at most", Command.Fail(2, "live", "--plan", Plan, "--duration", "0"));
        foreach (string name in (ReadOnlySpan<string>)["", "a:b", new('x', 61)])
            Assert.Contains("--client needs a name", Command.Fail(2, "live", "--plan", Plan, "--client", name));
        (_, _, string errors) = Command.Run("live", "--plan", Plan, "--gain", "3", "--server", "nobody", "--quiet");
        Assert.Contains("above the gain that keeps every sound below full scale", errors);
        Assert.DoesNotContain("above the gain", Command.Fail(1, "live", "--plan", Plan, "--gain", "0", "--server", "nobody"));
    }

    [Fact]
    public void APlan_IsDesignedLikeAnother_AtAnotherRate()
    {
        Command.Succeed("design", "-o", _folder["again"], "--from-plan", Plan, "--rate", "44100", "-q");
        Assert.Equal(Designs.Echo44100.Plan.Filters[0, 0].ToArray(), PlanFile.Read(_folder["again"]).Plan.Filters[0, 0].ToArray());
        Assert.Contains("leave --taps out", Command.Fail(2, "design", "-o", _folder["again"], "--from-plan", Plan, "--taps", "256"));
    }

    /// <summary>A run that is recorded.</summary>
    sealed class Take
    {
        readonly Stopwatch _clock = new();

        public Take(IServerProcess server, string plan, string client, string[] outputs, params string[] options)
        {
            (Run, Options) = (new(server, client, ["--plan", plan, .. options]), options);
            Run.Await("; latency");
            _clock.Start();
            (Inputs, Outputs) = (Run.Ports("left", "right"), Run.Ports(outputs));
        }

        public LiveRun Run { get; }

        public string[] Options { get; }

        public string[] Inputs { get; }

        public string[] Outputs { get; }

        /// <summary>Blocks of silence that it has played about.</summary>
        public int BlocksBefore { get; private set; }

        public void Begin() => BlocksBefore = (int)(_clock.Elapsed.TotalSeconds * Rate / Block);
    }

    /// <summary>What is wrong with a run, or null: memory, late blocks, sound. The upmix goes by hops, so the render begins with the silence that the run began with.</summary>
    string? Judge(Take take, Studio studio, float[][] found, float[][] sound)
    {
        Assert.Equal("0 bytes", take.Run.Figure("allocated on the audio thread"));
        Assert.Equal(Designs.Echo.Plan.LatencySamples, take.Run.StatedLatency); // the render contains the same
        if (take.Run.Figure("xruns") != "0") return $"{take.Run.Client}: {take.Run.Summary}; the recorder beside it saw {studio.Xruns} xruns";
        int blocks = Enumerable.Range(Math.Max(0, take.BlocksBefore - 10), 60).FirstOrDefault(blocks => Error(take, Part(found, Rate), Part(sound, Rate), blocks) < -120, take.BlocksBefore);
        double error = Error(take, found, sound, blocks);
        TestContext.Current.SendDiagnosticMessage($"{take.Run.Client}: {error:0.0} dB over {found[0].Length / Rate} s, {blocks} blocks of silence before; longest callback {take.Run.Figure("longest callback")}, load {take.Run.Figure("load")}");
        return error < -120 ? null : $"{take.Run.Client}: {error:0.0} dB, {studio.Xruns} xruns beside it";
    }

    /// <summary>The largest error of a channel against the offline render of the sound after some blocks of silence.</summary>
    double Error(Take take, float[][] found, float[][] sound, int blocks)
    {
        int before = blocks * Block;
        Sounds.Write(_folder["sound.wav"], Rate, Array.ConvertAll(sound, channel => (float[])[.. new float[before], .. channel]));
        Command.Succeed(["render", _folder["sound.wav"], _folder["feeds.wav"], "--plan", Plan, "-q", .. take.Options]);
        float[][] wanted = Sounds.Read(_folder["feeds.wav"]).Channels;
        return found.Select((channel, n) => Signals.ErrorDb(channel, wanted[n].AsSpan(before, channel.Length))).Max();
    }

    /// <summary>Dropouts of a busy machine may be; twice they are ours.</summary>
    static void TryTwice(Func<string?> run)
    {
        if (run() is not { } first) return;
        TestContext.Current.SendDiagnosticMessage($"again, since {first}");
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
    static void AssertRendered(JackDaemon jack, LiveRun run, float[][] sound, int rate) => TryTwice(() =>
    {
        SpatialDesign design = rate == Rate ? Designs.Canceller : SpatialDesigner.Design(Designs.Canceller.Request.AtRate(rate));
        using Studio studio = new(jack, sound, rate, run.Ports(_drivers), run.Ports("left", "right"));
        studio.Play();
        studio.AwaitTheEnd(30);
        Assert.Equal(design.Plan.LatencySamples, run.StatedLatency);
        Waiting.For(() => studio.Client.AddedLatencyFrames == design.Plan.LatencySamples, () => $"the server was told {studio.Client.AddedLatencyFrames} samples");
        float[][] found = studio.Recorded(0, 5);
        AudioBuffer input = new(2, rate);
        for (int channel = 0; channel < 2; channel++) sound[channel].AsSpan(0, rate).CopyTo(input.Block()[channel]);
        AudioBuffer wanted = Signals.RunInBlocks(input, 5, _ => Block, new Renderer(design.Plan, Block, Math.Pow(10, -design.Plan.HeadroomDb / 20)).Process);
        for (int channel = 0; channel < 5; channel++)
            if (Signals.ErrorDb(found[channel], wanted.Block()[channel]) is var error && !(error < -120)) return $"channel {channel}: {error:0.0} dB; {studio.Xruns} xruns beside it";
        return null;
    });

    static float[][] Noise(int seed, double seconds = 2) => [Signals.Noise((int)(seconds * Rate), seed, 0.25f), Signals.Noise((int)(seconds * Rate), seed + 100, 0.25f)];

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
