using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Proscenium.Cli.Output;

/// <summary>JSON for people too: indented, but a list of numbers on one line; numbers to a thousandth.</summary>
static partial class JsonText
{
    static readonly JsonSerializerOptions _indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The text, without a line feed at its end.</summary>
    public static string Of(JsonObject json) => NumberList().Replace(json.ToJsonString(_indented), list => WhiteSpace().Replace(list.Value, " "));

    /// <summary>A number; null where there is none.</summary>
    public static JsonNode? Number(double? value) => value is { } number && double.IsFinite(number) ? JsonValue.Create(Math.Round(number, 3)) : null;

    /// <summary>A list of numbers.</summary>
    public static JsonArray Numbers(IEnumerable<double> values) => [.. values.Select(value => Number(value))];

    /// <summary>A list of texts.</summary>
    public static JsonArray Texts(IEnumerable<string> values) => [.. values.Select(value => JsonValue.Create(value))];

    /// <summary>A list of objects.</summary>
    public static JsonArray Objects(IEnumerable<JsonObject> values) => [.. values];

    [GeneratedRegex(@"\[[\d\s.,eE+-]+\]")]
    private static partial Regex NumberList();

    [GeneratedRegex(@"\s+")]
    private static partial Regex WhiteSpace();
}
