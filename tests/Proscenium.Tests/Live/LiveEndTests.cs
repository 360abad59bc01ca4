using System.Diagnostics;

namespace Proscenium.Tests.Live;

/// <summary>How the real command ends, and what does not end it.</summary>
[Collection(OnASoundServer.Name)]
public sealed class LiveEndTests : CommandOnAServer
{
    [Theory]
    [InlineData(Signal.HangUp)]
    [InlineData(Signal.Quit)]
    [Trait(Traits.Category, Traits.Slow)]
    [Trait(Traits.Needs, Traits.Program)]
    [Trait(Traits.Needs, Traits.Linux)]
    public void ALostTerminal_EndsItInOrder_AlsoWhereItIsToldTwice(int signal)
    {
        using JackDaemon jack = new(Rate, Block);
        using PlayerAndRecorder player = new(jack, Noise(1), 1000, []);
        player.Connect("player:1", "system:playback_1");
        using LiveRun run = new(jack, "live", "--plan", Plan, "--from", "player:");
        run.Await("player:1 to system:playback_1");
        run.Send(signal);
        run.End(signal);
        Assert.Contains("system:playback_1", player.Client.ConnectionsOf("player:1"));
    }

    [Fact]
    [Trait(Traits.Category, Traits.Slow)]
    [Trait(Traits.Needs, Traits.Program)]
    [Trait(Traits.Needs, Traits.Linux)]
    public void ADesignUnderWay_IsGivenUp_AtTheEnd_AndLeavesNothingBehind()
    {
        string temporary = Directory.CreateDirectory(Folder["temporary"]).FullName;
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
        Assert.Contains("proscenium: the sound server does not answer: stopped without it", run.Said);
    }

    [Fact]
    [Trait(Traits.Category, Traits.Slow)]
    [Trait(Traits.Needs, Traits.Program)]
    [Trait(Traits.Needs, Traits.Linux)]
    public void WhatCannotBePrinted_EndsNothing()
    {
        using JackDaemon jack = new(Rate, Block);
        string command = CommandProcess.Command;
        Process Live(string redirected) => Process.Start("bash", ["-c", $"echo status | timeout 120 '{command}' live --server {jack.Server} --plan '{Plan}' --duration 1 {redirected}"]);
        using Process output = Live(">/dev/full"), errors = Live("2>/dev/full"), both = Live(">/dev/full 2>&1"), closed = Live(">&- 2>&-"); // at the same time
        foreach (Process shell in (Process[])[output, errors, both, closed])
        {
            Assert.True(shell.WaitForExit(150000));
            Assert.Equal(0, shell.ExitCode);
        }
    }
}
