namespace Proscenium.Sweeps.Jobs;

/// <summary>What the cells of a column hold.</summary>
enum CellKind
{
    /// <summary>A text.</summary>
    Text,

    /// <summary>A number.</summary>
    Number,
}

/// <summary>A column of a table of results.</summary>
/// <param name="Name">With its unit, as in <c>separationDb_seat</c>.</param>
/// <param name="Kind">What its cells hold.</param>
sealed record Column(string Name, CellKind Kind = CellKind.Number)
{
    /// <summary>The column of a figure or setting: its keys with underscores between, which no reader of tables needs quotes for.</summary>
    public static Column Of(string keys, CellKind kind = CellKind.Number) => new(NameOf(keys), kind);

    /// <summary>The name of that column.</summary>
    public static string NameOf(string keys) => string.Concat(keys.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '_'));
}
