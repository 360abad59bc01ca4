using System.Diagnostics;
using System.Runtime.InteropServices;
using Proscenium.Sweeps.Jobs;
using Proscenium.Sweeps.Results;
using Proscenium.Sweeps.Running;

namespace Proscenium.Sweeps.Tests;

/// <summary>Jobs that pin the width of vectors, run by the real command.</summary>
[Trait(Traits.Category, Traits.Slow)]
[Trait(Traits.Needs, Traits.Linux)]
public class PinnedTests
{
    const string WithFilters = """{ "name": "two designs", "set": { "device": "laptop", "taps": 128 }, "grid": [ { "setting": "gainLimitDb", "values": [6, 12] } ] }""";

    const string Longer = """{ "name": "some seconds", "set": { "device": "laptop" }, "grid": [ { "setting": "distanceMetres", "from": 0.5, "to": 0.8, "steps": 60 } ], "measure": "planned" }""";

    static Process Start(Job job) => Process.Start(CommandProcess.Start("sweep", "run", job.Folder, "--quiet"))!;

    [Theory]
    [InlineData(128)]
    [InlineData(256)]
    public void TwoRuns_OfTheSameWidth_AreAlikeToTheLastBit_AndTheirRowsSayTheWidth(int bits)
    {
        LinuxSystem.Require();
        Assert.SkipWhen(InstructionSet.Bits < bits, $"this machine has no vectors of {bits} bits");
        using TemporaryFolder folder = new();
        byte[][] tables = [.. ((string[])["one", "two"]).Select(name =>
        {
            Job job = SomeStudies.Plan(folder, WithFilters, name: name, simdBits: bits);
            using Process run = Start(job);
            run.WaitForExit();
            Assert.Equal(0, run.ExitCode);
            Assert.Equal([(null, $"{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}-{bits}"), (null, $"{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}-{bits}")], new MergedTable(job).Rows().Select(row => (row.Error, row.InstructionSet)));
            return SomeStudies.Table(job);
        })];
        Assert.Equal(tables[0], tables[1]);
    }

    [Fact]
    public void AKill_ReachesTheWork_AndNothingOfItGoesOn()
    {
        LinuxSystem.Require();
        using TemporaryFolder folder = new();
        Job job = SomeStudies.Plan(folder, Longer, 60, simdBits: 128);
        using Process run = Start(job);
        while (JobStatus.Of(job).Done == 0 && !run.HasExited) run.WaitForExit(10);
        run.Kill();
        run.WaitForExit();
        Assert.InRange(JobStatus.Of(job).Done, 1, job.Items - 1);
        Assert.DoesNotContain(Directory.GetDirectories("/proc").Select(CommandLine), line => line.Contains(job.Folder, StringComparison.Ordinal));
    }

    static string CommandLine(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "cmdline"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
