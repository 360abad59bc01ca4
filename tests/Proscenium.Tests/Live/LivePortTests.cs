using Proscenium.Live.Servers;
using Proscenium.Tests.Cli;

namespace Proscenium.Tests.Live;

/// <summary>The ports that the real command finds, misses and connects.</summary>
[Collection(OnASoundServer.Name)]
public sealed class LivePortTests : CommandOnAServer
{
    [Fact]
    [Trait(Traits.Category, Traits.Slow)]
    [Trait(Traits.Needs, Traits.Program)]
    [Trait(Traits.Needs, Traits.Linux)]
    public void ASourceThatMatches_IsTaken_WhenItComes_AndNoLongerPlaysPastIt_UntilTheEnd()
    {
        using JackDaemon jack = new(Rate, Block);
        using LiveRun run = new(jack, "live", "--plan", Plan, "--from", "player:", "--to", "playback_[3-7]");
        run.Await("no port matches 'player:' yet: it is connected as soon as it appears.").Await("; latency");
        using PlayerAndRecorder player = new(jack, Noise(1), 1000, run.Ports(Drivers));
        foreach (int channel in (int[])[1, 2]) // together, or one after the other where the player was not ready yet
        {
            string[] input = [channel == 1 ? "live:left" : "live:right"];
            Waiting.For(() => input.SequenceEqual(player.Client.ConnectionsOf($"player:{channel}").Where(port => port.StartsWith("live", StringComparison.Ordinal))), () => $"player:{channel} was not connected to {input[0]} alone: {run.Said}");
        }
        run.Await("connected to ").Await("player:1").Await("player:2");
        Assert.Equal(["system:playback_3"], player.Client.ConnectionsOf("live:mid-left").Where(port => port.StartsWith("system", StringComparison.Ordinal)));
        player.Connect("player:1", "system:playback_1"); // what is not fed may go on
        Waiting.For(() => player.Client.Connect("player:1", "system:playback_4"), "it could not be connected"); // and may be undone at once
        run.Await("player:1 to system:playback_4");
        Assert.DoesNotContain("system:playback_4", player.Client.ConnectionsOf("player:1"));
        Assert.Contains("system:playback_1", player.Client.ConnectionsOf("player:1"));
        run.End();
        Assert.Contains("system:playback_4", player.Client.ConnectionsOf("player:1"));
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
    [Trait(Traits.Category, Traits.Slow)]
    [Trait(Traits.Needs, Traits.Program)]
    [Trait(Traits.Needs, Traits.Linux)]
    public void ASinkThatIsGone_AndBack_IsConnectedAgain_AndBothAreSaid()
    {
        using JackDaemon jack = new(Rate, Block);
        string[] channels = ["1", "2", "3", "4", "5"];
        SoundRecorder listening = new(5, 100);
        using LiveRun run = Sinking(jack, channels, listening, run => run.Await("sink:5 are gone: silence there until they are back."));
        using JackServer back = new(jack.Library, jack.Server, "sink", new(channels, []));
        back.Start(listening);
        run.Await("connected again to ").Await("sink:5", 2);
        Waiting.For(() => run.Ports(Drivers).Zip(channels).All(pair => back.ConnectionsOf(pair.First).SequenceEqual([$"sink:{pair.Second}"])), () => run.Said);
        run.End();
    }

    /// <summary>A run that plays to a sink, which ends after that.</summary>
    LiveRun Sinking(JackDaemon jack, string[] channels, SoundRecorder listening, Action<LiveRun> until)
    {
        LiveRun run;
        using (JackServer sink = new(jack.Library, jack.Server, "sink", new(channels, [])))
        {
            sink.Start(listening);
            run = new(jack, "live", "--plan", Plan, "--to", "sink:");
            run.Await("; latency");
            Waiting.For(() => sink.ConnectionsOf(run.Ports(Drivers)[4]).Count == 1, () => run.Said);
            Thread.Sleep(1000); // some turns of the session, also on a busy machine
        }
        until(run);
        return run;
    }

    [Fact]
    [Trait(Traits.Needs, Traits.Program)]
    public void WithoutAServer_OrWithAPatternThatIsNone_ItSaysWhatToDo()
    {
        RecordedData.RequireProgram("jackd", "jackd2");
        Assert.Contains("JACK server 'nobody' does not run, or is another user's: start one with 'jackd -n nobody", Command.Fail(1, "live", "--plan", Plan, "--server", "nobody"));
        Assert.Contains("is no pattern for ports", Command.Fail(2, "live", "--plan", Plan, "--from", "(", "--server", "nobody"));
        Assert.Contains("unknown --backend 'pulse': use jack or portaudio.", Command.Fail(2, "live", "--plan", Plan, "--backend", "pulse"));
        Assert.Contains("add --monitor", Command.Fail(2, "live", "--plan", Plan, "--room", "living-room"));
        Assert.Contains("is no pattern for ports", Command.Fail(2, "live", "--plan", Plan, "--from", "(a)\\1", "--server", "nobody"));
        Assert.Contains("--duration needs seconds above 0, 1000000 at most", Command.Fail(2, "live", "--plan", Plan, "--duration", "0"));
        foreach (string name in (ReadOnlySpan<string>)["", "a:b", new('x', 61)])
            Assert.Contains("--client needs a name", Command.Fail(2, "live", "--plan", Plan, "--client", name));
    }
}
