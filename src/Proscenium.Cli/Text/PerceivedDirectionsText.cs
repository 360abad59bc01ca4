using System.Text.Json.Nodes;
using Proscenium.Cli.Json;
using Proscenium.Cli.Page;
using Proscenium.Design;
using Proscenium.Judging.FreeField;

namespace Proscenium.Cli.Text;

/// <summary>Where the channels of a film are heard, as lines of text, a table on a page, and JSON.</summary>
static class PerceivedDirectionsText
{
    const string Caption = "Perceived direction of each channel in free field by a hearing model, in degrees; blur: its spread over the frequency bands; and the perceived direction of a real loudspeaker in the intended direction. The model covers the front half-plane only: a sound from behind appears at its mirror image in front.";

    /// <summary>Where the virtual loudspeakers are meant to be, in words.</summary>
    public static string Image(DesignRequest request) => request.AngleDegrees is not { } angle ? "canceller alone"
        : $"virtual loudspeakers at {string.Join(", ", [$"+-{angle:0.#}", .. request.Layout.Surrounds.Select(pair => $"+-{pair.AngleDegrees:0.#}")])} degrees, centre beam to the front";

    /// <summary>The table as lines of text.</summary>
    public static void Print(Analysis analysis, Report report)
    {
        if (analysis.Lfe is { } effects) report.Figure("LFE level relative to the centre", $"{effects.MinDb:0.0} to {effects.MaxDb:0.0} dB at the ears, 40 to 100 Hz; a mix assumes 10 dB");
        if (analysis.Places.Count == 0)
        {
            report.Figure("perceived directions of the channels", "none: the hearing model needs a sample rate of 44.1 kHz or more");
            return;
        }
        report.Line("perceived directions of the channels (hearing model, front half-plane only):");
        foreach (PerceivedDirection place in analysis.Places)
            report.Figure($"  {place.Input}, intended {Degrees(place.AskedDegrees)}", $"perceived at {Degrees(place.Heard.AzimuthDegrees)} degrees, blur {place.Heard.BlurDegrees:0}; a real loudspeaker at {Degrees(place.TrueHeard.AzimuthDegrees)}");
    }

    /// <summary>The table on a page.</summary>
    public static void Write(HtmlText page, IReadOnlyList<PerceivedDirection> places)
    {
        if (places.Count == 0) return;
        page.Heading(2, "Perceived directions of the channels").Table(Caption, ["channel", "intended", "perceived", "blur", "real loudspeaker"],
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
