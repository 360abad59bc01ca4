using System.Globalization;
using System.Text.RegularExpressions;
using Proscenium.Engine.Plan;

namespace Proscenium.Files.Measurements;

/// <summary>A line of a text table.</summary>
/// <param name="Path">The file.</param>
/// <param name="Line">Counted from 1.</param>
/// <param name="Cells">What stands between the separators, numbers with a decimal point.</param>
readonly record struct NumberRow(string Path, int Line, string[] Cells)
{
    /// <summary>A cell; empty where the line is shorter, or where an asterisk stands for what was not measured.</summary>
    public string this[int column] => column < Cells.Length && Cells[column] != "*" ? Cells[column] : "";

    /// <summary>A cell's number, or NaN.</summary>
    public double Number(int column) => double.TryParse(this[column], NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : double.NaN;

    /// <summary>An error about this line.</summary>
    public FileFormatException Fault(string fault) => new($"{Path}: line {Line}: {fault}.");
}

/// <summary>
/// Numbers in lines of text, separated by tabs, spaces, semicolons or commas. A comma within a number is a decimal one where no point is in
/// any number and something else separates them.
/// </summary>
sealed partial class NumberTable
{
    const int LeastCount = 4;

    NumberTable(IReadOnlyList<TableColumn> heading, IReadOnlyList<string> before, IReadOnlyList<NumberRow> rows) => (Heading, Before, Rows) = (heading, before, rows);

    /// <summary>The columns by the lines before the numbers, or none.</summary>
    public IReadOnlyList<TableColumn> Heading { get; }

    /// <summary>The lines before the numbers.</summary>
    public IReadOnlyList<string> Before { get; }

    /// <summary>The words of the last of them, whether it names columns or not, in lower case.</summary>
    public IReadOnlySet<string> WordsBefore => TableHeading.WordsOf(Before.LastOrDefault(line => line.AsSpan().Trim().Length > 0) ?? "");

    /// <summary>The lines of numbers.</summary>
    public IReadOnlyList<NumberRow> Rows { get; }

    /// <summary>Columns of the widest line.</summary>
    public int Width => Rows.Max(row => row.Cells.Length);

    /// <summary>Reads lines.</summary>
    /// <param name="lines">The file's.</param>
    /// <param name="path">Named in errors.</param>
    /// <exception cref="FileFormatException">They hold no numbers, or have other lines among them.</exception>
    public static NumberTable Read(string[] lines, string path)
    {
        lines = Array.ConvertAll(lines, Unquoted);
        int first = Array.FindIndex(lines, line => !IsComment(line) && StartsWithNumber().IsMatch(line));
        if (first < 0) throw new FileFormatException($"{path}: holds no line of numbers: name a text file with Hz, dB and degrees in each line.");
        string[] before = lines[..first];
        TableColumn[] heading = TableHeading.Of(before);
        (int Number, string Text)[] data = [.. lines.Index().Skip(first).Where(line => !IsComment(line.Item)).Select(line => (line.Index + 1, line.Item.Trim()))];
        Func<string, string[]> split = Splitter(Array.ConvertAll(data, line => line.Text), heading.Length, path);
        NumberRow[] rows = Array.ConvertAll(data, line => new NumberRow(path, line.Number, split(line.Text)));
        foreach (NumberRow row in rows)
            if (!StartsWithNumber().IsMatch(row[0])) throw row.Fault($"'{PrintableText.Quote(row[0])}' is no number, and only numbers follow the first line of them: take it out or make it a comment with *");
        return WithoutCount(new(heading, before, rows), path);
    }

    /// <summary>The table without a first column that counts its lines.</summary>
    static NumberTable WithoutCount(NumberTable table, string path)
    {
        bool named = table.Heading.Count > 0 && TableHeading.IsCounter(table.Heading[0]);
        if (named && table.Heading.Count == table.Width) return new([.. table.Heading.Skip(1)], table.Before, [.. table.Rows.Select(row => row with { Cells = row.Cells[1..] })]);
        if (named || (table.Width > 2 && table.Heading.Count != table.Width && Counts(table.Rows)))
            throw new FileFormatException($"{path}: its first column counts the lines, and the heading does not name its {table.Width} columns: take that column out, or name each of them, as in No, Freq(Hz), SPL(dB), Phase(deg).");
        return table;
    }

    /// <summary>True where the first column is 0, 1, 2 and so on or 1, 2, 3, while the second one rises without a break as frequencies do.</summary>
    static bool Counts(IReadOnlyList<NumberRow> rows)
    {
        if (rows.Count < LeastCount || rows[0].Number(0) is not (0 or 1)) return false;
        for (int n = 1; n < rows.Count; n++)
            if (rows[n].Number(0) != rows[0].Number(0) + n || !(rows[n].Number(1) > rows[n - 1].Number(1))) return false;
        return true;
    }

    static bool IsComment(string line) => line.AsSpan().Trim() is { Length: 0 } or ['*' or '#' or ';' or '"' or '/', ..];

    /// <summary>A line whose numbers stand in quotation marks, without them; commas between such numbers become semicolons.</summary>
    static string Unquoted(string line) => line.AsSpan().TrimStart().StartsWith('"') && line.Replace("\",\"", "\";\"").Replace("\"", "") is var bare && StartsWithNumber().IsMatch(bare) ? bare : line;

    static Func<string, string[]> Splitter(string[] lines, int named, string path)
    {
        bool tabbed = Array.Exists(lines, line => line.AsSpan().ContainsAny('\t', ';')), spaced = tabbed || Array.Exists(lines, line => SpaceBetweenNumbers().IsMatch(line));
        bool commas = Array.Exists(lines, line => line.Contains(',')), points = Array.Exists(lines, line => line.Contains('.'));
        bool within = Array.TrueForAll(lines, line => !LooseComma().IsMatch(line));
        if (commas && points && tabbed && within) throw new FileFormatException($"{path}: has points and commas in its numbers, and which is the decimal one cannot be told: export it with decimal points.");
        if (commas && !points && spaced && within) return line => Cells(line.Replace(',', '.'), [' ', '\t', ';']);
        // 100,70,5 is 100 Hz and 70.5 dB as well as 100 Hz, 70 dB and 5 degrees
        if (commas && !points && Array.Exists(lines, line => line.Split(',', ';').Length != named))
            throw new FileFormatException($"{path}: has no decimal points, and whether its commas part numbers or are decimal ones cannot be told: export it with decimal points, or with tabs or semicolons between the numbers.");
        return commas ? line => Array.ConvertAll(line.Split(',', ';'), cell => cell.Trim(' ', '\t', '"')) : line => Cells(line, [' ', '\t', ';']);
    }

    static string[] Cells(string line, char[] separators) =>
        Array.ConvertAll(line.Split(separators, StringSplitOptions.RemoveEmptyEntries), cell => cell.Trim('"'));

    [GeneratedRegex(@"^\s*[-+]?[.,]?\d|^\s*[-+]?(nan|inf)", RegexOptions.IgnoreCase)]
    private static partial Regex StartsWithNumber();

    /// <summary>A comma that is not between two digits separates.</summary>
    [GeneratedRegex(@",(?!\d)|(?<!\d),")]
    private static partial Regex LooseComma();

    [GeneratedRegex(@"\d +[-+]?\d")]
    private static partial Regex SpaceBetweenNumbers();
}
