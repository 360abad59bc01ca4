using System.CommandLine;
using Proscenium.Cli.Arguments;
using Proscenium.Cli.Terminal;
using Proscenium.Files;
using Proscenium.Sweeps.Jobs;
using Proscenium.Sweeps.Planning;
using Proscenium.Sweeps.Results;

namespace Proscenium.Cli.Commands.Sweep;

/// <summary><c>proscenium sweep merge</c>: all results of a job in one table.</summary>
static class SweepMergeCommand
{
    public static Command Create()
    {
        Argument<string> folder = SweepOptions.Job();
        Option<string?> output = new("--output", "-o") { HelpName = "file", Description = $"The Parquet file; by default {MergedTable.FileName} in the job's folder, or none with --csv." };
        Option<string?> csv = new("--csv") { HelpName = "file", Description = "Write the table as CSV, to a file or - for standard output." };
        Option<bool> quiet = Options.Quiet();
        Verb command = new("merge", "Put all results of a job into one table, by item: Parquet, or CSV. The same results make the same file.\n\nExample: proscenium sweep merge job --csv table.csv")
        {
            folder,
            { Heading.Output, output, csv, quiet },
        };
        command.SetAction(parsed =>
        {
            Job job = JobFile.Open(parsed.GetValue(folder)!);
            string? table = parsed.GetValue(csv), parquet = parsed.GetValue(output) ?? (table is null ? Path.Combine(job.Folder, MergedTable.FileName) : null);
            job.RequireApart(parquet, table);
            AtomicFile.Require(parquet, table);
            MergedTable merged = new(job);
            int rows = parquet is null ? 0 : merged.Write(parquet);
            if (table is not null) rows = WriteCsv(merged, table);
            new Report(parsed.GetValue(quiet), table).Line($"{rows} of {job.Items} items: {string.Join(", ", new[] { parquet, table }.OfType<string>())}");
            if (rows < job.Items) Report.Warn($"{job.Items - rows} items have no result yet: 'proscenium sweep run {ShellWord.Of(job.Folder)}' goes on.");
            return 0;
        });
        return command;
    }

    static int WriteCsv(MergedTable merged, string path)
    {
        if (OutputTarget.IsStandardOutput(path)) return merged.WriteCsv(Console.Out);
        using AtomicFile file = new(path);
        int rows;
        using (StreamWriter text = new(file.Open())) rows = merged.WriteCsv(text);
        file.Complete();
        return rows;
    }
}
