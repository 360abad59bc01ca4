using Proscenium.Analysis;
using Proscenium.Cli.Terminal;
using Proscenium.Design;
using Proscenium.Judging.FreeField;

namespace Proscenium.Cli.Text;

/// <summary>Where the channels of a film are heard, as lines of text.</summary>
static class PerceivedDirectionsText
{
    /// <summary>Where the virtual loudspeakers are meant to be, in words.</summary>
    public static string Image(DesignRequest request) => request.AngleDegrees is not { } angle ? "canceller alone"
        : $"virtual loudspeakers at {string.Join(", ", [$"+-{angle:0.#}", .. request.Layout.Surrounds.Select(pair => $"+-{pair.AngleDegrees:0.#}")])} degrees, centre beam to the front";

    /// <summary>The table as lines of text.</summary>
    public static void Print(PlanAnalysis analysis, Report report)
    {
        if (analysis.Lfe is { } effects) report.Figure("LFE level relative to the centre", $"{effects.MinDb:0.0} to {effects.MaxDb:0.0} dB at the ears, 40 to 100 Hz; a mix assumes 10 dB");
        if (analysis.Places.Count == 0)
        {
            report.Figure("perceived directions of the channels", "none: the hearing model needs a sample rate of 44.1 kHz or more");
            return;
        }
        report.Line("perceived directions of the channels (hearing model, front half-plane only):");
        foreach (PerceivedDirection place in analysis.Places)
            report.Figure($"  {place.Input}, intended {Degrees(place.AskedDegrees)}", $"perceived at {place.Heard.Place.Words} degrees; a real loudspeaker at {place.TrueHeard.Place.Words}");
    }

    /// <summary>To a degree, without a sign for nothing.</summary>
    public static string Degrees(double degrees) => $"{degrees:0;-0;0}";
}
