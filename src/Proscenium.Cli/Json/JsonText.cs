using System.Text.Json.Nodes;

namespace Proscenium.Cli.Json;

/// <summary>Values in JSON; numbers to a thousandth.</summary>
static class JsonText
{
    /// <summary>A number; null where there is none.</summary>
    public static JsonNode? Number(double? value) => value is { } number && double.IsFinite(number) ? JsonValue.Create(Math.Round(number, 3)) : null;

    /// <summary>A list of numbers.</summary>
    public static JsonArray Numbers(IEnumerable<double> values) => [.. values.Select(value => Number(value))];

    /// <summary>A list of texts.</summary>
    public static JsonArray Texts(IEnumerable<string> values) => [.. values.Select(value => JsonValue.Create(value))];

    /// <summary>A list of objects.</summary>
    public static JsonArray Objects(IEnumerable<JsonObject> values) => [.. values];
}
