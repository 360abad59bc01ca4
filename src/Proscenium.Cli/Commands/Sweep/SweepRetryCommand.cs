using System.CommandLine;
using Proscenium.Cli.Arguments;
using Proscenium.Cli.Terminal;
using Proscenium.Sweeps.Jobs;
using Proscenium.Sweeps.Planning;
using Proscenium.Sweeps.Results;

namespace Proscenium.Cli.Commands.Sweep;

/// <summary><c>proscenium sweep retry</c>: bad items are to be done again.</summary>
static class SweepRetryCommand
{
    public static Command Create()
    {
        Argument<string> folder = SweepOptions.Job();
        Option<bool> quiet = Options.Quiet();
        Verb command = new("retry", "Take the rows with errors out of a job's results, so that the next run does these items again. Use it while nothing works on the job.\n\nExample: proscenium sweep retry job")
        {
            folder,
            { Heading.Output, quiet },
        };
        command.SetAction(parsed =>
        {
            Job job = JobFile.Open(parsed.GetValue(folder)!);
            int forgotten = Enumerable.Range(0, job.Shards).Sum(shard => new ShardResults(job, shard).Forget());
            new Report(parsed.GetValue(quiet)).Line($"{forgotten} item{(forgotten == 1 ? "" : "s")} to be done again{(forgotten == 0 ? "" : $": 'proscenium sweep run {ShellWord.Of(job.Folder)}'")}");
            return 0;
        });
        return command;
    }
}
