using System.Diagnostics;
using Proscenium.Files.Sound;
using Proscenium.Tests.Live;

namespace Proscenium.Tests.Cli;

[Trait(Traits.Category, Traits.Slow)]
[Trait(Traits.Needs, Traits.Linux)]
public class InterruptionTests
{
    [Theory]
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
        ProcessStartInfo start = new(Path.Combine(AppContext.BaseDirectory, "Proscenium.Cli"), ["convolve", "-", filters, folder["out.wav"], "--outputs", "2"])
        {
            RedirectStandardInput = true,
            RedirectStandardError = true,
        };
        using Process run = Process.Start(start)!;
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

    static void Write(string path, int channels, int frames)
    {
        using SoundWriter writer = SoundWriter.Create(path, new(48000, channels));
        writer.Write(Signals.Noise(channels, frames, 1).Block());
        writer.Complete();
    }
}
