using System.CommandLine;
using System.Globalization;
using Proscenium.Cli.Arguments;
using Proscenium.Cli.Page.Sweeps;
using Proscenium.Cli.Terminal;
using Proscenium.Sweeps.Comparing;
using Proscenium.Sweeps.Jobs;
using Proscenium.Sweeps.Planning;
using Proscenium.Sweeps.Results;
using Proscenium.Sweeps.Studies;

namespace Proscenium.Cli.Commands.Sweep;

/// <summary><c>proscenium sweep top</c>: the best items of a job.</summary>
static class SweepTopCommand
{
    const int Usual = 10, Most = 1000;

    public static Command Create()
    {
        Argument<string> folder = SweepOptions.Job();
        Option<string?> by = new("--by") { HelpName = "figure", Description = "The column that the order goes by; by default the first of --pareto, or the first figure." };
        Option<bool> smallest = new("--smallest") { Description = "The smallest values are the best; by default it goes by the figure: errors, coloration, effort and gain small, everything else large." };
        Option<int?> count = NumberOption.Whole("--count", "number", $"How many; by default {Usual}.", 1, Most);
        Option<string?> pareto = new("--pareto") { HelpName = "figures", Description = "Two figures with a comma between: show the best compromises between them; by default those of 'sweep plan'." };
        Option<string?> page = new("--report") { HelpName = "file", Description = "Write an illustrated page: the best, the best compromises, parallel coordinates, main effects." };
        Option<string?> save = new("--save") { HelpName = "folder", Description = "Of a study: write the device file and the plan of each of the best into this folder." };
        Verb command = new("top", "Show the best items of a job so far.\n\nExample: proscenium sweep top job --pareto cancellationDb_mean,largestEffortDb_left --report job.html --save best")
        {
            folder,
            { Heading.Analysis, by, smallest, count, pareto },
            { Heading.Output, page, save },
        };
        command.SetAction(parsed =>
        {
            Job job = JobFile.Open(parsed.GetValue(folder)!);
            job.RequireApart(parsed.GetValue(page), parsed.GetValue(save));
            TextOutput.Require(null, parsed.GetValue(page));
            IReadOnlyList<string> two = parsed.GetValue(pareto) is { } list ? SweepOptions.Pareto(list) : job.Pareto;
            string figure = parsed.GetValue(by) ?? (two.Count > 0 ? two[0] : null) ?? job.Work.MainFigure;
            Ranking ranking = new(job, figure, parsed.GetValue(smallest));
            (Ranking First, Ranking Second)? between = two.Count == 0 ? null : (new(job, two[0]), new(job, two[1]));
            List<ResultRow> rows = [.. new MergedTable(job).Rows()];
            IReadOnlyList<ResultRow> best = [.. ranking.Best(rows, parsed.GetValue(count) ?? Usual)];
            if (best.Count == 0) throw new SettingException($"{job.Folder}: no item has a value of {figure} yet: run the job first, with 'proscenium sweep run {ShellWord.Of(job.Folder)}'.");
            Report report = new(false, parsed.GetValue(page));
            Print(report, job, [figure], best);
            if (between is var (first, second))
            {
                report.Line();
                report.Line($"best compromises between {two[0]} and {two[1]}:");
                Print(report, job, two, ParetoFront.Of(rows, first, second));
            }
            IReadOnlyList<string> files = parsed.GetValue(save) is { } to ? ReadyFiles.Write(StudyOf(job), best, to) : [];
            foreach (string written in files) report.Line($"device and plan: {written}");
            if (parsed.GetValue(page) is { } html) TextOutput.Write(html, new SweepPage(job, rows, figure, best).Of(two, files, Options.CommandLine(parsed)));
            return 0;
        });
        return command;
    }

    static StudyWork StudyOf(Job job) => job.Work as StudyWork ?? throw new SettingException($"{job.Folder}: is a job of sound files, which have no designs to save: leave --save out.");

    static void Print(Report report, Job job, IReadOnlyList<string> figures, IReadOnlyList<ResultRow> rows)
    {
        List<Column> columns = [.. job.Columns];
        int[] shown = [.. Enumerable.Range(0, job.Work.Settings.Count).Concat(figures.Select(figure => columns.FindIndex(column => column.Name == figure))).Distinct()];
        string[] heads = ["item", .. shown.Select(column => columns[column].Name)];
        string[][] lines = [heads, .. rows.Select(row => (string[])[row.Item.ToString(CultureInfo.InvariantCulture), .. shown.Select(column => CellText.Of(row.Cells[column]))])];
        int[] widths = [.. heads.Select((_, column) => lines.Max(line => line[column].Length))];
        foreach (string[] line in lines) report.Line(string.Join("  ", line.Select((cell, column) => cell.PadLeft(widths[column]))));
    }
}
