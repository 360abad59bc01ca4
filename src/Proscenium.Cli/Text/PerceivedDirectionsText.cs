using System.Text.Json.Nodes;
using Proscenium.Cli.Json;
using Proscenium.Cli.Page;
using Proscenium.Design;
using Proscenium.Judging.FreeField;

namespace Proscenium.Cli.Text;

/// <summary>Where the channels of a film are heard, as lines of text, a table on a page, and JSON.</summary>
static class PerceivedDirectionsText
{
    const string Caption = "Where a model of hearing hears each channel in free field, in degrees, how far its frequency bands are apart about it, and where it hears a true loudspeaker at the place meant. It knows the front half plane only: what is behind is heard at its mirror image in front.";

    /// <summary>Where the virtual loudspeakers are meant to be, in words.</summary>
    public static string Image(DesignRequest request) => request.AngleDegrees is not { } angle ? "canceller alone"
        : $"virtual loudspeakers at {string.Join(", ", [$"+-{angle:0.#}", .. request.Layout.Surrounds.Select(pair => $"+-{pair.AngleDegrees:0.#}")])} degrees, centre beamed forward";

    /// <summary>The table as lines of text.</summary>
    public static void Print(Analysis analysis, Report report)
    {
        if (analysis.Lfe is { } effects) report.Figure("lfe against the centre at the ears", $"{effects.MinDb:0.0} to {effects.MaxDb:0.0} dB, 40 to 100 Hz; a mix expects 10 dB");
        if (analysis.Places.Count == 0)
        {
            report.Figure("where the channels are heard", "not told: sounds are localised from 44.1 kHz on");
            return;
        }
        report.Line("where the channels are heard (a model that knows the front half plane only):");
        foreach (PerceivedDirection place in analysis.Places)
            report.Figure($"  {place.Input}, meant for {Degrees(place.AskedDegrees)}", $"heard at {Degrees(place.Heard.AzimuthDegrees)} degrees, blur {place.Heard.BlurDegrees:0}; a true loudspeaker at {Degrees(place.TrueHeard.AzimuthDegrees)}");
    }

    /// <summary>The table on a page.</summary>
    public static void Write(HtmlText page, IReadOnlyList<PerceivedDirection> places)
    {
        if (places.Count == 0) return;
        page.Heading(2, "Where the channels are heard").Table(Caption, ["channel", "meant for", "heard at", "blur", "a true loudspeaker heard at"],
            places.Select(place => (string[])[place.Input, Degrees(place.AskedDegrees), Degrees(place.Heard.AzimuthDegrees), $"{place.Heard.BlurDegrees:0}", Degrees(place.TrueHeard.AzimuthDegrees)]));
    }

    /// <summary>The table as JSON.</summary>
    public static JsonArray Json(IReadOnlyList<PerceivedDirection> places) => JsonText.Objects(places.Select(place => new JsonObject
    {
        ["input"] = place.Input,
        ["askedDegrees"] = JsonText.Number(place.AskedDegrees),
        ["heardDegrees"] = JsonText.Number(place.Heard.AzimuthDegrees),
        ["blurDegrees"] = JsonText.Number(place.Heard.BlurDegrees),
        ["trueHeardDegrees"] = JsonText.Number(place.TrueHeard.AzimuthDegrees),
    }));

    static string Degrees(double degrees) => $"{degrees:0;-0;0}";
}
