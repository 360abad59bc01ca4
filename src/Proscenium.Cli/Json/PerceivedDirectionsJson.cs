using System.Text.Json.Nodes;
using Proscenium.Judging.FreeField;

namespace Proscenium.Cli.Json;

/// <summary>Where the channels of a film are heard, as JSON.</summary>
static class PerceivedDirectionsJson
{
    /// <summary>The table as JSON.</summary>
    public static JsonArray Of(IReadOnlyList<PerceivedDirection> places) => JsonText.Objects(places.Select(place => new JsonObject
    {
        ["input"] = place.Input,
        ["askedDegrees"] = JsonText.Number(place.AskedDegrees),
        ["heardDegrees"] = JsonText.Number(place.Heard.AzimuthDegrees),
        ["uncertaintyDegrees"] = JsonText.Number(place.Heard.UncertaintyDegrees),
        ["blurDegrees"] = JsonText.Number(place.Heard.BlurDegrees),
        ["trueHeardDegrees"] = JsonText.Number(place.TrueHeard.AzimuthDegrees),
        ["trueUncertaintyDegrees"] = JsonText.Number(place.TrueHeard.UncertaintyDegrees),
    }));
}
