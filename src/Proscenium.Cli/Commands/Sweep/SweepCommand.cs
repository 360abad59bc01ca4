using System.CommandLine;

namespace Proscenium.Cli.Commands.Sweep;

/// <summary><c>proscenium sweep</c>: many designs or many sound files as one job, here or on a cluster.</summary>
static class SweepCommand
{
    public static Command Create() => new("sweep", "Compare many designs, or render many sound files, as one job: here on all cores, or on a cluster. Plan the job, run it, and merge its results into one table; what was interrupted goes on where it was.\n\n"
        + "Example: proscenium sweep plan examples/laptop-study.json -o job\nExample: proscenium sweep run job\nExample: proscenium sweep top job --by cancellationDb_mean\nExample: proscenium sweep merge job --csv table.csv")
    {
        SweepPlanCommand.Create(), SweepRunCommand.Create(), SweepWorkCommand.Create(), SweepSubmitCommand.Create(), SweepStatusCommand.Create(), SweepRetryCommand.Create(), SweepMergeCommand.Create(), SweepTopCommand.Create(),
    };
}
