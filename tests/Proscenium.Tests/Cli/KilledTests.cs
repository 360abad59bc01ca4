using System.Diagnostics;
using Proscenium.Engine.Plan;
using Proscenium.Files.Projects;

namespace Proscenium.Tests.Cli;

/// <summary>A run that is killed at any moment spoils nothing that was there, and the next run removes what it left.</summary>
[Trait(Traits.Category, Traits.Slow)]
[Trait(Traits.Needs, Traits.Linux)]
public class KilledTests
{
    const int Moments = 12, LongestMilliseconds = 240_000;

    [Fact(Timeout = LongestMilliseconds)]
    public async Task ADesign_LeavesTheOldPlanOrTheNew()
    {
        LinuxSystem.Require();
        using TemporaryFolder folder = new();
        PlanFile.Write(Designs.Echo, folder["plan"]);
        for (int moment = 0; moment < Moments; moment++)
        {
            using Process run = Start("design", "-q", "-o", folder["plan"], "--device", moment % 2 == 0 ? "laptop" : "phone");
            while (!run.HasExited && Directory.GetFileSystemEntries(folder["plan"]).Length == 2) await Task.Delay(0, TestContext.Current.CancellationToken); // until it begins to write
            Thread.SpinWait(20_000 * moment);
            run.Kill();
            await run.WaitForExitAsync(TestContext.Current.CancellationToken);
            RenderPlanFile.Read(folder["plan"]);
        }
        PlanFile.Write(Designs.Echo, folder["plan"]);
        Assert.Equal(["filters.wav", "plan.json"], Directory.GetFileSystemEntries(folder["plan"]).Select(Path.GetFileName).Order());
    }

    [Fact(Timeout = LongestMilliseconds)]
    public async Task ASoundFile_StaysAsItWas_AndNothingUnfinishedStaysAfterTheNextRun()
    {
        LinuxSystem.Require();
        using TemporaryFolder folder = new();
        Sounds.Write(folder["filters.wav"], 48000, [.. Enumerable.Range(0, 4).Select(n => Signals.Noise(100, n))]);
        Sounds.Write(folder["song.wav"], 48000, Signals.Noise(48000, 1), Signals.Noise(48000, 2));
        File.WriteAllText(folder["out.wav"], "old");
        string[] before = folder.Names;
        byte[] song = await File.ReadAllBytesAsync(folder["song.wav"], TestContext.Current.CancellationToken);
        using Process run = Start("convolve", "-q", "-", folder["filters.wav"], folder["out.wav"], "--outputs", "2");
        await run.StandardInput.BaseStream.WriteAsync(song.AsMemory(0, song.Length / 2), TestContext.Current.CancellationToken); // more is to come, so it waits
        while (folder.Names.Length == before.Length) await Task.Delay(20, TestContext.Current.CancellationToken);
        run.Kill();
        await run.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal((before.Length + 1, "old"), (folder.Names.Length, await File.ReadAllTextAsync(folder["out.wav"], TestContext.Current.CancellationToken)));
        using Process next = Start("convolve", "-q", folder["song.wav"], folder["filters.wav"], folder["out.wav"], "--outputs", "2");
        await next.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, next.ExitCode);
        Assert.Equal(before, folder.Names);
    }

    static Process Start(params string[] arguments) => Process.Start(new ProcessStartInfo(CommandProcess.Command, arguments) { RedirectStandardInput = true })!;
}
