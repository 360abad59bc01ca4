using Proscenium.Sweeps.Jobs;

namespace Proscenium.Sweeps.Comparing;

/// <summary>How a figure goes with one setting, whatever the others are.</summary>
/// <param name="Setting">The setting's column.</param>
/// <param name="Levels">Its values, or the middles of bands of its range; the mean of the figure at each, its least and its most.</param>
/// <param name="Share">The share of the figure's variance that goes with it: variance of the means over that of all rows (Fisher's correlation ratio, eta squared).</param>
sealed record MainEffect(string Setting, IReadOnlyList<EffectLevel> Levels, double Share)
{
    /// <summary>Values that are told one by one, and rows that a level must have on the mean: fewer, and the level's mean is that of chance.</summary>
    const int MostLevels = 12, LeastRows = 3, MostBands = 10, RowsPerBand = 8;

    /// <summary>The effects of all settings that vary, the largest first.</summary>
    /// <param name="job">The job.</param>
    /// <param name="rows">Its rows.</param>
    /// <param name="figure">The figure.</param>
    public static IReadOnlyList<MainEffect> Of(Job job, IReadOnlyList<ResultRow> rows, Ranking figure)
    {
        ResultRow[] told = [.. rows.Where(row => figure.Value(row) is not null)];
        return [.. Enumerable.Range(0, job.Work.Settings.Count).Select(setting => Of(job.Work.Settings[setting].Name, setting, told, figure)).Where(effect => effect.Levels.Count > 1).OrderByDescending(effect => effect.Share)];
    }

    static MainEffect Of(string name, int setting, ResultRow[] rows, Ranking figure)
    {
        (object Level, double Value)[] pairs = [.. rows.Where(row => row.Cells[setting] is not null).Select(row => (row.Cells[setting]!, figure.Value(row)!.Value))];
        if (pairs.Length == 0) return new(name, [], 0);
        object[] values = [.. pairs.Select(pair => pair.Level).Distinct()];
        if (values[0] is double && values.Length > 1 && (values.Length > MostLevels || LeastRows * values.Length > pairs.Length))
        {
            int bands = Math.Clamp(pairs.Length / RowsPerBand, 2, MostBands);
            double least = values.Cast<double>().Min(), step = (values.Cast<double>().Max() - least) / bands;
            pairs = [.. pairs.Select(pair => ((object)(least + step * (Math.Min(bands - 1, Math.Floor(((double)pair.Level - least) / step)) + 0.5)), pair.Value))];
        }
        double mean = pairs.Average(pair => pair.Value), variance = pairs.Average(pair => (pair.Value - mean) * (pair.Value - mean));
        EffectLevel[] levels = [.. pairs.GroupBy(pair => pair.Level).Select(group => new EffectLevel(group.Key, group.Average(pair => pair.Value), group.Min(pair => pair.Value), group.Max(pair => pair.Value), group.Count())).OrderBy(level => level.Level as double? ?? 0).ThenBy(level => level.Level as string, StringComparer.Ordinal)];
        double between = levels.Sum(level => level.Count * (level.Mean - mean) * (level.Mean - mean)) / pairs.Length;
        return new(name, levels, variance > 0 ? between / variance : 0);
    }
}

/// <summary>A figure at one value of a setting.</summary>
/// <param name="Level">The value, or the middle of a band of values.</param>
/// <param name="Mean">Mean of the figure.</param>
/// <param name="Least">Its least value.</param>
/// <param name="Most">Its largest.</param>
/// <param name="Count">Rows.</param>
readonly record struct EffectLevel(object Level, double Mean, double Least, double Most, int Count);
