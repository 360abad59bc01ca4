using System.Text.Json.Nodes;
using Proscenium.Cli.Terminal;
using Proscenium.Cli.Text;
using Proscenium.Judging.Upmix;
using static Proscenium.Cli.Json.JsonText;

namespace Proscenium.Cli.Json;

/// <summary>The figures of upmixes as JSON; every key is described in docs/upmix.md.</summary>
static class UpmixJson
{
    const int Version = 1;

    /// <summary>Writes all mixes, those that could not be measured with what is wrong, and the mean over those with a centre.</summary>
    public static void Write(string path, IReadOnlyList<UpmixTable.Row> rows, IEnumerable<(string Name, string Fault)> faults) => TextOutput.WriteJson(path, Of(rows, faults));

    static JsonObject Of(IReadOnlyList<UpmixTable.Row> rows, IEnumerable<(string Name, string Fault)> faults)
    {
        UpmixTable.Row[] centres = [.. rows.Where(row => row.HasCentre)];
        return new()
        {
            ["version"] = Version,
            ["mixes"] = Objects([.. rows.Select(Mix), .. faults.Select(fault => new JsonObject { ["name"] = fault.Name, ["fault"] = fault.Fault })]),
            ["mean"] = centres.Length == 0 ? null : Figures(value => UpmixTable.Mean(centres, value)),
        };
    }

    static JsonObject Mix(UpmixTable.Row row)
    {
        JsonObject mix = new() { ["name"] = row.Name, ["sampleRate"] = row.Figures.SampleRate, ["frames"] = row.Figures.Frames, ["latencySamples"] = row.Figures.LatencyFrames, ["comparedFrames"] = row.Figures.Against?.Frames };
        foreach ((string key, JsonNode? value) in Figures(value => value(row.Figures))) mix[key] = value?.DeepClone();
        return mix;
    }

    static JsonObject Figures(Func<Func<UpmixFigures, double?>, double?> of) => new()
    {
        ["siSdrDb"] = Number(of(figures => figures.Against?.DistortionDb)),
        ["sirDb"] = Number(of(figures => figures.Against?.InterferenceDb)),
        ["sarDb"] = Number(of(figures => figures.Against?.ArtefactsDb)),
        ["musicalNoise"] = Number(of(figures => figures.Against?.MusicalNoise)),
        ["sideCorrelation"] = Number(of(figures => Math.Abs(figures.SideCorrelation))),
        ["centreShareDb"] = Number(of(figures => figures.CentreShareDb)),
        ["reconstructionErrorDb"] = Number(of(figures => figures.ReconstructionErrorDb)),
    };
}
