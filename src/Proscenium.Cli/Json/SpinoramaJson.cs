using System.Text.Json.Nodes;
using Proscenium.Acoustics;
using Proscenium.Analysis;
using Proscenium.Judging.FreeField;
using Proscenium.Judging.Levels;
using static Proscenium.Cli.Json.JsonText;

namespace Proscenium.Cli.Json;

/// <summary>The spinoramas of a plan as JSON.</summary>
static class SpinoramaJson
{
    const int PerOctave = 24;

    /// <summary>All of them, over the same frequencies.</summary>
    public static JsonObject Of(Spinoramas spinoramas, FrequencyGrid grid)
    {
        double[] hertz = EarCurve.Frequencies(20, 20000, PerOctave, grid);
        Band[] bands = Array.ConvertAll(hertz, EarCurve.Narrow);
        return new()
        {
            ["distanceMetres"] = Spinoramas.Metres,
            ["hertz"] = Numbers(hertz),
            ["left"] = Of(spinoramas.Left, bands),
            ["centre"] = spinoramas.Centre is { } centre ? Of(centre, bands) : null,
            ["mono"] = Of(spinoramas.Mono, bands),
            ["decorrelatedStereo"] = Of(spinoramas.Decorrelated, bands),
        };
    }

    static JsonObject Of(Spinorama spinorama, Band[] bands)
    {
        JsonArray Curve(SpinoramaCurve curve) => Numbers(bands.Select(band => spinorama.LevelDb(curve, band)));
        return new()
        {
            ["inRoomSlopeDbPerOctave"] = Number(spinorama.InRoom.DbPerOctave),
            ["inRoomDeviationDb"] = Number(spinorama.InRoom.DeviationDb),
            ["inRoomBySphereSlopeDbPerOctave"] = Number(spinorama.InRoomBySphere.DbPerOctave),
            ["inRoomBySphereDeviationDb"] = Number(spinorama.InRoomBySphere.DeviationDb),
            ["indexAt1KHzDb"] = Number(spinorama.IndexAt1KHzDb),
            ["midrangeIndexDb"] = Number(spinorama.MidrangeIndexDb),
            ["onAxisDb"] = Curve(SpinoramaCurve.OnAxis),
            ["listeningWindowDb"] = Curve(SpinoramaCurve.ListeningWindow),
            ["floorDb"] = Curve(SpinoramaCurve.Floor),
            ["ceilingDb"] = Curve(SpinoramaCurve.Ceiling),
            ["frontWallDb"] = Curve(SpinoramaCurve.FrontWall),
            ["sideWallsDb"] = Curve(SpinoramaCurve.SideWalls),
            ["rearWallDb"] = Curve(SpinoramaCurve.RearWall),
            ["earlyReflectionsDb"] = Curve(SpinoramaCurve.EarlyReflections),
            ["soundPowerDb"] = Curve(SpinoramaCurve.SoundPower),
            ["predictedInRoomDb"] = Curve(SpinoramaCurve.PredictedInRoom),
            ["spherePowerDb"] = Numbers(bands.Select(spinorama.SphereDb)),
            ["predictedInRoomBySphereDb"] = Numbers(bands.Select(spinorama.PredictedInRoomBySphereDb)),
            ["earlyReflectionsIndexDb"] = Numbers(bands.Select(spinorama.EarlyReflectionsIndexDb)),
            ["soundPowerIndexDb"] = Numbers(bands.Select(spinorama.SoundPowerIndexDb)),
        };
    }
}
