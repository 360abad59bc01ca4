using System.Text.Json.Nodes;
using Proscenium.Acoustics;
using Proscenium.Judging.Levels;
using Proscenium.Judging.Rooms;
using Proscenium.Mathematics;
using Proscenium.Rooms;
using Proscenium.Rooms.Responses;
using static Proscenium.Cli.Json.JsonText;

namespace Proscenium.Cli.Text;

/// <summary>What a room's impulse response says.</summary>
sealed record RoomResponseFigures
{
    /// <summary>The room.</summary>
    public required Room Room { get; init; }

    /// <summary>From source to receiver, metres.</summary>
    public required double Metres { get; init; }

    /// <summary>When random images take over, in seconds; null where they do not.</summary>
    public required double? TailFromSeconds { get; init; }

    /// <summary>How the response decays in each octave band.</summary>
    public required IReadOnlyList<EnergyDecay> Decays { get; init; }

    /// <summary>Reads a response.</summary>
    public static RoomResponseFigures Of(Room room, Position source, Position receiver, RoomSimulation how, double[] response)
    {
        double metres = (receiver - source).Length, arrival = metres / Air.SpeedOfSound;
        return new()
        {
            Room = room,
            Metres = metres,
            TailFromSeconds = how.HasTail(room) && RoomSimulation.MixingSeconds(room) * how.SampleRate < response.Length ? RoomSimulation.MixingSeconds(room) : null,
            Decays = [.. OctaveBands.Centres.Where(centre => centre < 0.35 * how.SampleRate).Select(centre => new EnergyDecay(OctaveFilter.Apply(response, how.SampleRate, centre), how.SampleRate, arrival))],
        };
    }

    /// <summary>Prints it.</summary>
    public void Print(Report report)
    {
        report.Figure("distance from source to microphone", $"{Metres:0.00} m, {1000 * Metres / Air.SpeedOfSound:0.0} ms; amplitude of the direct sound {1 / Metres:0.000}");
        report.Figure("image sources", TailFromSeconds is { } from ? $"exact to {1000 * from:0} ms, then random with the same energy" : "exact to the end");
        if (Room.IsAnechoic) return;
        report.Figure("octave, Hz", Row(band => RoomText.Hertz(OctaveBands.Centres[band])));
        report.Figure("  T60 (Eyring), s", Row(band => $"{Room.EyringSeconds[band]:0.00}"));
        report.Figure("  T20, s", Row(band => Seconds(Decays[band].T20)));
        report.Figure("  early decay time, s", Row(band => Seconds(Decays[band].EarlyDecayTime)));
        report.Figure("  C50, dB", Row(band => Decibels(Decays[band].C50)));
        report.Figure("  C80, dB", Row(band => Decibels(Decays[band].C80)));
    }

    /// <summary>The figures as JSON.</summary>
    public JsonObject Json() => new()
    {
        ["room"] = Room.Name,
        ["volumeCubicMetres"] = Number(Room.Volume),
        ["surfaceSquareMetres"] = Number(Room.SurfaceArea),
        ["distanceMetres"] = Number(Metres),
        ["tailFromSeconds"] = Number(TailFromSeconds),
        ["octavesHz"] = Numbers(OctaveBands.Centres.Take(Decays.Count)),
        ["meanAbsorption"] = Numbers(Room.MeanAbsorption.Take(Decays.Count)),
        ["eyringSeconds"] = Numbers(Room.EyringSeconds.Take(Decays.Count)),
        ["t20Seconds"] = Numbers(Decays.Select(decay => decay.T20)),
        ["earlyDecaySeconds"] = Numbers(Decays.Select(decay => decay.EarlyDecayTime)),
        ["c50Db"] = Numbers(Decays.Select(decay => decay.C50)),
        ["c80Db"] = Numbers(Decays.Select(decay => decay.C80)),
    };

    string Row(Func<int, string> cell) => string.Concat(Enumerable.Range(0, Decays.Count).Select(band => $"{cell(band),7}"));

    static string Seconds(double value) => double.IsNaN(value) ? "-" : $"{value:0.00}";

    static string Decibels(double value) => double.IsFinite(value) && value < 60 ? $"{value:0.0}" : "-";
}
