using Proscenium.Judging.Hearing;

namespace Proscenium.Cli.Text;

/// <summary>Where sounds are heard, in words.</summary>
static class HeardText
{
    /// <summary>A room's table is so wide in each column.</summary>
    const int Width = 22;

    /// <summary>The columns of <see cref="Cells"/>.</summary>
    public static IReadOnlyList<string> Columns { get; } = ["onset", "second model", "sustained", "second model"];

    /// <summary>Both materials by both models.</summary>
    public static string[] Cells(HeardSound sound) => [sound.Onset.Place.Words, sound.OnsetByConsistency.Words, sound.Sustained.Place.Words, sound.SustainedByConsistency.Words];

    /// <summary>The widths between two sounds, likewise.</summary>
    public static string[] Widths(HeardSound left, HeardSound right) =>
    [
        StageWidth.Between(left.Onset, right.Onset).Words, new StageWidth(left.OnsetByConsistency, right.OnsetByConsistency).Words,
        StageWidth.Between(left.Sustained, right.Sustained).Words, new StageWidth(left.SustainedByConsistency, right.SustainedByConsistency).Words,
    ];

    /// <summary>Cells of a line of text.</summary>
    public static string Line(IEnumerable<string> cells) => string.Concat(cells.Select(cell => cell.PadLeft(Width)));
}
