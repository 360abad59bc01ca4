using System.Text.Json.Nodes;
using Proscenium.Acoustics;
using Proscenium.Analysis;
using Proscenium.Design;
using Proscenium.Heads;
using Proscenium.Judging.FreeField;
using Proscenium.Judging.Levels;
using static Proscenium.Cli.Json.JsonText;

namespace Proscenium.Cli.Json;

/// <summary>The curves of an analysis as JSON.</summary>
static class CurveJson
{
    /// <summary>Asked, planned, achieved and heard: the canceller for left and right, the beam for the centre; and what the whole plan gives.</summary>
    public static JsonObject Ratios(PlanAnalysis analysis)
    {
        IReadOnlyList<double> hertz = analysis.Canceller.Asked.Hertz;
        return new()
        {
            ["hertz"] = Numbers(hertz),
            ["askedDb"] = Of(analysis.Canceller.Asked, analysis.Design.Asked),
            ["plannedDb"] = Of(analysis.Canceller.Planned, analysis.Design.Planned),
            ["achievedDb"] = Of(analysis.Canceller.Achieved, analysis.Design.Achieved),
            ["heardDb"] = Heard(analysis.CancellerHeard, analysis.Beam, hertz),
            ["heardOfPlanDb"] = Heard(analysis.Heard, analysis.Beam, hertz),
            ["untreatedDb"] = Heard(analysis.Untreated, analysis.UntreatedBeam, hertz),
        };
    }

    /// <summary>The canceller in the nine poses.</summary>
    public static JsonArray Poses(FreeFieldAnalysis heard, PlanAnalysis analysis) => Objects(heard.Poses.Select(pose => new JsonObject
    {
        ["name"] = pose.Name,
        ["left"] = pose.Pose.Left,
        ["forward"] = pose.Pose.Forward,
        ["yawDegrees"] = pose.Pose.YawDegrees,
        ["meanDb"] = Number(pose.SeparationDb),
        ["leftDb"] = Number(pose.LeftDb),
        ["rightDb"] = Number(pose.RightDb),
        ["curvesDb"] = Sides(pose, analysis.Canceller.Asked.Hertz, analysis.Grid),
    }));

    /// <summary>Third-octave tone relative to real loudspeakers: the left input at the left ear to one at the virtual place, what is common to both channels at both ears to one in front.</summary>
    public static JsonObject Tone(FreeFieldAnalysis heard) => new()
    {
        ["hertz"] = Numbers(heard.Ipsilateral.Bands.Select(band => band.Band.Centre)),
        ["ipsilateralDb"] = Numbers(heard.Ipsilateral.Bands.Select(band => band.Decibels)),
        ["phantomCentreDb"] = Numbers(heard.PhantomCentre.Bands.Select(band => band.Decibels)),
        ["centreDb"] = heard.Centre is { } centre ? Numbers(centre.Bands.Select(band => band.Decibels)) : null,
    };

    /// <summary>Tone in a room relative to a true loudspeaker there.</summary>
    public static JsonObject ToneInRoom(ToneInRoom tone) => new()
    {
        ["hertz"] = Numbers(tone.Bands.Select(band => band.Centre)),
        ["wholeDb"] = Numbers(tone.WholeDb),
        ["directDb"] = Numbers(tone.DirectDb),
        ["spreadDb"] = Number(tone.SpreadDb),
        ["directSpreadDb"] = Number(tone.DirectSpreadDb),
    };

    /// <summary>One ERB band of the image.</summary>
    public static JsonObject ImageBand(ImageBand band) => new()
    {
        ["lowHz"] = Number(band.Band.LowHz),
        ["highHz"] = Number(band.Band.HighHz),
        ["levelDifferenceDb"] = new JsonObject { ["true"] = Number(band.TrueDb), ["untreated"] = Number(band.UntreatedDb), ["heard"] = Number(band.HeardDb) },
        ["timeDifferenceMicroseconds"] = band.Times is not { } times ? null
            : new JsonObject { ["true"] = Number(1e6 * times.True), ["untreated"] = Number(1e6 * times.Untreated), ["heard"] = Number(1e6 * times.Heard) },
    };

    /// <summary>What every driver plays of every input, and the effort, in dB relative to the input.</summary>
    public static JsonObject DriverGains(PlanAnalysis analysis)
    {
        MeasuredPlan measured = analysis.Measured;
        double[] hertz = EarCurve.Frequencies(20, 20000, 24, measured.Grid);
        JsonObject gains = new() { ["hertz"] = Numbers(hertz) };
        for (int input = 0; input < measured.Inputs; input++)
        {
            int played = input;
            gains[analysis.Design.Plan.Inputs[input]] = new JsonObject
            {
                ["effortDb"] = Numbers(hertz.Select(f => measured.EffortDb(played, measured.Grid.Bin(f)))),
                ["driversDb"] = new JsonObject(analysis.Design.Plan.Drivers.Select((name, driver) => KeyValuePair.Create<string, JsonNode?>(name, Numbers(EarCurve.DriverGainDb(measured, played, driver, hertz))))),
            };
        }
        return gains;
    }

    /// <summary>The level of the loudest sine at the louder ear.</summary>
    public static JsonObject HighestLevels(HighestLevels highest) => new()
    {
        ["isSoundPressure"] = highest.IsSoundPressure,
        ["hertz"] = Numbers(highest.Hertz),
        ["leftDb"] = Numbers(highest.Left),
        ["bothDb"] = Numbers(highest.Both),
        ["untreatedLeftDb"] = Numbers(highest.UntreatedLeft),
        ["untreatedBothDb"] = Numbers(highest.UntreatedBoth),
    };

    static JsonObject Of(RatioCurves canceller, RatioCurves plan)
    {
        JsonObject curves = new() { ["left"] = Numbers(canceller.Decibels["left"]), ["right"] = Numbers(canceller.Decibels["right"]) };
        if (plan.Decibels.TryGetValue("centre", out IReadOnlyList<double>? centre)) curves["centre"] = Numbers(centre);
        return curves;
    }

    static JsonObject Heard(FreeFieldAnalysis heard, BeamPattern? beam, IReadOnlyList<double> hertz)
    {
        JsonObject curves = Sides(heard.Poses[0], hertz, heard.Grid);
        if (beam is not null) curves["centre"] = Numbers(EarCurve.FrontToSide(beam, hertz));
        return curves;
    }

    static JsonObject Sides(PoseSpectra pose, IReadOnlyList<double> hertz, FrequencyGrid grid) => new()
    {
        ["left"] = Numbers(EarCurve.Separation(pose, Side.Left, hertz, grid)),
        ["right"] = Numbers(EarCurve.Separation(pose, Side.Right, hertz, grid)),
    };
}
