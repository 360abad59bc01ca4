using Proscenium.Cli.Terminal;
using Proscenium.Design;
using Proscenium.Judging.FreeField;
using Proscenium.Rendering;

namespace Proscenium.Cli.Text;

/// <summary>The figures of a demo that matter most to a listener, each with its meaning.</summary>
static class DemoSummary
{
    /// <summary>What two drivers, which cannot form a beam, stay below.</summary>
    const double BeamDb = 3;

    /// <summary>One line each, then where there is more.</summary>
    public static void Print(RenderedFile rendered, FreeFieldAnalysis heard, BeamPattern? beam, string? headFile, Report report)
    {
        SpatialDesign design = rendered.Design;
        report.Line($"At the ears of {headFile ?? "a model head (a rigid sphere)"}, {design.Request.Distance:0.##} m from the device:");
        string real = heard.RealLoudspeakerSeparationDb is { } decibels ? $", a real loudspeaker at {design.Request.AngleDegrees:0.#} degrees {decibels:0.0} dB" : "";
        report.Figure("separation of the left channel", $"{heard.SeatSeparationDb:0.0} dB, untreated {heard.UntreatedSeparationDb:0.0} dB{real}: how much louder it is at the left ear than at the right");
        if (heard.Image is { } image && heard.UntreatedImage is { } untreated)
            report.Figure($"image at {design.Request.AngleDegrees:0.#} degrees, level error", $"{image.LevelErrorDb:0.0} dB, untreated {untreated.LevelErrorDb:0.0} dB: how far the level difference of the ears is from that real loudspeaker's");
        report.Figure("change of tone", $"{heard.LeftInRoom.SpreadDb:0.0} dB with all that an ordinary living room returns, from the lowest to the highest third octave, 250 Hz to 4 kHz; {heard.Ipsilateral.DeviationDb:0.0} dB rms in the direct sound: how much the left channel's tone at the left ear differs from that of {ToneText.OneSide(design.Request)}");
        if (beam?.MinFrontToSideDb(350, 3000) is { } front && front >= BeamDb) report.Figure("centre beam, front to +-90 degrees", $"{front:0.0} dB: how much louder voices are in front than at the sides");
        report.Figure("gain of the driver feeds", $"{Level.Of(rendered.GainDb)} dB, limiting {LimitingWords.Of(rendered.Figures)}: as loud as the untreated device, and no driver above -1 dBFS");
        report.Line();
        report.Line("More: proscenium demo --details, proscenium analyze");
    }
}
