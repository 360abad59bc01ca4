using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Proscenium.Sweeps.Engines;

/// <summary>JSON laid out as YAML 1.2 in blocks; texts are in double quotes, as in JSON, which every reader of YAML takes for the same.</summary>
static class Yaml
{
    /// <summary>The text of an object.</summary>
    public static string Of(JsonObject node)
    {
        StringBuilder text = new();
        Write(text, node, 0, "");
        return text.ToString();
    }

    static void Write(StringBuilder text, JsonObject node, int depth, string first)
    {
        string indent = first;
        foreach ((string key, JsonNode? value) in node)
        {
            text.Append(indent.Length > 0 ? indent : new string(' ', 2 * depth));
            indent = "";
            text.Append(key).Append(':');
            Value(text, value, depth + 1);
        }
    }

    static void Value(StringBuilder text, JsonNode? value, int depth)
    {
        switch (value)
        {
            case JsonObject inner:
                text.Append('\n');
                Write(text, inner, depth, "");
                break;
            case JsonArray list:
                text.Append('\n');
                foreach (JsonNode? item in list)
                {
                    string dash = new string(' ', 2 * depth) + "- ";
                    if (item is JsonObject element) Write(text, element, depth + 1, dash);
                    else text.Append(dash).Append(Scalar(item)).Append('\n');
                }
                break;
            default:
                text.Append(' ').Append(Scalar(value)).Append('\n');
                break;
        }
    }

    static string Scalar(JsonNode? value) => value is null ? "null" : value.GetValueKind() == JsonValueKind.String ? JsonSerializer.Serialize(value.ToString()) : value.ToJsonString();
}
