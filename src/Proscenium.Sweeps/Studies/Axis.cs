using System.Text.Json;
using System.Text.Json.Nodes;
using Proscenium.Engine.Plan;

namespace Proscenium.Sweeps.Studies;

/// <summary>A setting that takes several values.</summary>
/// <param name="Setting">Its name.</param>
/// <param name="Also">Other settings that take the same value.</param>
/// <param name="Mirrored">Other settings that take its negative: what is on the other side.</param>
/// <param name="Values">Its values; none where it ranges.</param>
/// <param name="From">Where its range begins.</param>
/// <param name="To">Where it ends.</param>
sealed record Axis(string Setting, IReadOnlyList<string> Also, IReadOnlyList<string> Mirrored, IReadOnlyList<JsonNode?> Values, double From, double To)
{
    const int MaxValues = 1_000_000;

    /// <summary>All settings that it sets.</summary>
    public IEnumerable<string> Settings => [Setting, .. Also, .. Mirrored];

    /// <summary>True where all its values are numbers.</summary>
    public bool IsNumber => Values.All(value => value?.GetValueKind() == JsonValueKind.Number);

    /// <summary>An axis of a grid: its values, or evenly spaced ones.</summary>
    public static Axis OfGrid(StrictJson json)
    {
        (string setting, List<string> also, List<string> mirrored) = Names(json);
        if (json.Has("values"))
        {
            List<JsonNode?> values = [.. json.AnyList("values").Select(element => JsonNode.Parse(element.GetRawText()))];
            if (values.Count == 0) throw json.Fault($"the axis '{PrintableText.Quote(setting)}' has no values: list at least one");
            Axis listed = new(setting, also, mirrored, values, 0, 0);
            return mirrored.Count == 0 || listed.IsNumber ? listed : throw json.Fault($"the axis '{PrintableText.Quote(setting)}' is mirrored, and not all of its values are numbers: leave 'mirrored' out");
        }
        (double from, double to, int steps) = (json.Number("from"), json.Number("to"), json.Whole("steps", 1, MaxValues));
        return new(setting, also, mirrored, [.. Enumerable.Range(0, steps).Select(step => Between(setting, steps == 1 ? from : Math.Round(from + (to - from) * step / (steps - 1), 12)))], from, to);
    }

    /// <summary>An axis that is sampled over its range.</summary>
    public static Axis OfRange(StrictJson json)
    {
        (string setting, List<string> also, List<string> mirrored) = Names(json);
        return new(setting, also, mirrored, [], json.Number("from"), json.Number("to"));
    }

    /// <summary>A value of its range.</summary>
    /// <param name="share">0 where the range begins, 1 where it ends.</param>
    public JsonNode ValueAt(double share) => Between(Setting, From + (To - From) * share);

    /// <summary>A value between others: the nearest whole number where the setting takes no other.</summary>
    static JsonValue Between(string setting, double value) => JsonValue.Create(SettingNames.IsWhole(setting) ? Math.Round(value, MidpointRounding.AwayFromZero) : value);

    static (string, List<string>, List<string>) Names(StrictJson json) => (json.Text("setting"), json.Has("also") ? json.Texts("also") : [], json.Has("mirrored") ? json.Texts("mirrored") : []);
}
