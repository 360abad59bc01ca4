using Proscenium.Analysis;
using Proscenium.Cli.Terminal;

namespace Proscenium.Cli.Text.Banks;

/// <summary>What is heard at the places of a bank, beside the plan of the seat: one row each.</summary>
static class BankTable
{
    /// <summary>The row of the seat.</summary>
    public const string SeatName = "seat, its plan";

    /// <summary>What the columns are.</summary>
    public const string Caption = "Cancellation in dB, mean of both sides and the worse side, 300 Hz to 8 kHz; level at the ipsilateral ears relative to the seat's plan at the seat, in dB; directions of the virtual loudspeakers by their interaural time, "
        + "and its error in microseconds, 500 to 1500 Hz. Halfway between two places the mean of their filters plays.";

    /// <summary>A column, and the group it stands in.</summary>
    public readonly record struct Column(string Group, string Name, int Width);

    /// <summary>The columns; those of directions only where there are virtual loudspeakers.</summary>
    public static IReadOnlyList<Column> Columns(BankFindings bank) => [.. Group("bank", bank), .. Group("seat's plan", bank)];

    /// <summary>The names of the columns where no group stands above them.</summary>
    public static IEnumerable<string> Heads(BankFindings bank) => Columns(bank).GroupBy(column => column.Group).SelectMany(group => group.Select((column, n) => n == 0 ? $"{column.Group}: {column.Name}" : column.Name));

    /// <summary>All rows: the seat, then the places from right to left, those farthest from the device first.</summary>
    public static IEnumerable<(string Name, string[] Cells)> Rows(BankFindings bank) =>
    [
        (SeatName, [.. Columns(bank).Take(Columns(bank).Count / 2).Select(_ => ""), .. Cells(bank.Seat)]),
        .. bank.Places.OrderBy(place => (place.Place.Forward, place.Place.Left)).Select(place => (BankText.Place(place.Place.Left, place.Place.Forward) + (place.IsHalfway ? ", halfway" : ""), (string[])[.. Cells(place.Bank), .. Cells(place.SeatPlan)])),
    ];

    /// <summary>The most that is lost anywhere, and how many places are shown.</summary>
    public static string Sentence(BankFindings bank) =>
        $"{(bank.Places.Count(place => !place.IsHalfway) is var shown && shown < bank.AllPlaces ? $"{shown} of {bank.AllPlaces} places are shown. " : "")}At all these places the bank has at most {Math.Max(0, bank.MostLossDb):0.0} dB less cancellation than the seat's plan at the seat, {bank.Seat.MeanDb:0.0} dB{(bank.MostTimeErrorSeconds is { } time ? $", and interaural times within {time * 1e6:0} us" : "")}{(bank.MostLossAheadDb is { } ahead ? $"; while the head looks straight ahead instead of at the device, at most {Math.Max(0, ahead):0.0} dB less" : "")}.";

    /// <summary>The table as lines of text.</summary>
    public static void Print(BankFindings bank, string? headFile, Report report)
    {
        IReadOnlyList<Column> columns = Columns(bank);
        (string Name, string[] Cells)[] rows = [.. Rows(bank)];
        int width = rows.Max(row => row.Name.Length);
        string margin = new(' ', 2 + width);
        report.Line($"places of the head, at the ears of {headFile ?? "a rigid sphere"}: filters of the bank, and of the seat alone");
        report.Line($"{margin}{string.Concat(columns.GroupBy(column => column.Group).Select(group => $"   {Centred(group.Key, group.Sum(column => column.Width) - 3)}"))}");
        report.Line($"{margin}{string.Concat(columns.Select(column => column.Name.PadLeft(column.Width)))}");
        foreach ((string name, string[] cells) in rows) report.Line($"  {name.PadRight(width)}{string.Concat(cells.Zip(columns, (cell, column) => cell.PadLeft(column.Width)))}");
        report.Line("  mean, worse: cancellation of both sides and of the worse side, dB, 300 Hz to 8 kHz; level: at the ipsilateral ears, dB from the seat");
        if (bank.Seat.Image is not null) report.Line("  left, right: virtual loudspeakers by their interaural time, degrees, and the error of that time, us, 500 to 1500 Hz");
        report.Line("  halfway: the mean of two places plays; everywhere the head looks at the device");
        report.Line($"  {Sentence(bank)}");
    }

    static IEnumerable<Column> Group(string name, BankFindings bank) =>
        [new(name, "mean", 9), new(name, "worse", 7), new(name, "level", 7), .. bank.Seat.Image is null ? Array.Empty<Column>() : [new(name, "left", 6), new(name, "right", 6), new(name, "us", 5)]];

    static string[] Cells(PlaceFigures figures) => [Tenths(figures.MeanDb), Tenths(figures.WorseDb), Tenths(figures.LevelDb),
        .. figures.Image is { } image ? (string[])[Whole(image.LeftDegrees), Whole(image.RightDegrees), Whole(image.TimeErrorSeconds * 1e6)] : []];

    // never -0
    static string Tenths(double value) => $"{Math.Round(value, 1) + 0.0:0.0}";

    static string Whole(double value) => $"{Math.Round(value) + 0.0:0}";

    static string Centred(string text, int width) => text.PadLeft((width + text.Length) / 2).PadRight(width);
}
