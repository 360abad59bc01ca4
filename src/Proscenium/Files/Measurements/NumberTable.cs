using System.Globalization;
using System.Text;
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
    const long LargestBytes = 64 << 20;

    NumberTable(IReadOnlyList<string> heading, IReadOnlyList<NumberRow> rows) => (Heading, Rows) = (heading, rows);

    /// <summary>Names of the columns from the line before the numbers, or none.</summary>
    public IReadOnlyList<string> Heading { get; }

    /// <summary>The lines of numbers.</summary>
    public IReadOnlyList<NumberRow> Rows { get; }

    /// <summary>Columns of the widest line.</summary>
    public int Width => Rows.Max(row => row.Cells.Length);

    /// <summary>Reads a file.</summary>
    /// <exception cref="FileFormatException">The file is missing, holds no numbers, or has other lines among them.</exception>
    public static NumberTable Read(string path)
    {
        string[] lines = Lines(path);
        int first = Array.FindIndex(lines, line => !IsComment(line) && StartsWithNumber().IsMatch(line));
        if (first < 0) throw new FileFormatException($"{path}: holds no line of numbers: name a text file with Hz, dB and degrees in each line.");
        (int Number, string Text)[] data = [.. lines.Index().Skip(first).Where(line => !IsComment(line.Item)).Select(line => (line.Index + 1, line.Item.Trim()))];
        Func<string, string[]> split = Splitter(Array.ConvertAll(data, line => line.Text), path);
        NumberRow[] rows = Array.ConvertAll(data, line => new NumberRow(path, line.Number, split(line.Text)));
        foreach (NumberRow row in rows)
            if (!StartsWithNumber().IsMatch(row[0])) throw row.Fault($"'{PrintableText.Quote(row[0])}' is no number, and only numbers follow the first line of them: take it out or make it a comment with *");
        return new(Names(lines.Take(first)), rows);
    }

    static string[] Lines(string path)
    {
        if (Directory.Exists(path)) throw new FileFormatException($"{path}: is a folder: name a file.");
        if (!File.Exists(path)) throw new FileFormatException(new Fault(ErrorCodes.FileMissing, $"{path}: there is no such file: name a response that was measured"));
        if (new FileInfo(path).Length == 0) throw new FileFormatException($"{path}: the file is empty: export the response again.");
        if (new FileInfo(path).Length > LargestBytes) throw new FileFormatException($"{path}: is larger than any response in text: name a file with Hz, dB and degrees in each line.");
        FilesRead.Note(path);
        string text = File.ReadAllText(path, Encoding.UTF8);
        if (text.Contains('\0')) throw new FileFormatException($"{path}: is no text: name a text file with Hz, dB and degrees in each line, or end the name of a sound file in .wav.");
        return text.Split('\n');
    }

    static bool IsComment(string line) => line.AsSpan().Trim() is { Length: 0 } or ['*' or '#' or ';' or '"' or '/', ..];

    /// <summary>The names in the last line before the numbers, comment or not, where it begins with a frequency; units in brackets are left out.</summary>
    static string[] Names(IEnumerable<string> before)
    {
        string last = Brackets().Replace(before.LastOrDefault(line => line.AsSpan().Trim().Length > 0) ?? "", " ").Trim(' ', '\r', '*', '#', ';', '"', '/');
        string[] names = last.Split(last.AsSpan().ContainsAny(',', ';', '\t') ? [',', ';', '\t'] : [' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return names.Length > 1 && (names[0].StartsWith('f') || names[0].StartsWith('F') || names[0].StartsWith("Hz", StringComparison.OrdinalIgnoreCase)) ? names : [];
    }

    static Func<string, string[]> Splitter(string[] lines, string path)
    {
        bool tabbed = Array.Exists(lines, line => line.AsSpan().ContainsAny('\t', ';')), spaced = tabbed || Array.Exists(lines, line => SpaceBetweenNumbers().IsMatch(line));
        bool commas = Array.Exists(lines, line => line.Contains(',')), points = Array.Exists(lines, line => line.Contains('.'));
        bool within = Array.TrueForAll(lines, line => !LooseComma().IsMatch(line));
        if (commas && points && tabbed && within) throw new FileFormatException($"{path}: has points and commas in its numbers, and which is the decimal one cannot be told: export it with decimal points.");
        if (commas && !points && spaced && within) return line => Cells(line.Replace(',', '.'), [' ', '\t', ';']);
        return commas ? line => Array.ConvertAll(line.Split(',', ';'), cell => cell.Trim(' ', '\t', '"')) : line => Cells(line, [' ', '\t', ';']);
    }

    static string[] Cells(string line, char[] separators) =>
        Array.ConvertAll(line.Split(separators, StringSplitOptions.RemoveEmptyEntries), cell => cell.Trim('"'));

    [GeneratedRegex(@"^\s*[-+]?[.,]?\d|^\s*[-+]?(nan|inf)", RegexOptions.IgnoreCase)]
    private static partial Regex StartsWithNumber();

    /// <summary>A comma that is not between two digits separates.</summary>
    [GeneratedRegex(@",(?!\d)|(?<!\d),")]
    private static partial Regex LooseComma();

    [GeneratedRegex(@"\[[^\]]*\]|\([^)]*\)")]
    private static partial Regex Brackets();

    [GeneratedRegex(@"\d +[-+]?\d")]
    private static partial Regex SpaceBetweenNumbers();
}
