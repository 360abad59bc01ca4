using System.CommandLine;
using System.Globalization;
using Proscenium.Cli.Arguments;
using Proscenium.Cli.Terminal;
using Proscenium.Sweeps.Comparing;
using Proscenium.Sweeps.Jobs;
using Proscenium.Sweeps.Planning;
using Proscenium.Sweeps.Results;

namespace Proscenium.Cli.Commands.Sweep;

/// <summary><c>proscenium sweep top</c>: the best items of a job.</summary>
static class SweepTopCommand
{
    const int Usual = 10, Most = 1000;

    public static Command Create()
    {
        Argument<string> folder = SweepOptions.Job();
        Option<string?> by = new("--by") { HelpName = "figure", Description = "The column that the order goes by; by default the first figure." };
        Option<bool> smallest = new("--smallest") { Description = "The smallest values are the best; by default it goes by the figure: errors, tone, effort and gain small, everything else large." };
        Option<int?> count = NumberOption.Whole("--count", "number", $"How many; by default {Usual}.", 1, Most);
        Verb command = new("top", "Show the best items of a job so far.\n\nExample: proscenium sweep top job --by cancellationDb_mean")
        {
            folder,
            { Heading.Analysis, by, smallest, count },
        };
        command.SetAction(parsed =>
        {
            Job job = JobFile.Open(parsed.GetValue(folder)!);
            string figure = parsed.GetValue(by) ?? job.Work.Figures.First(column => column.Kind == CellKind.Number).Name;
            Ranking ranking = new(job, figure, parsed.GetValue(smallest));
            Print(job, figure, [.. ranking.Best(new MergedTable(job).Rows(), parsed.GetValue(count) ?? Usual)]);
            return 0;
        });
        return command;
    }

    static void Print(Job job, string figure, IReadOnlyList<ResultRow> best)
    {
        Report report = new(false);
        string[] heads = ["item", .. job.Work.Settings.Select(column => column.Name), figure];
        int at = job.Columns.ToList().FindIndex(column => column.Name == figure);
        string[][] lines = [heads, .. best.Select(row => (string[])[row.Item.ToString(CultureInfo.InvariantCulture), .. row.Cells.Take(job.Work.Settings.Count).Select(Text), Text(row.Cells[at])])];
        int[] widths = [.. heads.Select((_, column) => lines.Max(line => line[column].Length))];
        foreach (string[] line in lines) report.Line(string.Join("  ", line.Select((cell, column) => cell.PadLeft(widths[column]))));
    }

    static string Text(object? cell) => cell switch
    {
        null => "-",
        double number => number.ToString("0.####", CultureInfo.InvariantCulture),
        _ => cell.ToString()!,
    };
}
