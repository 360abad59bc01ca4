using System.Runtime;
using Proscenium.Design;
using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;
using Proscenium.Files;
using Proscenium.Files.Projects;
using Proscenium.Heads;
using Proscenium.Judging.Rooms;
using Proscenium.Live;
using Proscenium.Live.Control;
using Proscenium.Live.Servers;

namespace Proscenium.Tests.Live;

/// <summary>The session in this process.</summary>
[Collection(OnASoundServer.Name)]
public sealed class LiveSessionTests : IDisposable
{
    const int Rate = 48000;

    readonly TemporaryFolder _folder = new();
    readonly List<string> _said = [];

    public LiveSessionTests()
    {
        PlanFile.Write(Designs.Echo, _folder["echo"]);
        PlanFile.Write(Designs.Canceller, _folder["canceller"]);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    [Trait(Traits.Category, Traits.Slow)]
    [Trait(Traits.Needs, Traits.Program)]
    [Trait(Traits.Needs, Traits.Linux)]
    public void AnotherPlan_TheTwin_AndAGain_WhileAToneSounds_ClickBelowMinus80Decibels_WithoutAnXrun()
    {
        using JackDaemon jack = new(Rate);
        if (Played() is { } first) Assert.True(Played() is null, first); // once more, for the machine's sake

        string? Played()
        {
            using LiveSession session = new(Settings(ports => new JackServer(jack.Library, jack.Server, "live", ports)));
            using RunningSession run = new(session);
            Await("; latency");
            float[] tone = [.. Enumerable.Range(0, 7 * Rate).Select(n => (float)(0.5 * Math.Cos(2 * Math.PI * 1000 * n / Rate) * Math.Min(1, 0.001 + n / 24000.0)))];
            using PlayerAndRecorder player = new(jack, [tone, [.. tone.Select(sample => 0.3f * sample)]], 6 * Rate, ["live:mid-left"], ["live:left", "live:right"]);
            player.Play();
            Thread.Sleep(1500);
            session.SwitchPlan(_folder["canceller"]);
            Await($"playing {_folder["canceller"]};");
            session.Bypassed = true;
            Thread.Sleep(1000);
            session.GainDb = -6;
            Thread.Sleep(500);
            session.Bypassed = false;
            player.AwaitTheEnd(30);
            float[] heard = player.Recorded(0, 1)[0];
            if (session.Figures.Xruns > 0) return $"{session.Figures.Xruns} xruns, {player.Xruns} beside it";
            double tones = double.PositiveInfinity, clicks = double.NegativeInfinity;
            for (int start = Rate; start + 8192 <= heard.Length; start += 2048)
                (tones, clicks) = (Math.Min(tones, Signals.MaxLevelDb(heard.AsSpan(start, 8192), Rate, 0, 2000)), Math.Max(clicks, Signals.MaxLevelDb(heard.AsSpan(start, 8192), Rate, 4000, 24000)));
            Assert.True(tones > -60, $"{tones:0} dB of tone");
            TestContext.Current.SendDiagnosticMessage($"clicks {clicks - tones:0.0} dB under the tone where it is softest");
            return clicks < tones - 80 ? null : $"{clicks - tones:0} dB";
        }
    }

    [Fact]
    public void PlansThatDoNotFitThePorts_ChangeNothing()
    {
        using LiveSession session = new(Settings(ports => new StillServer(Rate, 256)));
        using RunningSession run = new(session);
        Await("; latency");
        PlanFile.Write(SpatialDesigner.Design(new() { Device = DeviceFile.Open("laptop") }), _folder["laptop"]);
        PlanFile.Write(SpatialDesigner.Design(new() { Device = Designs.EchoStudio, Layout = ChannelLayout.Named("5.1") }), _folder["film"]);
        Assert.EndsWith("the running plan feeds mid-left, mid-right, mid-up, tweeter, woofer: end this and begin with that plan.", Assert.Throws<FileFormatException>(() => session.SwitchPlan(_folder["laptop"])).Message);
        Assert.Contains("the running plan takes left, right: end this", Assert.Throws<FileFormatException>(() => session.SwitchPlan(_folder["film"])).Message);
        Assert.Contains("holds no plan", Assert.Throws<FileFormatException>(() => session.SwitchPlan(_folder["nothing"])).Message);
        Assert.Equal(_folder["echo"], session.PlanName);
    }

    [Fact]
    public void APlanForAnotherRate_IsDesignedAgain_AndOneThatCannotBe_LeavesWhatPlays()
    {
        PlanFile.Write(SpatialDesigner.Design(Designs.Canceller.Request.AtRate(44100)), _folder["slow"]);
        StillServer server = new(Rate, 256);
        bool fails = true;
        using LiveSession session = new(Settings(ports => server) with { Design = (_, request, _) => fails ? throw new SoundException("no room for it.") : SpatialDesigner.Design(request) });
        using RunningSession run = new(session);
        Await("; latency");
        session.SwitchPlan(_folder["slow"]);
        Await($"{_folder["slow"]} is being designed again for 48000 Hz");
        Await("no room for it: playback continues.");
        Assert.Equal(_folder["echo"], session.PlanName);
        fails = false;
        session.SwitchPlan(_folder["slow"]);
        Waiting.For(() => session.PlanName == _folder["slow"], "the plan did not change");
        Waiting.For(() => server.Run(64) == Designs.Canceller.Plan.PlaybackLatencySamples, "the server was not told the latency");
    }

    [Fact]
    public void WhatTheAudioThreadRuns_WasCompiledBefore()
    {
        StillServer server = new(Rate, 64);
        using LiveSession session = new(Settings(ports => server));
        using RunningSession run = new(session);
        Await("; latency");
        server.Run(0); // what only the test needs
        Assert.Equal(0, CompiledWhileItRuns());
        (session.Bypassed, session.GainDb) = (true, -3);
        Assert.Equal(0, CompiledWhileItRuns());
        session.SwitchPlan(_folder["canceller"]);
        Waiting.For(() => session.PlanName == _folder["canceller"], "the plan did not change");
        Assert.Equal(0, CompiledWhileItRuns());

        long CompiledWhileItRuns()
        {
            long compiled = -1;
            Thread audio = new(() =>
            {
                long before = JitInfo.GetCompiledMethodCount(currentThread: true);
                server.Run(400);
                compiled = JitInfo.GetCompiledMethodCount(currentThread: true) - before;
            });
            audio.Start();
            audio.Join();
            return compiled;
        }
    }

    [Fact]
    public void AServerThatReturns_IsPlayedOn_AtTheListenersGain_FromTheFirstSample()
    {
        StillServer first = new(Rate, 256), second = new(Rate, 256);
        bool back = false;
        using LiveSession session = new(Settings(ports => back ? second : first));
        using RunningSession run = new(session);
        Await("; latency");
        (session.GainDb, session.Bypassed) = (-40, true);
        back = true;
        first.Dispose();
        Waiting.For(() => second.IsRunning, "it was not joined again");
        float beginning = second.Play(100), later = second.Play(100);
        Assert.InRange(later, 1e-5f, 0.01f);
        Assert.True(beginning < 1.2f * later, $"{beginning} at first, {later} later");
    }

    [Fact]
    public void Listening_IsForWhatPlays_AndForAServerThatReturns()
    {
        StillServer first = new(Rate, 256), second = new(Rate, 256);
        bool back = false;
        using LiveSession session = new(Settings(ports => back ? second : first));
        using RunningSession run = new(session);
        Await("; latency");
        session.GainDb = -20;
        first.Play(100);
        float plain = first.Play(100);
        ((ILiveSound)session).Listening = new() { Night = true };
        first.Play(400);
        float night = first.Play(100);
        Assert.True(night < 0.8f * plain, $"{night} at night, {plain} by day");
        Assert.Contains("listening: night", string.Join('\n', session.Status));
        back = true;
        first.Dispose();
        Waiting.For(() => second.IsRunning, "it was not joined again");
        second.Play(400);
        Assert.Equal(night, second.Play(100), 0.1 * night);
    }

    [Fact]
    public void TheEnd_IsSilent_BeforeTheServerIsLeft()
    {
        StillServer server = new(Rate, 256);
        LiveSession session = new(Settings(ports => server));
        using (RunningSession run = new(session))
        {
            Await("; latency");
            Assert.True(server.Play(100) > 0.001f);
            session.Quit();
            while (server.IsRunning) server.Play(1, pause: 1);
        }
        Assert.True(server.LastPeak < 1e-4f, $"{server.LastPeak} in the last block");
        session.Dispose();
    }

    [Fact]
    [Trait(Traits.Category, Traits.Slow)]
    public void AnotherBlock_KeepsTheMeasuredLoudness_AndDuringABlindTest_NothingIsTaken()
    {
        StillServer server = new(Rate, 256);
        using LiveSession session = new(Settings(ports => server));
        using RunningSession run = new(session);
        Await("; latency");
        Waiting.For(() => server.Play(200) > 0 && session.MatchSeconds > 5, "the loudness was not measured");
        session.Bypassed = true;
        double match = session.MatchDb;
        server.BlockFrames = 128;
        Await("now in blocks of 128");
        Waiting.For(() => server.Play(50) > 0 && !session.IsChanging, "the block was not taken");
        Assert.True(session.MatchSeconds > 5);
        Assert.Equal(match, session.MatchDb);
        session.MatchHeld = true;
        int changes = session.Changes;
        session.SwitchPlan(_folder["canceller"]);
        Thread.Sleep(1500);
        Assert.Equal((_folder["echo"], changes, match), (session.PlanName, session.Changes, session.MatchDb));
        session.MatchHeld = false;
        Waiting.For(() => server.Play(50) > 0 && session.PlanName == _folder["canceller"], "the plan was lost");
        Assert.True(session.Changes > changes);
    }

    [Fact]
    public void ADesignThatFails_AtTheStart_IsTriedAgain()
    {
        int tries = 0;
        SetTime time = new();
        using LiveSession session = new(Settings(ports => new StillServer(44100, 256)) with { Design = (_, _, _) => throw new SoundException($"no room for it, {++tries}."), Time = time });
        using RunningSession run = new(session);
        Await("no room for it, 1: the untreated device keeps playing; next attempt in 10 s, later ones at longer intervals.");
        Assert.False(session.PlanPlays);
        time.Advance(TimeSpan.FromSeconds(10.1));
        Await("no room for it, 2");
    }

    [Fact]
    public void ADesignThatIsRefused_IsTriedAtLongerAndLongerIntervals_AndSaidOnce()
    {
        int tries = 0;
        SetTime time = new();
        using LiveSession session = new(Settings(ports => new StillServer(384000, 256)) with { Design = (_, _, _) => throw Refused(ref tries), Time = time });
        using RunningSession run = new(session);
        Await("384 kHz are too many: the untreated device keeps playing");
        foreach (double seconds in (double[])[10.1, 20.1, 40.1])
        {
            int before = Volatile.Read(ref tries);
            time.Advance(TimeSpan.FromSeconds(seconds / 2));
            Thread.Sleep(150); // some turns of the session
            Assert.Equal(before, Volatile.Read(ref tries));
            time.Advance(TimeSpan.FromSeconds(seconds / 2));
            Waiting.For(() => Volatile.Read(ref tries) > before, "it was not tried again");
            Thread.Sleep(150);
        }
        Assert.Equal(2, Said().Split("384 kHz are too many").Length);

        static SoundException Refused(ref int tries)
        {
            Interlocked.Increment(ref tries);
            return new SoundException("384 kHz are too many.");
        }
    }

    [Fact]
    public void WhileRenderersAreMade_EveryQuestionIsAnsweredAtOnce()
    {
        using ManualResetEventSlim opens = new();
        bool asked = false;
        LiveSettings settings = Settings(ports =>
        {
            Volatile.Write(ref asked, true);
            opens.Wait(TestContext.Current.CancellationToken);
            return new StillServer(Rate, 256);
        });
        using LiveSession session = new(settings);
        using RunningSession run = new(session);
        Waiting.For(() => Volatile.Read(ref asked), "the server was not opened");
        bool answered = false;
        Thread questions = new(() =>
        {
            Assert.Contains("waiting for the sound server", session.Status[0]);
            (session.GainDb, session.Bypassed) = (-40, true);
            Assert.False(session.PlanPlays);
            session.SwitchPlan(_folder["canceller"]);
            Volatile.Write(ref answered, true);
        });
        questions.Start();
        Waiting.For(() => Volatile.Read(ref answered), "nobody answered");
        opens.Set();
        Await($"playing {_folder["canceller"]} on"); // what was asked for meanwhile
        Assert.Equal((-40, true), (session.GainDb, session.Bypassed));
    }

    [Fact]
    [Trait(Traits.Needs, Traits.Linux)]
    public void AFolderWithAPipe_IsRefusedAtOnce()
    {
        LinuxSystem.Require();
        using LiveSession session = new(Settings(ports => new StillServer(Rate, 256)));
        Directory.CreateDirectory(_folder["piped"]);
        using (System.Diagnostics.Process made = System.Diagnostics.Process.Start("mkfifo", _folder["piped"] + "/plan.json")) made.WaitForExit();
        Assert.Contains("plan.json: is a pipe or a device", Assert.Throws<FileFormatException>(() => session.SwitchPlan(_folder["piped"])).Message);
    }

    [Fact]
    public void WithoutALibrary_ItSaysWhichPackageToInstall() =>
        Assert.Equal("no JACK library (libnone.so.0) is on this machine: install JACK or PipeWire's own (Debian: apt-get install jackd2, or pipewire-jack and run by pw-jack).",
            Assert.Throws<SoundException>(() => LibJack.OpenAny("libnone.so.0")).Message);

    [Fact]
    public void DriversNamedAsChannelsAre_HavePortsOfTheirOwn()
    {
        (IReadOnlyList<string> inputs, IReadOnlyList<string> outputs) = PortNames.Of(new SoundPorts(["left", "right"], ["left", "right", "left out"]));
        Assert.Equal(["left", "right"], inputs);
        Assert.Equal(["left out", "right out", "left out_2"], outputs);
    }

    [Theory]
    [InlineData("laptop")]
    [InlineData("stereo-60")]
    [Trait(Traits.Category, Traits.Slow)]
    [Trait(Traits.Needs, Traits.Program)]
    [Trait(Traits.Needs, Traits.Linux)]
    public void EveryDevice_FindsRoom_OnARealServer(string device)
    {
        using JackDaemon jack = new(Rate);
        using LiveSession session = new(Settings(ports => new JackServer(jack.Library, jack.Server, "live", ports)) with { Plan = PlanSource.ToDesign(new() { Device = DeviceFile.Open(device) }, device) });
        using RunningSession run = new(session);
        Await($"playing {device};");
    }

    [Fact]
    public void PortNames_ArePlain_AndEachOnce() => Assert.Equal(["a_b", "a_b_2", "port", "mid left"], PortNames.Of(["a:b", "a/b", " ", "mid left"]));

    LiveSettings Settings(Func<SoundPorts, ISoundServer> open) => new()
    {
        Open = open,
        Plan = PlanSource.InFolder(_folder["echo"]),
        Design = (_, request, _) => SpatialDesigner.Design(request),
        Ears = design => MonitorFilters.Of(design.Request.Device, design.Request.Distance, new SphericalHead(), design.Plan.SampleRate),
        Say = line =>
        {
            lock (_said) _said.Add(line);
        },
    };

    void Await(string words) => Waiting.For(() => Said().Contains(words), () => $"'{words}' was not said: {Said()}");

    string Said()
    {
        lock (_said) return string.Join('\n', _said);
    }

    /// <summary>A session on a thread of its own, ended with the test.</summary>
    sealed class RunningSession : IDisposable
    {
        readonly LiveSession _session;
        readonly Task _run;

        public RunningSession(LiveSession session) => (_session, _run) = (session, Task.Run(() => session.Run(CancellationToken.None)));

        public void Dispose()
        {
            _session.Quit();
            Assert.True(_run.Wait(TimeSpan.FromSeconds(30), CancellationToken.None), "the session did not end");
        }
    }

    /// <summary>A server whose time goes on when the test says so.</summary>
    sealed class StillServer(int sampleRate, int blockFrames) : ISoundServer
    {
        readonly AudioBuffer _input = Signals.Noise(2, blockFrames, 1), _silence = new(2, blockFrames), _output = new(5, blockFrames);
        IBlockProcessor? _processor;
        int _latency;

        public string Name => "a server that stands still";

        public int SampleRate => sampleRate;

        public int BlockFrames { get; set; } = blockFrames;

        /// <summary>The largest sample of the block played last.</summary>
        public float LastPeak { get; private set; }

        public long Xruns => 0;

        public double Load => 0;

        public bool IsRunning => _processor is not null;

        public IReadOnlyList<string> Connections => [];

        public void Start(IBlockProcessor processor) => _processor = processor;

        public void SetLatency(int frames) => _latency = frames;

        public void Dispose() => _processor = null;

        /// <summary>Plays some blocks of silence; gives the latency told last.</summary>
        public int Run(int blocks)
        {
            for (int block = 0; block < blocks; block++) _processor?.Process(_silence.Block(), _output.Block());
            return _latency;
        }

        /// <summary>Plays some blocks of noise, and gives the largest sample of it all.</summary>
        public float Play(int blocks, int pause = 0)
        {
            float peak = 0;
            for (int block = 0; block < blocks && _processor is { } processor; block++)
            {
                processor.Process(_input.Block(), _output.Block());
                LastPeak = SampleGuard.Peak(_output.Block());
                peak = Math.Max(peak, LastPeak);
                Thread.Sleep(pause);
            }
            return peak;
        }
    }
}
