using System.Text.Json.Nodes;
using Proscenium.Analysis;
using static Proscenium.Cli.Json.JsonText;

namespace Proscenium.Cli.Json;

/// <summary>The places of a bank as JSON.</summary>
static class BankJson
{
    /// <summary>All figures.</summary>
    public static JsonObject Of(BankFindings bank) => new()
    {
        ["largestLossDb"] = Number(bank.MostLossDb),
        ["largestLossLookingAheadDb"] = Number(bank.MostLossAheadDb),
        ["largestTimeErrorMicroseconds"] = Number(bank.MostTimeErrorSeconds * 1e6),
        ["seat"] = Figures(bank.Seat),
        ["places"] = Objects(bank.Places.Select(place => new JsonObject
        {
            ["leftMetres"] = Number(place.Place.Left),
            ["forwardMetres"] = Number(place.Place.Forward),
            ["yawDegrees"] = Number(place.YawDegrees),
            ["halfway"] = place.IsHalfway,
            ["bank"] = Figures(place.Bank),
            ["seatPlan"] = Figures(place.SeatPlan),
            ["bankLookingAhead"] = Figures(place.Ahead),
        })),
    };

    static JsonObject Figures(PlaceFigures figures) => new()
    {
        ["cancellationDb"] = Number(figures.MeanDb),
        ["worseSideDb"] = Number(figures.WorseDb),
        ["levelDb"] = Number(figures.LevelDb),
        ["timeErrorMicroseconds"] = Number(figures.Image?.TimeErrorSeconds * 1e6),
        ["leftDegrees"] = Number(figures.Image?.LeftDegrees),
        ["rightDegrees"] = Number(figures.Image?.RightDegrees),
    };
}
