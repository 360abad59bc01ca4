using System.Text.RegularExpressions;

namespace Proscenium.Files.Measurements;

/// <summary>A column of a text table as its heading names it.</summary>
/// <param name="Name">Without what stands in brackets.</param>
/// <param name="Unit">What stands in brackets; empty where nothing does.</param>
sealed partial record TableColumn(string Name, string Unit)
{
    /// <summary>The words of name and unit, in lower case.</summary>
    public IReadOnlySet<string> Words => TableHeading.WordsOf($"{Name} {Unit}");

    /// <summary>True where the name holds one of some letters.</summary>
    public bool Says(params ReadOnlySpan<string> letters)
    {
        foreach (string part in letters)
            if (Name.Contains(part, StringComparison.OrdinalIgnoreCase)) return true;
        return false;
    }

    /// <inheritdoc/>
    public override string ToString() => Unit.Length == 0 ? Name : $"{Name} ({Unit})";
}

/// <summary>The line over the numbers of a text table, comment or not, that names its columns.</summary>
static partial class TableHeading
{
    const char Mark = '\uE000';

    /// <summary>The columns that a line names; none where it does not begin with a frequency or a time.</summary>
    public static TableColumn[] ColumnsOf(string line)
    {
        List<string> units = [];
        string marked = Bracketed().Replace(line, found =>
        {
            units.Add(found.Groups["unit"].Value.Trim(' ', '"'));
            return $"{Mark}{units.Count - 1}{Mark}";
        });
        marked = marked.Trim(' ', '\t', '*', '#', ';', '"', '/');
        TableColumn[] columns = [.. marked.Split(marked.AsSpan().ContainsAny(',', ';', '\t') ? [',', ';', '\t'] : [' '], StringSplitOptions.TrimEntries).Select(cell => cell.Trim('"', ' ')).Where(cell => cell.Length > 0).Select(cell => Column(cell, units))];
        return columns.Length > 1 && (char.ToLowerInvariant(columns[0].Name.FirstOrDefault()) is 'f' or 't' || columns[0].Says("Hz", "freq", "time")) ? columns : [];
    }

    /// <summary>The words of a text, in lower case.</summary>
    public static HashSet<string> WordsOf(string text) => [.. Word().Matches(text.ToLowerInvariant()).Select(word => word.Value)];

    static TableColumn Column(string cell, List<string> units)
    {
        int mark = cell.IndexOf(Mark);
        return mark < 0 ? new(cell, "") : new(cell[..mark].Trim(), units[int.Parse(cell[(mark + 1)..cell.IndexOf(Mark, mark + 1)], System.Globalization.CultureInfo.InvariantCulture)]);
    }

    [GeneratedRegex(@" *(?:\[(?<unit>[^\]]*)\]|\((?<unit>[^)]*)\))")]
    private static partial Regex Bracketed();

    [GeneratedRegex(@"[\p{L}°%]+")]
    private static partial Regex Word();
}
