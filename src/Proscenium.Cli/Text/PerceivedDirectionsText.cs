using Proscenium.Analysis;
using Proscenium.Design;
using Proscenium.Judging.FreeField;

namespace Proscenium.Cli.Text;

/// <summary>Where the channels of a film are heard, as lines of text.</summary>
static class PerceivedDirectionsText
{
    /// <summary>Where the virtual loudspeakers are meant to be, in words.</summary>
    public static string Image(DesignRequest request) => request.AngleDegrees is not { } angle ? "canceller alone"
        : $"virtual loudspeakers at {string.Join(", ", [$"+-{angle:0.#}", .. request.Layout.Surrounds.Select(pair => $"+-{pair.AngleDegrees:0.#}")])} degrees, centre beamed forward";

    /// <summary>The table as lines of text.</summary>
    public static void Print(PlanAnalysis analysis, Report report)
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

    /// <summary>To a degree, without a sign for nothing.</summary>
    public static string Degrees(double degrees) => $"{degrees:0;-0;0}";
}
