using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Proscenium.Cli.Arguments;

/// <summary>A figure of an analysis and the range it must lie in, as in <c>separationDb.seat=15..</c>: names are those of the JSON, whose keys hold the unit.</summary>
/// <param name="Name">Keys with points between.</param>
/// <param name="Least">The lowest value, or null.</param>
/// <param name="Most">The highest value, or null.</param>
sealed record RequiredFigure(string Name, double? Least, double? Most)
{
    const string Option = "--require", Between = "..";
    const string Form = "needs figures and ranges, separated by commas: NAME=15.. for at least 15, NAME=..3 for at most 3, NAME=-1..1 for what is between; as in separationDb.seat=15..,image.levelErrorDb=..3; names are the keys of --json";

    /// <summary>The range in words.</summary>
    public string Range => (Least, Most) switch
    {
        ({ } least, null) => $"at least {Text(least)}",
        (null, { } most) => $"at most {Text(most)}",
        _ => $"{Text(Least!.Value)} to {Text(Most!.Value)}",
    };

    /// <summary>All that are asked for.</summary>
    /// <exception cref="SettingException">The text does not say so.</exception>
    public static IReadOnlyList<RequiredFigure> Parse(string? text) => text is null ? [] : [.. text.Split(',', StringSplitOptions.TrimEntries).Select(One)];

    /// <summary>True where a value lies in the range.</summary>
    public bool Holds(double value) => value >= (Least ?? value) && value <= (Most ?? value);

    /// <summary>The value among figures.</summary>
    /// <exception cref="SettingException">There is no such figure, or it is none of a number here.</exception>
    public double In(JsonObject figures)
    {
        JsonNode? node = figures;
        string path = ""; // ends with a point
        foreach (string key in Name.Split('.'))
        {
            if (node is not JsonObject within || !within.TryGetPropertyValue(key, out JsonNode? value)) throw new SettingException($"{Option} {Name}: there is no such figure{Known(path, node, key)}.");
            if (value is null) throw new SettingException($"{Option} {Name}: there is no '{path}{key}' here: {Cure(key)}.");
            (node, path) = (value, $"{path}{key}.");
        }
        return IsNumber(node) ? double.Parse(node.ToJsonString(), CultureInfo.InvariantCulture) : throw new SettingException($"{Option} {Name}: is not one number{Known(path, node, "")}.");
    }

    static RequiredFigure One(string text)
    {
        string[] sides = text.Split('='), ends = sides.Length == 2 ? sides[1].Split(Between) : [];
        if (ends.Length != 2 || sides[0].Length == 0 || !TryEnd(ends[0], out double? least) || !TryEnd(ends[1], out double? most) || (least ?? most) is null) throw new SettingException($"{Option} '{text}' {Form}.");
        return least > most ? throw new SettingException($"{Option} '{text}' has no value in it: put the lower end first.") : new(sides[0].Trim(), least, most);
    }

    static bool TryEnd(string text, out double? end)
    {
        bool isNumber = Options.TryNumber(text, out double number);
        end = isNumber ? number : null;
        return isNumber || text.Length == 0;
    }

    /// <summary>What there is in the place of a key, in the words of a sentence.</summary>
    static string Known(string path, JsonNode? node, string key)
    {
        if (node is not JsonObject within) return "";
        string[] names = [.. within.Where(one => IsNumber(one.Value) || one.Value is JsonObject inner && HasNumbers(inner)).Select(one => path + one.Key + (IsNumber(one.Value) ? "" : ".NAME"))];
        return $"{(NearestName.To(key, within.Select(one => one.Key)) is { } meant ? $" (did you mean {path}{meant}?)" : "")}: choose among {string.Join(", ", names)}";
    }

    static string Cure(string key) => key switch
    {
        "room" => "name a room with --room",
        "measuredRoom" => "name a file of measured responses with --room",
        "tolerance" => "add --monte-carlo",
        _ => "leave it out (docs/analyze.md tells which plans have it)",
    };

    static bool HasNumbers(JsonObject figures) => figures.Any(one => IsNumber(one.Value) || one.Value is JsonObject inner && HasNumbers(inner));

    static bool IsNumber(JsonNode? node) => node?.GetValueKind() == JsonValueKind.Number;

    static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}
