using Proscenium.Analysis;
using Proscenium.Cli.Terminal;
using Proscenium.Judging.FreeField;
using Proscenium.Judging.Rooms;

namespace Proscenium.Cli.Text;

/// <summary>What was found in a room, line by line.</summary>
static class RoomFindingsText
{
    /// <summary>A ratio beyond this says that nothing comes back, dB.</summary>
    const double Nothing = 40;

    const int NameWidth = 16;

    const string Groups = "                        perceived direction, degrees    separation, dB        DRR of  critical  C80 of     IACC of stage";

    static readonly (string Name, int Width)[] _columns =
    [
        ("left", 9), ("right", 9), ("centre", 9), ("width", 9), ("direct", 10), ("5 ms", 7), ("all", 7), ("centre", 9), ("distance", 10), ("left", 8), ("direct", 10), ("early", 8),
    ];

    /// <summary>Prints it.</summary>
    public static void Print(RoomFindings findings, Report report)
    {
        RoomAnalysis heard = findings.Heard;
        RoomSetup setup = heard.Setup;
        report.Line($"in {setup.Room.Name}: {RoomText.Shape(setup.Room)}, {RoomText.Reverberation(setup.Room)}; listener {heard.SeatMetres:0.00} m from the device{(heard.TruePairMetres is { } metres ? $", {metres:0.00} m from a real pair" : "")}");
        report.Line(Groups);
        report.Line(new string(' ', NameWidth + 2) + string.Concat(_columns.Select(column => column.Name.PadLeft(column.Width))));
        Row("this plan", heard.Treated, report);
        Row("untreated", heard.Untreated, report);
        if (heard.TruePair is { } pair) Row("a real pair", pair, report);
        report.Line();
        Directions(heard, report);
        BalanceText.Print("balance, pink noise, BS.1770", new(heard.Treated.Balance, heard.Untreated.Balance, heard.TruePair?.Balance), report);
        if (heard.LeftTone is { } left && heard.CentreTone is { } centre && heard.UntreatedLeftTone is { } plainLeft && heard.UntreatedCentreTone is { } plainCentre)
        {
            report.Figure("tone of left, 250 Hz to 4 kHz", $"{ToneText.InRoom(left)} (untreated {plainLeft.SpreadDb:0.0} dB)");
            report.Figure("  centre", $"{ToneText.InRoom(centre)} (untreated {plainCentre.SpreadDb:0.0} dB)");
        }
        report.Figure("DRR by octave, Hz", string.Concat(FreeFieldAnalysis.RoomBands.Select(band => $"{RoomText.Hertz(band.Centre),8}")));
        report.Figure("  left, this plan, dB", Cells(heard.Treated.LeftDirectDb));
        report.Figure("  left, untreated", Cells(heard.Untreated.LeftDirectDb));
        report.Figure("  centre, this plan", Cells(heard.Treated.CentreDirectDb));
        report.Figure("  centre, untreated", Cells(heard.Untreated.CentreDirectDb));
        if (!setup.Room.IsAnechoic)
        {
            report.Line("  cost of cancellation, dB of DRR by octave, canceller alone:");
            foreach (CancellationCost cost in findings.Costs) report.Figure($"    room budget {cost.BudgetDb,2:0} dB, separation {cost.SeparationDb,4:0.0} dB", Cells(cost.CostDb));
        }
        report.Figure("listening area, this plan", ZoneText(heard.Zone));
        report.Figure("  untreated", ZoneText(heard.UntreatedZone));
        if (heard.TruePairZone is { } zone) report.Figure("  a real pair", ZoneText(zone));
        report.Line();
        foreach (string sentence in AdviceText.Of(findings)) report.Line($"  {sentence}");
    }

    /// <summary>How large a zone is.</summary>
    public static string ZoneText(ListeningZone zone)
    {
        string at = zone.WidthMetres > 0 ? $"{100 * zone.WidthMetres:0} cm{(zone.WidthMetres > (zone.Grid.Columns - 0.5) * zone.Grid.AcrossMetres ? " or more" : "")} wide at the seat" : "not at the seat";
        return zone.SquareMetres == 0 ? "none" : $"{at}, {zone.SquareMetres:0.00} of {zone.Seats.Count * zone.Grid.SeatArea:0.00} m2 evaluated";
    }

    /// <summary>Two materials by two models.</summary>
    static void Directions(RoomAnalysis heard, Report report)
    {
        report.Figure("perceived direction, degrees", HeardText.Line(HeardText.Columns));
        report.Figure("  left, this plan", HeardText.Line(HeardText.Cells(heard.Treated.LeftHeard)));
        report.Figure("  centre, this plan", HeardText.Line(HeardText.Cells(heard.Treated.CentreHeard)));
        report.Figure("  right, this plan", HeardText.Line(HeardText.Cells(heard.Treated.RightHeard)));
        report.Figure("  width, this plan", Widths(heard.Treated));
        report.Figure("  width, untreated", Widths(heard.Untreated));
        if (heard.TruePair is { } pair) report.Figure("  width, a real pair", Widths(pair));
    }

    static string Widths(RoomImpression heard) => HeardText.Line(HeardText.Widths(heard.LeftHeard, heard.RightHeard));

    static void Row(string name, RoomImpression heard, Report report)
    {
        string[] cells =
        [
            heard.Left.Place.Words, heard.Right.Place.Words, heard.Centre.Place.Words, heard.Width.Words,
            $"{heard.Separation.DirectDb:0.0}", $"{heard.Separation.FiveMillisecondsDb:0.0}", $"{heard.Separation.AllDb:0.0}", Decibels(heard.CentreMidrangeDirectDb),
            Metres(heard.CriticalDistanceMetres), Decibels(heard.LeftClarityDb.C80), $"{heard.StageDirectCoherence:0.00}", $"{heard.StageCoherence.EarlyOctaves:0.00}",
        ];
        report.Line($"  {name,-NameWidth}" + string.Concat(cells.Zip(_columns, (cell, column) => cell.PadLeft(column.Width))));
    }

    /// <summary>A critical distance; without a room there is none.</summary>
    public static string Metres(double metres) => metres < 100 ? $"{metres:0.00} m" : "-";

    static string Cells(IReadOnlyList<double> decibels) => string.Concat(decibels.Select(value => $"{Decibels(value),8}"));

    /// <summary>Infinite where nothing comes back.</summary>
    public static string Decibels(double value) => value < Nothing ? $"{value:0.0;-0.0;0.0}" : "-";
}
