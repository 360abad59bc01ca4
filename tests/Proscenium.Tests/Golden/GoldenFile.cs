using System.Numerics;
using System.Text.Json;

namespace Proscenium.Tests.Golden;

/// <summary>Reference values made with 40-digit arithmetic, see README.md beside them.</summary>
static class GoldenFile
{
    public static IEnumerable<JsonElement> Rows(string name) =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", name))).RootElement.GetProperty("rows").EnumerateArray();

    public static double Number(this JsonElement row, string key) => row.GetProperty(key).GetDouble();

    public static Complex Complex(this JsonElement value) => new(value.Number("re"), value.Number("im"));
}
