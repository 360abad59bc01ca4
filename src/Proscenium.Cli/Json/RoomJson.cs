using System.Text.Json.Nodes;
using Proscenium.Cli.Text;
using Proscenium.Analysis;
using Proscenium.Judging.FreeField;
using Proscenium.Judging.Hearing;
using Proscenium.Judging.Rooms;
using Proscenium.Rooms;
using static Proscenium.Cli.Json.JsonText;

namespace Proscenium.Cli.Json;

/// <summary>What was found in a room as JSON; every key is described in docs/rooms.md.</summary>
static class RoomJson
{
    /// <summary>Everything.</summary>
    public static JsonObject Of(RoomFindings findings)
    {
        RoomAnalysis heard = findings.Heard;
        Room room = heard.Setup.Room;
        return new()
        {
            ["name"] = room.Name,
            ["volumeCubicMetres"] = Number(room.Volume),
            ["octavesHz"] = Numbers(OctaveBands.Centres),
            ["eyringSeconds"] = Numbers(room.EyringSeconds),
            ["seatMetres"] = Number(heard.SeatMetres),
            ["plan"] = Treatment(heard.Treated, heard.Zone),
            ["untreated"] = Treatment(heard.Untreated, heard.UntreatedZone),
            ["truePair"] = heard.TruePair is { } pair ? Treatment(pair, heard.TruePairZone!) : null,
            ["truePairMetres"] = Number(heard.TruePairMetres),
            ["tone"] = heard.LeftTone is { } left && heard.CentreTone is { } centre ? new JsonObject
            {
                ["left"] = CurveJson.ToneInRoom(left), ["centre"] = CurveJson.ToneInRoom(centre), ["untreatedLeft"] = CurveJson.ToneInRoom(heard.UntreatedLeftTone!), ["untreatedCentre"] = CurveJson.ToneInRoom(heard.UntreatedCentreTone!),
            } : null,
            ["centreGainDb"] = Number(findings.CentreGainDb),
            ["costOctavesHz"] = Numbers(FreeFieldAnalysis.RoomBands.Select(band => Math.Round(band.Centre))),
            ["cancellationCosts"] = Objects(findings.Costs.Select(cost => new JsonObject { ["budgetDb"] = Number(cost.BudgetDb), ["separationDb"] = Number(cost.SeparationDb), ["costDb"] = Numbers(cost.CostDb) })),
            ["reflections"] = Objects(heard.Reflections.OrderBy(reflection => reflection.Seconds).Select(reflection => new JsonObject
            {
                ["milliseconds"] = Number(1000 * reflection.Seconds), ["levelDb"] = Number(reflection.LevelDb), ["azimuthDegrees"] = Number(reflection.AzimuthDegrees), ["order"] = reflection.Order,
            })),
            ["advice"] = Texts(AdviceText.Of(findings)),
        };
    }

    static JsonObject Treatment(RoomImpression heard, ListeningZone zone) => new()
    {
        ["left"] = Sound(heard.LeftHeard),
        ["centre"] = Sound(heard.CentreHeard),
        ["right"] = Sound(heard.RightHeard),
        ["widthDegrees"] = Number(heard.Width.Degrees),
        ["widthUncertaintyDegrees"] = Number(heard.Width.UncertaintyDegrees),
        ["separationDb"] = new JsonObject { ["direct"] = Number(heard.Separation.DirectDb), ["fiveMilliseconds"] = Number(heard.Separation.FiveMillisecondsDb), ["tenMilliseconds"] = Number(heard.Separation.TenMillisecondsDb), ["all"] = Number(heard.Separation.AllDb) },
        ["directToReverberantDb"] = new JsonObject { ["left"] = Numbers(heard.LeftDirectDb), ["centre"] = Numbers(heard.CentreDirectDb), ["leftMidrange"] = Number(heard.LeftMidrangeDirectDb), ["centreMidrange"] = Number(heard.CentreMidrangeDirectDb) },
        ["balanceLu"] = BalanceJson.Of(heard.Balance),
        ["criticalDistanceMetres"] = Number(heard.CriticalDistanceMetres),
        ["clarityDb"] = new JsonObject { ["leftC50"] = Number(heard.LeftClarityDb.C50), ["leftC80"] = Number(heard.LeftClarityDb.C80), ["centreC50"] = Number(heard.CentreClarityDb.C50), ["centreC80"] = Number(heard.CentreClarityDb.C80) },
        ["interauralCoherence"] = new JsonObject
        {
            ["stageDirect"] = Number(heard.StageDirectCoherence), ["stageEarly"] = Number(heard.StageCoherence.EarlyOctaves), ["stageLate"] = Number(heard.StageCoherence.LateOctaves),
            ["centreEarly"] = Number(heard.CentreCoherence.EarlyOctaves), ["centreLate"] = Number(heard.CentreCoherence.LateOctaves),
        },
        ["listeningZone"] = Zone(zone),
    };

    static JsonObject Sound(HeardSound sound) => new()
    {
        ["azimuthDegrees"] = Number(sound.Onset.AzimuthDegrees), ["uncertaintyDegrees"] = Number(sound.Onset.UncertaintyDegrees), ["blurDegrees"] = Number(sound.Onset.BlurDegrees), ["coherence"] = Number(sound.Onset.Coherence),
        ["sustained"] = Place(sound.Sustained.Place),
        ["secondModel"] = new JsonObject { ["onset"] = Place(sound.OnsetByConsistency), ["sustained"] = Place(sound.SustainedByConsistency) },
    };

    static JsonObject Place(HeardPlace place) => new() { ["azimuthDegrees"] = Number(place.AzimuthDegrees), ["uncertaintyDegrees"] = Number(place.UncertaintyDegrees) };

    static JsonObject Zone(ListeningZone zone) => new()
    {
        ["squareMetres"] = Number(zone.SquareMetres),
        ["widthMetres"] = Number(zone.WidthMetres),
        ["angleDegrees"] = Number(zone.AngleDegrees),
        ["seats"] = Objects(zone.Seats.Select(seat => new JsonObject
        {
            ["left"] = Number(seat.Seat.Left), ["forward"] = Number(seat.Seat.Forward), ["leftAzimuthDegrees"] = Number(seat.Left.AzimuthDegrees), ["centreAzimuthDegrees"] = Number(seat.Centre.AzimuthDegrees),
            ["rightAzimuthDegrees"] = Number(seat.Right.AzimuthDegrees), ["separationDb"] = Number(seat.SeparationDb), ["colorationDb"] = Number(seat.ColorationDb), ["holds"] = seat.Holds(zone.AngleDegrees),
        })),
    };
}
