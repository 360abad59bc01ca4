using System.Text.Json.Nodes;
using Proscenium.Engine.Dsp;
using Proscenium.Live.Control;
using static System.FormattableString;

namespace Proscenium.Studio.Playing;

/// <summary>What a page may ask of a running live, as the line that its control socket takes: made of words that stand here, and of numbers.</summary>
static class LiveLine
{
    /// <summary>The line; null where the page asks for nothing that live does.</summary>
    public static string? Of(JsonObject ask)
    {
        string? word = Text(ask, "ask"), kind = Text(ask, "kind"), slot = Text(ask, "slot");
        return word switch
        {
            "bypass" when ask["on"] is JsonValue value && value.TryGetValue(out bool on) => on ? "bypass on" : "bypass off",
            "gain" when Number(ask, "decibels") is { } gain and >= GainRange.MinDb and <= GainRange.MaxDb => Invariant($"gain to {gain:0.##}"),
            "test" when kind is "ab" or "abx" && Number(ask, "trials") is { } trials and >= 1 and <= BlindTest.MaxTrials && trials % 1 == 0 => Invariant($"{kind} {trials:0}"),
            "hear" when slot is "1" or "2" or "a" or "b" or "x" => slot,
            "answer" when slot is "1" or "2" => $"prefer {slot}",
            "answer" when slot is "a" or "b" => $"is {slot}",
            "this" or "repeat" or "end" or "trials" => word,
            "lose" => "pose lost",
            _ => null,
        };
    }

    /// <summary>Where the head is, from the seat of the plan that live plays; null where the page names no place, or no seat is known.</summary>
    /// <param name="ask">The page's: metres to the left of the device's middle, and from it.</param>
    /// <param name="status">Live's.</param>
    public static string? Pose(JsonObject ask, JsonObject? status) =>
        ask["place"] is JsonObject place && Number(place, "left") is { } left && Number(place, "distance") is { } distance
        && status?["seat"] is JsonObject seat && Number(seat, "left") is { } seatLeft && Number(seat, "distance") is { } seatDistance
            ? Invariant($"pose {left - seatLeft:0.####} {seatDistance - distance:0.####}") : null;

    /// <summary>A text of an object, or null.</summary>
    public static string? Text(JsonObject json, string key) => json[key] is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    /// <summary>A number of an object that can be one, or null.</summary>
    public static double? Number(JsonObject json, string key) => json[key] is JsonValue value && value.TryGetValue(out double number) && double.IsFinite(number) ? number : null;
}
