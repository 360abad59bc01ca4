using Proscenium.Design;
using Proscenium.Judging.FreeField;

namespace Proscenium.Cli.Text;

/// <summary>The five figures of a demo that matter most to a listener, each with its meaning.</summary>
static class DemoSummary
{
    /// <summary>One line each, then where there is more.</summary>
    public static void Print(SpatialDesign design, FreeFieldAnalysis heard, BeamPattern? beam, string? headFile, Report report)
    {
        report.Line($"At the ears of {headFile ?? "a rigid sphere"}, {design.Request.Distance:0.##} m from the device:");
        report.Figure("separation of the left channel", $"{heard.SeatSeparationDb:0.0} dB, untreated {heard.UntreatedSeparationDb:0.0} dB: how much louder it is at the left ear");
        if (heard.Image is { } image && heard.UntreatedImage is { } untreated)
            report.Figure($"image at {design.Request.AngleDegrees:0.#} degrees, level error", $"{image.LevelErrorDb:0.0} dB, untreated {untreated.LevelErrorDb:0.0} dB: a real loudspeaker has 0 dB");
        report.Figure("change of tone", $"{heard.Ipsilateral.DeviationDb:0.0} dB rms: the untreated device has 0 dB");
        if (beam is not null) report.Figure("centre beam, front to +-90 degrees", $"{beam.MinFrontToSideDb(350, 3000):0.0} dB: how much louder voices are in front than at the sides");
        report.Figure("headroom", $"{design.Plan.HeadroomDb:0.0} dB: how much quieter the device plays, so that nothing clips");
        report.Line();
        report.Line("More: proscenium demo --details, proscenium analyze");
    }
}
