using System.Diagnostics;
using System.Globalization;
using Proscenium.Cli.Terminal;
using Proscenium.Sweeps.Jobs;
using Proscenium.Sweeps.Running;

namespace Proscenium.Cli.Commands.Sweep;

/// <summary>Shards being done in this process, with progress, until they are done or a signal comes.</summary>
static class SweepProcess
{
    /// <summary>Does shards; the exit code.</summary>
    /// <param name="job">The job.</param>
    /// <param name="shards">The shards.</param>
    /// <param name="threads">Items at the same time, or null.</param>
    /// <param name="quiet">No progress.</param>
    public static int Run(Job job, IReadOnlyList<int> shards, int? threads, bool quiet)
    {
        if (Pinned(job) is { } code) return code;
        Stopwatch clock = Stopwatch.StartNew();
        SweepOutcome outcome;
        using (StopRequest stop = new())
        {
            int total = shards.Sum(shard => job.Range(shard) is var (from, to) ? to - from : 0);
            using ProgressLine progress = new(job.Name, null, quiet);
            outcome = new SweepRun(job, threads ?? Environment.ProcessorCount).Run(shards, stop.Token, now => progress.Report((double)(now.Done + now.Skipped) / total));
        }
        Report report = new(quiet);
        double seconds = clock.Elapsed.TotalSeconds;
        report.Line(string.Create(CultureInfo.InvariantCulture, $"{outcome.Done} item{(outcome.Done == 1 ? "" : "s")} done in {seconds:0.0} s ({outcome.Done / seconds:0.0} a second){(outcome.Skipped > 0 ? $", {outcome.Skipped} done before" : "")}"));
        if (outcome.Errors > 0) Report.Warn($"{outcome.Errors} of these items {(outcome.Errors == 1 ? "has an error, which is in its row" : "have errors, which are in their rows")}: see 'proscenium sweep status {ShellWord.Of(job.Folder)}'.");
        if (outcome.IsComplete) return 0;
        Report.Warn($"stopped: what was done is kept, and 'proscenium sweep run {ShellWord.Of(job.Folder)}' goes on.");
        return SweepOptions.GoesOn;
    }

    /// <summary>Starts this program again where a job pins the width of vectors, which a process cannot change; the exit code of that, or null where nothing is to be changed.</summary>
    public static int? Pinned(Job job)
    {
        if (job.SimdBits is not { } bits || InstructionSet.Bits == bits) return null;
        if (InstructionSet.Bits < bits) throw new SettingException($"{job.Folder}: was planned for vectors of {bits} bits, and this machine has {InstructionSet.Bits}: plan it with --simd {InstructionSet.Bits}, or run it elsewhere.");
        return PinnedProcess.Run(bits);
    }
}
