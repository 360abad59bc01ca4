using System.Text.Json;
using System.Text.Json.Nodes;
using Proscenium.Engine.Plan;

namespace Proscenium.Sweeps.Studies;

/// <summary>A study: designs that differ by some settings, and what is to be found out about each.</summary>
sealed record Study
{
    /// <summary>The most designs of a study.</summary>
    public const int MostDesigns = 10_000_000;

    const int MostSamples = 1 << 24;

    /// <summary>What it is called.</summary>
    public required string Name { get; init; }

    /// <summary>The file it is in, for errors.</summary>
    public required string File { get; init; }

    /// <summary>Settings that are the same for all designs.</summary>
    public required IReadOnlyDictionary<string, JsonNode?> Fixed { get; init; }

    /// <summary>The designs.</summary>
    public required StudyPoints Points { get; init; }

    /// <summary>What is to be found out.</summary>
    public required Measures Measures { get; init; }

    /// <summary>Reads a study.</summary>
    /// <exception cref="FileFormatException">It is none.</exception>
    public static Study Read(string text, string file) => StrictJson.Read(text, file, json => Read(json, file));

    static Study Read(StrictJson json, string file)
    {
        string name = json.Text("name");
        if (json.Has("description")) json.Text("description");
        Dictionary<string, JsonNode?> settings = json.Has("set") ? json.Object("set", Settings) : [];
        List<Axis> grid = json.Has("grid") ? json.Objects("grid", Axis.OfGrid) : [];
        (int samples, List<Axis> ranges) = json.Has("sobol") ? json.Object("sobol", sobol => (sobol.Whole("points", 1, MostSamples), sobol.Objects("axes", Axis.OfRange))) : (1, []);
        if (json.Has("sobol") && ranges.Count == 0) throw json.Fault("'sobol' has no axes, so that all its points are one: list at least one, or leave it out");
        if (ranges.Count > SobolSequence.MaxDimensions) throw json.Fault($"'sobol' has {ranges.Count} axes; it may have {SobolSequence.MaxDimensions}: move some of them to 'grid'");
        HashSet<string> known = [.. settings.Keys];
        foreach (string setting in grid.Concat(ranges).SelectMany(axis => axis.Settings))
        {
            SettingNames.Require(setting, json);
            if (!known.Add(setting)) throw json.Fault($"'{PrintableText.Quote(setting)}' is set twice: leave one of them out");
        }
        StudyPoints points = new(grid, ranges, samples);
        if (points.Axes.GroupBy(axis => SettingNames.Column(axis.Setting)).FirstOrDefault(group => group.Count() > 1) is { } alike)
            throw json.Fault($"the axes {string.Join(" and ", alike.Select(axis => $"'{PrintableText.Quote(axis.Setting)}'"))} have one column, '{alike.Key}': give the drivers names that differ in letters and digits");
        if (points.Count > MostDesigns) throw json.Fault($"makes {points.Count} designs; a study may have {MostDesigns}: give its axes fewer values");
        Measures measures = Measures.Read(json);
        if (measures.InRoom && !known.Contains(SettingNames.Room)) throw json.Fault("measures in a room and names none: set 'room', or make it an axis");
        if (!measures.InRoom && known.Contains(SettingNames.Room)) throw json.Fault("names a room and does not measure in it: write \"measure\": {\"room\": true}, or leave the room out");
        if (measures.MonteCarloRuns == 0 && known.FirstOrDefault(setting => setting is SettingNames.MonteCarloLevel or SettingNames.MonteCarloPhase) is { } idle)
            throw json.Fault($"sets '{idle}' and makes no Monte Carlo runs: write \"measure\": {{\"monteCarloRuns\": 40}}, or leave it out");
        return new() { Name = name, File = file, Fixed = settings, Points = points, Measures = measures };
    }

    static Dictionary<string, JsonNode?> Settings(StrictJson json) => json.Keys.ToDictionary(key => key, key =>
    {
        SettingNames.Require(key, json);
        JsonElement value = json.Any(key);
        return value.ValueKind == JsonValueKind.Null ? null : JsonNode.Parse(value.GetRawText());
    });
}
