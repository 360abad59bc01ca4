using System.Text.Json.Nodes;
using Proscenium.Judging.FreeField;
using Proscenium.Judging.Levels;
using static Proscenium.Cli.Json.JsonText;

namespace Proscenium.Cli.Json;

/// <summary>What is left of a plan on other drivers, as JSON.</summary>
static class ToleranceJson
{
    /// <summary>The plan's figures, and the cancellation of its canceller alone.</summary>
    public static JsonObject Of(DriverTolerance plan, DriverTolerance canceller) => new()
    {
        ["draws"] = plan.Runs,
        ["levelDb"] = plan.DriverLevelDeviationDb,
        ["phaseDegrees"] = plan.DriverPhaseDeviationDegrees,
        ["seed"] = plan.Seed,
        ["cancellationDb"] = new JsonObject
        {
            ["seat"] = Of(canceller.SeatSeparation),
            ["fiveCentimetres"] = Of(canceller.OffAxis5CmSeparation),
            ["worstPose"] = Of(canceller.WorstPoseSeparation),
            ["seatByDraw"] = Numbers(canceller.SeatSeparationOfRunsDb),
        },
        ["ipsilateralColorationDb"] = Of(plan.Tone),
        ["imageLevelErrorDb"] = Of(plan.ImageLevel),
        ["imageTimeErrorMicroseconds"] = Of(plan.ImageTime, 1e6),
        ["centreBeamFrontToSideDb"] = Of(plan.CentreBeam),
    };

    static JsonObject? Of(Spread? spread, double unit = 1) => spread is not { } figures ? null : new()
    {
        ["nominal"] = Number(unit * figures.Nominal),
        ["mean"] = Number(unit * figures.Mean),
        ["standardDeviation"] = Number(unit * figures.StandardDeviation),
        ["worst"] = Number(unit * figures.Worst),
    };
}
