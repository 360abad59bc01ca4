using Proscenium.Judging.FreeField;
using static Proscenium.Cli.Text.PerceivedDirectionsText;

namespace Proscenium.Cli.Page;

/// <summary>The perceived directions of the channels of a film, as a table on a page.</summary>
static class PerceivedDirectionsTable
{
    const string Caption = "Perceived direction of each channel in free field by a hearing model, in degrees, within which two of three answers of listeners lie; blur: its spread over the frequency bands; and the perceived direction of a real loudspeaker in the intended direction. The model covers the front half-plane only: a sound from behind appears at its mirror image in front.";

    /// <summary>The table on a page.</summary>
    public static void Write(HtmlText page, IReadOnlyList<PerceivedDirection> places)
    {
        if (places.Count == 0) return;
        page.Heading(2, "Perceived directions of the channels").Table(Caption, ["channel", "intended", "perceived", "blur", "real loudspeaker"],
            places.Select(place => (string[])[place.Input, Degrees(place.AskedDegrees), place.Heard.Place.Words, $"{place.Heard.BlurDegrees:0}", place.TrueHeard.Place.Words]));
    }
}
