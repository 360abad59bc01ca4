using System.Text.RegularExpressions;

namespace Proscenium.Files.Measurements;

/// <summary>A column of a text table as its heading names it.</summary>
/// <param name="Name">Without what stands in brackets.</param>
/// <param name="Unit">What stands in brackets; empty where nothing does.</param>
sealed partial record TableColumn(string Name, string Unit)
{
    /// <summary>The words of name and unit, in lower case.</summary>
    public IReadOnlySet<string> Words => TableHeading.WordsOf($"{Name} {Unit}");

    /// <summary>True for the square of a pressure, voltage or response: a power.</summary>
    public bool IsSquare => Square().IsMatch($"{Name} {Unit}");

    /// <summary>True where the name holds one of some letters.</summary>
    public bool Says(params ReadOnlySpan<string> letters)
    {
        foreach (string part in letters)
            if (Name.Contains(part, StringComparison.OrdinalIgnoreCase)) return true;
        return false;
    }

    /// <inheritdoc/>
    public override string ToString() => Unit.Length == 0 ? Name : $"{Name} ({Unit})";

    [GeneratedRegex(@"\^ ?2|\*\*2|²|\bsquared?\b", RegexOptions.IgnoreCase)]
    private static partial Regex Square();
}

/// <summary>The lines over the numbers of a text table, comments or not, that name its columns and their units.</summary>
static partial class TableHeading
{
    const char Mark = '\uE000';
    const int MostLines = 100;

    static readonly string[] _counters = ["no", "nr", "n", "#", "num", "number", "index", "idx", "i", "point", "pt", "bin", "line", "row"];
    static readonly string[] _names = ["f", "freq", "frequency", "spl", "mag", "magn", "magnitude", "level", "gain", "amplitude", "ampl", "pressure", "response", "phase", "arg", "angle", "power", "frequenz", "pegel", "betrag", "leistung", "fréquence", "niveau", "puissance", "coherence", "coh", "time", "t", .. _counters];
    static readonly string[] _units = ["hz", "khz", "mhz", "ghz", "db", "dbspl", "dbv", "dbu", "dbr", "dbfs", "deg", "degs", "degree", "degrees", "°", "rad", "rads", "radian", "radians", "pa", "mpa", "v", "mv", "volt", "linear", "lin", "s", "ms", "us", "%"];

    /// <summary>True for a column that counts the lines.</summary>
    public static bool IsCounter(TableColumn column) => column.Unit.Length == 0 && _counters.Contains(column.Name.TrimEnd('.', ':').ToLowerInvariant());

    /// <summary>The columns by the lines before the numbers; none where no line names them. A line of units alone gives these to the names over or under it.</summary>
    public static TableColumn[] Of(IReadOnlyList<string> before)
    {
        TableColumn[][] lines = [.. before.Reverse().Where(line => line.AsSpan().Trim().Length > 0).Take(MostLines).Select(ColumnsOf)];
        TableColumn[]? names = lines.Where((columns, n) => columns.Length > 1 && !IsUnits(columns) && (n == 0 || Array.TrueForAll(columns, IsName)) && Begins(columns)).FirstOrDefault();
        TableColumn[]? units = Array.Find(lines, columns => columns.Length > 1 && IsUnits(columns) && (names is null || columns.Length == names.Length));
        if (names is null || units is null) return names ?? units ?? [];
        return [.. names.Zip(units, (name, unit) => name.Unit.Length > 0 ? name : name with { Unit = unit.Name })];
    }

    /// <summary>The units that the lines before the numbers speak of, for each of some words that say what they are the units of; a unit behind a number is none.</summary>
    public static IReadOnlySet<string> UnitsSaid(IReadOnlyList<string> before, params string[] of) =>
        before.Where(line => Stated().Match(line) is { Success: true } || WordsOf(line).Any(word => Array.Exists(of, beginning => word.StartsWith(beginning, StringComparison.Ordinal)))).SelectMany(line => WordsOf(Measured().Replace(line, " "))).ToHashSet();

    static bool Begins(TableColumn[] columns) => IsFrequencyOrTime(columns[0]) || (IsCounter(columns[0]) && IsFrequencyOrTime(columns[1])) || (Array.Exists(columns, column => column.Says("freq", "fréq")) && Array.TrueForAll(columns, IsName));

    static bool IsFrequencyOrTime(TableColumn column) => char.ToLowerInvariant(column.Name.FirstOrDefault()) is 'f' or 't' || column.Says("Hz", "freq", "fréq", "time");

    static bool IsName(TableColumn column) => IsCounter(column) || column.Words.Overlaps(_names);

    static bool IsUnits(TableColumn[] columns) => Array.TrueForAll(columns, IsUnit);

    static bool IsUnit(TableColumn column) => column.Unit.Length == 0 && _units.Contains(column.Name.ToLowerInvariant());

    static TableColumn[] ColumnsOf(string line)
    {
        List<string> units = [];
        string marked = Bracketed().Replace(line, found =>
        {
            string place = $"{Mark}{units.Count}{Mark}";
            units.Add(found.Groups["unit"].Value.Trim(' ', '"'));
            return place;
        });
        string bare = marked.Trim(' ', '\t', '*', ';', '"', '/');
        marked = Stated().Replace(bare.StartsWith('#') && !CountsByMark(bare) ? bare.TrimStart('#', ' ', '\t') : bare, "");
        return [.. marked.Split(marked.AsSpan().ContainsAny(',', ';', '\t') ? [',', ';', '\t'] : [' '], StringSplitOptions.TrimEntries).Select(cell => cell.Trim('"', ' ')).Where(cell => cell.Length > 0).Select(cell => Column(cell, units))];
    }

    /// <summary>True where a line's first letter # is a column, parted from the next one, and no mark of a comment.</summary>
    static bool CountsByMark(string line) => line.Length > 1 && line[1] is '\t' or ',' or ';';

    /// <summary>The words of a text, in lower case.</summary>
    public static HashSet<string> WordsOf(string text) => [.. Word().Matches(text.ToLowerInvariant()).Select(word => word.Value)];

    static TableColumn Column(string cell, List<string> units)
    {
        int mark = cell.IndexOf(Mark);
        return mark < 0 ? new(cell, "") : new(cell[..mark].Trim(), units[int.Parse(cell[(mark + 1)..cell.IndexOf(Mark, mark + 1)], System.Globalization.CultureInfo.InvariantCulture)]);
    }

    [GeneratedRegex(@" *(?:\[(?<unit>[^\]]*)\]|\((?<unit>[^)]*)\))")]
    private static partial Regex Bracketed();

    /// <summary>What begins a line of units.</summary>
    [GeneratedRegex(@"^[\s*#;/""]*units?\s*[:=]\s*", RegexOptions.IgnoreCase)]
    private static partial Regex Stated();

    /// <summary>A number with its unit, which says nothing of the columns.</summary>
    [GeneratedRegex(@"\d\s*\p{L}+")]
    private static partial Regex Measured();

    [GeneratedRegex(@"[\p{L}°%]+")]
    private static partial Regex Word();
}
