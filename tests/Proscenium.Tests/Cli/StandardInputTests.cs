using System.Diagnostics;

namespace Proscenium.Tests.Cli;

/// <summary>A standard input that was closed is a sentence: the runtime puts a pipe of its own in its place, which never ends.</summary>
[Trait(Traits.Needs, Traits.Linux)]
public class StandardInputTests
{
    const int LongestMilliseconds = 60_000;

    [Fact(Timeout = LongestMilliseconds)]
    public async Task AClosedOne_IsSaid_AndNothingIsWaitedFor()
    {
        LinuxSystem.Require();
        using TemporaryFolder folder = new();
        using Process run = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "exec \"$0\" render - \"$1\" <&-", CommandProcess.Command, folder["out.wav"]]) { RedirectStandardError = true })!;
        try
        {
            string errors = await run.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await run.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.Equal((1, "proscenium: -: standard input is closed: feed it with a sound, or name a file.\n"), (run.ExitCode, errors));
            Assert.Empty(folder.Names);
        }
        finally
        {
            if (!run.HasExited) run.Kill();
        }
    }

    [Fact(Timeout = LongestMilliseconds)]
    public async Task AnEmptyOne_AndOneThatIsAPipe_AreRead()
    {
        LinuxSystem.Require();
        using TemporaryFolder folder = new();
        Sounds.Write(folder["sound.wav"], 48000, Signals.Noise(4800, 1));
        Sounds.Write(folder["filters.wav"], 48000, [1f]);
        foreach ((string from, int code) in ((string, int)[])[("cat \"$1\" | ", 0), ("</dev/null ", 1)])
        {
            using Process run = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", $"{from}\"$0\" convolve -q - \"$2\" \"$3\" --outputs 1", CommandProcess.Command, folder["sound.wav"], folder["filters.wav"], folder["out.wav"]]) { RedirectStandardError = true })!;
            string errors = await run.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await run.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.Equal(code, run.ExitCode);
            Assert.Equal(code == 1, errors.Contains("the file is empty"));
        }
        Assert.True(Signals.ErrorDb(Sounds.Read(folder["out.wav"]).Channels[0], Sounds.Read(folder["sound.wav"]).Channels[0]) < -120);
    }
}
