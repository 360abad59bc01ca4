using Proscenium.Judging.FreeField;
using static Proscenium.Cli.Text.PerceivedDirectionsText;

namespace Proscenium.Cli.Page;

/// <summary>Where the channels of a film are heard, as a table on a page.</summary>
static class PerceivedDirectionsTable
{
    const string Caption = "Where a model of hearing hears each channel in free field, in degrees, how far its frequency bands are apart about it, and where it hears a true loudspeaker at the place meant. It knows the front half plane only: what is behind is heard at its mirror image in front.";

    /// <summary>The table on a page.</summary>
    public static void Write(HtmlText page, IReadOnlyList<PerceivedDirection> places)
    {
        if (places.Count == 0) return;
        page.Heading(2, "Where the channels are heard").Table(Caption, ["channel", "meant for", "heard at", "blur", "a true loudspeaker heard at"],
            places.Select(place => (string[])[place.Input, Degrees(place.AskedDegrees), Degrees(place.Heard.AzimuthDegrees), $"{place.Heard.BlurDegrees:0}", Degrees(place.TrueHeard.AzimuthDegrees)]));
    }
}
