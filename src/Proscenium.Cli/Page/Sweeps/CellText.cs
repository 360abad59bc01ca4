using System.Globalization;

namespace Proscenium.Cli.Page.Sweeps;

/// <summary>A cell of a sweep's table for people: three decimals, or three digits of what is small.</summary>
static class CellText
{
    const double Small = 0.1;

    /// <summary>The text; a dash for what has no value.</summary>
    public static string Of(object? cell) => cell switch
    {
        null => "-",
        double number => number.ToString(number == 0 || Math.Abs(number) >= Small ? "0.###" : "G3", CultureInfo.InvariantCulture),
        _ => cell.ToString()!,
    };
}
