using System.Text.Json.Nodes;
using Proscenium.Analysis;
using Proscenium.Cli.Text;
using Proscenium.Judging.FreeField;
using static Proscenium.Cli.Json.JsonText;

namespace Proscenium.Cli.Json;

/// <summary>The centre around the device, as JSON.</summary>
static class BeamJson
{
    const int MapPerOctave = 12;

    /// <summary>The beam in a few figures, 350 Hz to 3 kHz.</summary>
    public static JsonObject Figures(BeamPattern beam) => new()
    {
        ["leastFrontToSideDb"] = Number(beam.MinFrontToSideDb(350, 3000)),
        ["frontToWideSideDb"] = Number(beam.FrontToWideSideDb(350, 3000)),
        ["frontToBackDb"] = Number(beam.FrontToBackDb(350, 3000)),
        ["lowestInFrontLobeDb"] = Number(beam.LowestInFrontLobeDb(350, 3000)),
        ["lowestInFrontLobeTo6000HzDb"] = Number(beam.LowestInFrontLobeDb(300, 6000)),
        ["withSidesDb"] = Number(beam.WithSidesDb),
        ["directivityCostBelow600HzDb"] = Number(beam.DirectivityCostDb(250, 600)),
        ["directivityIndexDb"] = Objects(AnalysisText.BeamBands.Select(band => new JsonObject
        {
            ["lowHz"] = band.Low,
            ["highHz"] = band.High,
            ["decibels"] = Number(beam.DirectivityIndexDb(band.Low, band.High)),
        })),
    };

    /// <summary>Level over azimuth and frequency and the directivity index, beside the untreated device with the centre on left and right alike.</summary>
    public static JsonObject Map(BeamPattern beam, BeamPattern plain)
    {
        double[] hertz = EarCurve.Frequencies(100, 16000, MapPerOctave, beam.Grid);
        return new()
        {
            ["hertz"] = Numbers(hertz),
            ["azimuthDegrees"] = Numbers(BeamPattern.AzimuthsDegrees),
            ["plan"] = Map(beam, hertz),
            ["plainMix"] = Map(plain, hertz),
        };
    }

    static JsonObject Map(BeamPattern beam, double[] hertz) => new()
    {
        ["directivityIndexDb"] = Numbers(hertz.Select(f => beam.DirectivityByBinDb[beam.Grid.Bin(f)])),
        ["relativeDb"] = new JsonArray([.. BeamPattern.AzimuthsDegrees.Select(azimuth => Numbers(hertz.Select(f => beam.At(azimuth)[beam.Grid.Bin(f)])))]),
    };
}
