using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Proscenium.Files;

/// <summary>JSON for people too: indented, but a list of numbers on one line.</summary>
static partial class ReadableJson
{
    static readonly JsonSerializerOptions _indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The text, without a line feed at its end.</summary>
    public static string Of(JsonObject json) => NumberList().Replace(json.ToJsonString(_indented), list => WhiteSpace().Replace(list.Value, " "));

    [GeneratedRegex(@"\[[\d\s.,eE+-]+\]")]
    private static partial Regex NumberList();

    [GeneratedRegex(@"\s+")]
    private static partial Regex WhiteSpace();
}
