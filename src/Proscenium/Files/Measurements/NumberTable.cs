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
    /// <summary>A cell; empty where the line is shorter.</summary>
    public string this[int column] => column < Cells.Length ? Cells[column] : "";

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
    NumberTable(IReadOnlyList<TableColumn> heading, IReadOnlySet<string> wordsBefore, IReadOnlyList<NumberRow> rows) => (Heading, WordsBefore, Rows) = (heading, wordsBefore, rows);

    /// <summary>The columns by the line before the numbers, or none.</summary>
    public IReadOnlyList<TableColumn> Heading { get; }

    /// <summary>The words of that line, whether it names columns or not, in lower case.</summary>
    public IReadOnlySet<string> WordsBefore { get; }

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
        string before = lines.Take(first).LastOrDefault(line => line.AsSpan().Trim().Length > 0) ?? "";
        TableColumn[] heading = TableHeading.ColumnsOf(before);
        (int Number, string Text)[] data = [.. lines.Index().Skip(first).Where(line => !IsComment(line.Item)).Select(line => (line.Index + 1, line.Item.Trim()))];
        Func<string, string[]> split = Splitter(Array.ConvertAll(data, line => line.Text), heading.Length, path);
        NumberRow[] rows = Array.ConvertAll(data, line => new NumberRow(path, line.Number, split(line.Text)));
        foreach (NumberRow row in rows)
            if (!StartsWithNumber().IsMatch(row[0])) throw row.Fault($"'{PrintableText.Quote(row[0])}' is no number, and only numbers follow the first line of them: take it out or make it a comment with *");
        return new(heading, TableHeading.WordsOf(before), rows);
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
