using System.Text.Json.Nodes;
using Proscenium.Judging.Rooms;
using Proscenium.Rooms;
using static Proscenium.Cli.Json.JsonText;

namespace Proscenium.Cli.Json;

/// <summary>What a room's impulse response says, as JSON.</summary>
static class RoomResponseJson
{
    /// <summary>The figures as JSON.</summary>
    public static JsonObject Of(RoomResponseFigures figures) => new()
    {
        ["room"] = figures.Room.Name,
        ["volumeCubicMetres"] = Number(figures.Room.Volume),
        ["surfaceSquareMetres"] = Number(figures.Room.SurfaceArea),
        ["distanceMetres"] = Number(figures.Metres),
        ["tailFromSeconds"] = Number(figures.TailFromSeconds),
        ["octavesHz"] = Numbers(OctaveBands.Centres.Take(figures.Decays.Count)),
        ["meanAbsorption"] = Numbers(figures.Room.MeanAbsorption.Take(figures.Decays.Count)),
        ["eyringSeconds"] = Numbers(figures.Room.EyringSeconds.Take(figures.Decays.Count)),
        ["t20Seconds"] = Numbers(figures.Decays.Select(decay => decay.T20)),
        ["earlyDecaySeconds"] = Numbers(figures.Decays.Select(decay => decay.EarlyDecayTime)),
        ["c50Db"] = Numbers(figures.Decays.Select(decay => decay.C50)),
        ["c80Db"] = Numbers(figures.Decays.Select(decay => decay.C80)),
    };
}
