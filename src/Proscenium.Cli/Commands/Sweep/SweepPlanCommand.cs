using System.CommandLine;
using Proscenium.Cli.Arguments;
using Proscenium.Cli.Terminal;
using Proscenium.Sweeps.Jobs;
using Proscenium.Sweeps.Planning;

namespace Proscenium.Cli.Commands.Sweep;

/// <summary><c>proscenium sweep plan</c>: a job of a study.</summary>
static class SweepPlanCommand
{
    public static Command Create()
    {
        Argument<string> input = new("STUDY") { Description = "A study: a JSON file (docs/sweeps.md)." };
        Option<string> output = new("--output", "-o") { HelpName = "folder", Description = "The job's folder, which is made.", Required = true };
        Option<int?> shards = NumberOption.Whole("--shards", "number", $"Parts that workers take one at a time, 1 to {Job.MaxShards}; by default so many that each takes a core about 20 minutes.", 1, Job.MaxShards);
        Option<int?> simd = NumberOption.Whole("--simd", "bits", "Compute with vectors of this width (128, 256 or 512 bits) on all machines, so that their results are alike to the last digit; by default the widest of each.", 128, 512);
        Option<string?> pareto = new("--pareto") { HelpName = "figures", Description = "Two figures with a comma between, whose best compromises 'sweep top' shows." };
        Option<bool> quiet = Options.Quiet();
        Verb command = new("plan", "Make a job of a study: a folder that never changes, with its items parted into shards.\n\nExample: proscenium sweep plan examples/laptop-study.json -o job")
        {
            input,
            { Heading.Job, shards, simd, pareto },
            { Heading.Output, output, quiet },
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(simd) is { } bits && bits is not (128 or 256 or 512)) result.AddError($"--simd {bits} is no width of vectors: use 128, 256 or 512.");
        });
        command.SetAction(parsed =>
        {
            Job job = JobFile.Plan(parsed.GetValue(input)!, parsed.GetValue(output)!, new(parsed.GetValue(shards), parsed.GetValue(simd), SweepOptions.Pareto(parsed.GetValue(pareto))));
            Report report = new(parsed.GetValue(quiet));
            report.Line($"job: {job.Folder}");
            report.Figure("items", $"{job.Items}, in {job.Shards} shard{(job.Shards == 1 ? "" : "s")}");
            report.Figure("columns", $"{string.Join(", ", job.Work.Settings.Select(column => column.Name))}; {job.Work.Figures.Count} figures");
            return 0;
        });
        return command;
    }
}
