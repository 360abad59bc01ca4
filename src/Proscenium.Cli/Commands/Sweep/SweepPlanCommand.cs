using System.CommandLine;
using Proscenium.Cli.Arguments;
using Proscenium.Cli.Terminal;
using Proscenium.Sweeps.Catalogues;
using Proscenium.Sweeps.Jobs;
using Proscenium.Sweeps.Planning;

namespace Proscenium.Cli.Commands.Sweep;

/// <summary><c>proscenium sweep plan</c>: a job of a study.</summary>
static class SweepPlanCommand
{
    public static Command Create()
    {
        Argument<string> input = new("IN") { Description = "A study (a JSON file, docs/sweeps.md); or a catalogue of sound files: a folder, or a CSV file with the columns input, output, device, plan, gainDb, upmix, of which input alone must be there." };
        Option<string> output = new("--output", "-o") { HelpName = "folder", Description = "The job's folder, which is made.", Required = true };
        Option<int?> shards = NumberOption.Whole("--shards", "number", $"Parts that workers take one at a time, 1 to {Job.MaxShards}; by default each takes a core about 20 minutes.", 1, Job.MaxShards);
        Option<int?> simd = NumberOption.OneOf("--simd", "bits", [128, 256, 512], "Compute with vectors of this width (128, 256 or 512 bits) on all machines, so that their results are alike to the last digit; by default the widest of each.");
        Option<string?> pareto = new("--pareto") { HelpName = "figures", Description = "Two figures with a comma between, whose best compromises 'sweep top' shows." };
        CatalogueOptions catalogue = new();
        Option<bool> quiet = Options.Quiet();
        Verb command = new("plan", "Make a job of a study or of a catalogue of sound files: a folder that never changes, with its items parted into shards.\n\nExample: proscenium sweep plan examples/laptop-study.json -o job\nExample: proscenium sweep plan music -o job --device laptop --to feeds")
        {
            input,
            { Heading.Job, shards, simd, pareto },
            { Heading.Output, output, quiet },
        };
        catalogue.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(input) is { Length: > 0 } named && !CatalogueReader.Recognises(named) && catalogue.First(result) is { } idle) result.AddError($"{idle.Name} is for catalogues of sound files, and '{named}' is none: leave it out, or name a folder or a .csv file.");
        });
        command.SetAction(parsed =>
        {
            JobSettings how = new(parsed.GetValue(shards), parsed.GetValue(simd), SweepOptions.Pareto(parsed.GetValue(pareto)));
            (string named, string folder) = (parsed.GetValue(input)!, parsed.GetValue(output)!);
            Job job = CatalogueReader.Recognises(named) ? JobFile.Plan(named, folder, catalogue.Read(parsed), how) : JobFile.Plan(named, folder, how);
            Report report = new(parsed.GetValue(quiet));
            report.Line($"job: {job.Folder}");
            report.Figure("items", $"{job.Items}, in {job.Shards} shard{(job.Shards == 1 ? "" : "s")}");
            report.Figure("columns", $"{string.Join(", ", job.Work.Settings.Select(column => column.Name))}; {job.Work.Figures.Count} figures");
            return 0;
        });
        return command;
    }
}
