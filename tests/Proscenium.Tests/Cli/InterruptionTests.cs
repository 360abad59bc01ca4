using System.Diagnostics;
using Proscenium.Files.Sound;
using Proscenium.Tests.Live;

namespace Proscenium.Tests.Cli;

/// <summary>A command that is interrupted says so, soon, and leaves nothing behind.</summary>
[Collection("console")]
[Trait(Traits.Category, Traits.Slow)]
[Trait(Traits.Needs, Traits.Linux)]
public class InterruptionTests
{
    /// <summary>A run that hears no signal would never end.</summary>
    const int LongestMilliseconds = 180_000;

    [Theory(Timeout = LongestMilliseconds)]
    [InlineData(Signal.Interrupt)]
    [InlineData(Signal.Terminate)]
    [InlineData(Signal.HangUp)]
    [InlineData(Signal.Quit)]
    public async Task AnInterruptedRun_SaysSo_AndLeavesNoFile(int signal)
    {
        LinuxSystem.Require();
        using TemporaryFolder folder = new();
        string sound = folder["sound.wav"], filters = folder["filters.wav"];
        Write(sound, 2, 48000);
        Write(filters, 4, 100);
        string[] before = folder.Names;
        using Process run = Start(redirectInput: true, "convolve", "-", filters, folder["out.wav"], "--outputs", "2");
        CancellationToken cancel = TestContext.Current.CancellationToken;
        byte[] file = await File.ReadAllBytesAsync(sound, cancel);
        await run.StandardInput.BaseStream.WriteAsync(file.AsMemory(0, file.Length - 4000), cancel); // more is to come, so it waits
        await run.StandardInput.BaseStream.FlushAsync(cancel);
        while (folder.Names.Length == before.Length) await Task.Delay(20, cancel); // until it has begun to write
        await Task.Delay(500, cancel);
        Assert.Equal(0, Signal.Send(run.Id, signal));
        Assert.Equal("proscenium: interrupted: nothing was written.", (await run.StandardError.ReadToEndAsync(cancel)).Trim());
        Assert.True(run.WaitForExit(10000));
        Assert.Equal(1, run.ExitCode);
        Assert.Equal(before, folder.Names);
    }

    /// <summary>Each of them works for more than five seconds of processor time, whatever the machine.</summary>
    [Theory(Timeout = LongestMilliseconds)]
    [InlineData(Signal.Interrupt, "design", "-q", "-o", "OUT", "--device", "soundbar-8", "--layout", "7.1", "--rate", "192000", "--robust")]
    [InlineData(Signal.Terminate, "analyze", "-q", "--device", "soundbar-8", "--monte-carlo", "1000", "--report", "OUT")]
    [InlineData(Signal.HangUp, "analyze", "-q", "--device", "laptop", "--room", "open-plan", "--json", "OUT")]
    [InlineData(Signal.Interrupt, "room", "-q", "--room", "open-plan", "--ambisonics", "7", "--length", "12", "-o", "OUT")]
    [InlineData(Signal.HangUp, "demo", "-q", "--details", "-o", "OUT/deeper")]
    public async Task ALongCommand_Ends_SaysSo_AndLeavesNothing(int signal, params string[] arguments)
    {
        TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
        LinuxSystem.Require();
        using TemporaryFolder folder = new();
        using Process run = Start(redirectInput: false, [.. arguments.Select(argument => argument.Replace("OUT", folder["out"]))]);
        await AssertItEnds(run, signal);
        Assert.Empty(folder.Names);
    }

    [Fact(Timeout = LongestMilliseconds)]
    public async Task AnExportOfEverything_Ends_AndLeavesNoFolder()
    {
        LinuxSystem.Require();
        using TemporaryFolder folder = new();
        Command.Succeed("design", "-q", "-o", folder["plan"], "--device", "soundbar-8");
        using Process run = Start(redirectInput: false, "export", "-q", "--plan", folder["plan"], "--format", "all", "--rates", "all", "-o", folder["out"]);
        while (!Directory.Exists(folder["out"])) await Task.Delay(20, TestContext.Current.CancellationToken);
        await AssertItEnds(run, Signal.Interrupt);
        Assert.Equal(["plan"], folder.Names);
    }

    static async Task AssertItEnds(Process run, int signal)
    {
        CancellationToken cancel = TestContext.Current.CancellationToken;
        while (!run.HasExited && run.TotalProcessorTime < TimeSpan.FromSeconds(1.2)) await Task.Delay(20, cancel);
        Assert.False(run.HasExited, "it ended before it was interrupted");
        Stopwatch clock = Stopwatch.StartNew();
        Assert.Equal(0, Signal.Send(run.Id, signal));
        string complaint = await run.StandardError.ReadToEndAsync(cancel);
        Assert.True(run.WaitForExit(30000));
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 30); // 2 s, and the machine may be busy; work that went on to its end would not say so
        Assert.Contains("proscenium: interrupted: ", complaint);
        Assert.Equal(1, run.ExitCode);
    }

    static Process Start(bool redirectInput, params string[] arguments)
    {
        ProcessStartInfo start = CommandProcess.Start(arguments);
        (start.RedirectStandardInput, start.RedirectStandardError) = (redirectInput, true);
        return Process.Start(start)!;
    }

    static void Write(string path, int channels, int frames)
    {
        using SoundWriter writer = SoundWriter.Create(path, new(48000, channels));
        writer.Write(Signals.Noise(channels, frames, 1).Block());
        writer.Complete();
    }
}
