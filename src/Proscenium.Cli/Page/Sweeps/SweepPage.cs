using System.Globalization;
using Proscenium.Cli.Pictures.Sweeps;
using Proscenium.Sweeps.Comparing;
using Proscenium.Sweeps.Jobs;

namespace Proscenium.Cli.Page.Sweeps;

/// <summary>The results of a job as one page: the best items, the best compromises, what goes with what.</summary>
/// <param name="job">The job.</param>
/// <param name="rows">Its rows.</param>
/// <param name="by">The figure that the order goes by.</param>
/// <param name="best">The best rows.</param>
sealed class SweepPage(Job job, IReadOnlyList<ResultRow> rows, string by, IReadOnlyList<ResultRow> best)
{
    const int MostEffects = 6;

    readonly List<Column> _columns = [.. job.Columns];

    /// <summary>The page as HTML.</summary>
    /// <param name="pareto">Two figures, or none.</param>
    /// <param name="files">Folders with the files of the best, by rank, or none.</param>
    /// <param name="commandLine">The command line that asked for it, without the program's name.</param>
    public string Of(IReadOnlyList<string> pareto, IReadOnlyList<string> files, string commandLine)
    {
        HtmlText page = new();
        int bad = rows.Count(row => row.Error is not null);
        page.Begin(job.Name).Paragraph($"{rows.Count} of {job.Items} items have a result{(bad > 0 ? $", {bad} of them an error" : "")}. The best by {by} is item {best[0].Item}, with {CellText.Of(Value(best[0], by))}.", "lead");
        page.Heading(2, $"The best by {by}").Table($"Settings and figures of the best {best.Count}.", ["rank", "item", .. job.Work.Settings.Select(column => Broken(column.Name)), .. Shown(pareto).Select(Broken), .. files.Count > 0 ? (string[])["files"] : []],
            best.Select((row, rank) => (IReadOnlyList<string>)[Whole(rank + 1), Whole(row.Item), .. row.Cells.Take(job.Work.Settings.Count).Select(CellText.Of), .. Shown(pareto).Select(name => CellText.Of(Value(row, name))), .. files.Count > 0 ? (string[])[files[rank]] : []]), first => first == "1");
        if (pareto.Count == 2) Front(page, pareto[0], pareto[1]);
        Parallel(page, pareto);
        Effects(page);
        return page.End($"Made of the results of the job in {job.Folder}, with version {Job.Version} of proscenium. Means of an effect are over all items with that value, whatever their other settings.", commandLine);
    }

    void Front(HtmlText page, string first, string second)
    {
        (Ranking across, Ranking up) = (new(job, first), new(job, second));
        IReadOnlyList<ResultRow> front = ParetoFront.Of(rows, across, up);
        if (front.Count == 0) return;
        (double, double) Point(ResultRow row) => (across.Value(row)!.Value, up.Value(row)!.Value);
        string sense = $"{first} is the better the {(across.IsSmallBetter ? "smaller" : "larger")}, {second} the {(up.IsSmallBetter ? "smaller" : "larger")}";
        page.Heading(2, "Best compromises").Figure(FrontPicture.Of($"{rows.Count} items between {first} and {second}, and the {front.Count} best compromises from {CellText.Of(across.Value(front[0]))} to {CellText.Of(across.Value(front[^1]))}.", (first, second),
            [.. rows.Where(row => across.Value(row) is not null && up.Value(row) is not null).Select(Point)], [.. front.Select(Point)]), $"{front.Count} items than which no other is better in one figure and as good in the other: {sense}.");
        page.Table("The best compromises.", ["item", .. job.Work.Settings.Select(column => Broken(column.Name)), Broken(first), Broken(second)], front.Select(row => (IReadOnlyList<string>)[Whole(row.Item), .. row.Cells.Take(job.Work.Settings.Count).Select(CellText.Of), CellText.Of(Value(row, first)), CellText.Of(Value(row, second))]));
    }

    void Parallel(HtmlText page, IReadOnlyList<string> pareto)
    {
        int[] shown = [.. Enumerable.Range(0, job.Work.Settings.Count).Concat(Shown(pareto).Select(name => _columns.FindIndex(column => column.Name == name))).Where(column => Levels(column).Length > 1)];
        if (shown.Length < 2) return;
        object[][] levels = [.. shown.Select(Levels)];
        ResultRow[] whole = [.. rows.Where(row => shown.All(column => row.Cells[column] is not null))];
        double[] Line(ResultRow row) => [.. shown.Select((column, n) => Height(row.Cells[column]!, levels[n]))];
        page.Heading(2, "Settings and figures together").Figure(ParallelPicture.Of($"A line for each item through {string.Join(", ", shown.Select(column => _columns[column].Name))}; those of the best {best.Count} stand out.",
            [.. shown.Select((column, n) => new ParallelPicture.Scale(_columns[column].Name, CellText.Of(levels[n][0]), CellText.Of(levels[n][^1])))], [.. whole.Select(Line)], [.. best.Where(row => shown.All(column => row.Cells[column] is not null)).Select(Line)]),
            $"Each item is a line. Axes from left to right: {string.Join(", ", shown.Select((column, n) => $"{n + 1} {_columns[column].Name}"))}. Where the lines of the best meet on an axis, that setting decides; where they spread, it does not.");
    }

    void Effects(HtmlText page)
    {
        Ranking figure = new(job, by);
        MainEffect[] effects = [.. MainEffect.Of(job, rows, figure).Take(MostEffects)];
        if (effects.Length == 0) return;
        page.Heading(2, "Main effects").Beside([.. effects.Select(effect => ($"{Broken(effect.Setting)}: {100 * effect.Share:0} % of the variance",
            EffectPicture.Of($"Mean of {by} by {effect.Setting}: {string.Join(", ", effect.Levels.Select(level => $"{CellText.Of(level.Level)}: {CellText.Of(level.Mean)}"))}.", by, effect, effects.Length == 1)))],
            $"How {by} goes with each setting, whatever the others are; the setting that explains most of its variance comes first. Settings with many values are told in bands.");
    }

    /// <summary>The figures that are shown.</summary>
    string[] Shown(IReadOnlyList<string> pareto) => [by, .. pareto.Where(name => name != by)];

    object[] Levels(int column) => [.. rows.Select(row => row.Cells[column]).OfType<object>().Distinct().OrderBy(value => value as double? ?? 0).ThenBy(value => value as string, StringComparer.Ordinal)];

    static double Height(object value, object[] levels) => value is double number ? (number - (double)levels[0]) / ((double)levels[^1] - (double)levels[0]) : (double)Array.IndexOf(levels, value) / (levels.Length - 1);

    object? Value(ResultRow row, string name) => row.Cells[_columns.FindIndex(column => column.Name == name)];

    /// <summary>A name that may be broken into lines after its underscores.</summary>
    static string Broken(string name) => name.Replace("_", "_\u200b", StringComparison.Ordinal);

    static string Whole(int number) => number.ToString(CultureInfo.InvariantCulture);
}
