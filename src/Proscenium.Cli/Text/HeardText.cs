using Proscenium.Judging.Hearing;

namespace Proscenium.Cli.Text;

/// <summary>Where sounds are heard, in words.</summary>
static class HeardText
{
    /// <summary>A room's table is so wide in each column.</summary>
    const int Width = 22;

    /// <summary>The columns of <see cref="Cells"/>.</summary>
    public static IReadOnlyList<string> Columns { get; } = ["onset", "second model", "sustained", "second model"];

    /// <summary>To a degree, with the uncertainty.</summary>
    public static string Of(HeardPlace place) => Of(place.AzimuthDegrees, place.UncertaintyDegrees);

    /// <summary>A stage's width, likewise.</summary>
    public static string Of(StageWidth stage) => Of(stage.Degrees, stage.UncertaintyDegrees);

    /// <summary>Both materials by both models.</summary>
    public static string[] Cells(HeardSound sound) => [Of(sound.Onset.Place), Of(sound.OnsetByConsistency), Of(sound.Sustained.Place), Of(sound.SustainedByConsistency)];

    /// <summary>The widths between two sounds, likewise.</summary>
    public static string[] Widths(HeardSound left, HeardSound right) =>
    [
        Of(StageWidth.Between(left.Onset, right.Onset)), Of(new StageWidth(left.OnsetByConsistency, right.OnsetByConsistency)),
        Of(StageWidth.Between(left.Sustained, right.Sustained)), Of(new StageWidth(left.SustainedByConsistency, right.SustainedByConsistency)),
    ];

    /// <summary>Cells of a line of text.</summary>
    public static string Line(IEnumerable<string> cells) => string.Concat(cells.Select(cell => cell.PadLeft(Width)));

    static string Of(double degrees, double uncertainty) => $"{PerceivedDirectionsText.Degrees(degrees)} +-{uncertainty:0}";
}
