using System.CommandLine;
using Proscenium.Cli.Arguments;
using Proscenium.Sweeps.Jobs;
using Proscenium.Sweeps.Planning;

namespace Proscenium.Cli.Commands.Sweep;

/// <summary><c>proscenium sweep run</c>: a whole job on this machine.</summary>
static class SweepRunCommand
{
    public static Command Create()
    {
        Argument<string> folder = SweepOptions.Job();
        Option<int?> threads = SweepOptions.Threads();
        Option<bool> quiet = Options.Quiet();
        Verb command = new("run", "Run a job on this machine, on all cores. It may be interrupted (Ctrl-C) and goes on where it was; items that have a result are not done again.\n\nExample: proscenium sweep run job")
        {
            folder,
            { Heading.Job, threads },
            { Heading.Output, quiet },
        };
        command.SetAction(parsed =>
        {
            Job job = JobFile.Open(parsed.GetValue(folder)!);
            return SweepProcess.Run(job, [.. Enumerable.Range(0, job.Shards)], parsed.GetValue(threads), parsed.GetValue(quiet));
        });
        return command;
    }
}
