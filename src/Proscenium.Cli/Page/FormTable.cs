using Proscenium.Analysis;
using Proscenium.Cli.Text;

namespace Proscenium.Cli.Page;

/// <summary>Forms of filters side by side, as a table on a page.</summary>
static class FormTable
{
    static readonly string[] _heads = ["", "taps", "latency, ms", "multiply-adds", "as a cascade", "realisation error", "seat", "5\u00a0cm", "10\u00a0cm", "tone"];

    /// <summary>The table on a page.</summary>
    public static void Write(HtmlText page, IReadOnlyList<FormAnalysis> forms) => page.Heading(2, "Filter forms").Table(
        "The canceller alone as a full matrix (fir) and relative to the reference drivers (rtf): latency, multiply-adds per sample for left and right as stored and as a cascade, largest realisation error from 400 Hz to 8 kHz in dB, separation in dB, and tone relative to a real loudspeaker in front.",
        _heads, forms.Select(form => (string[])[form.Name, $"{form.Design.Request.FilterTaps}", $"{form.Milliseconds:0.0}", $"{form.Cost.Stored}", $"{form.Cost.Cascaded}", $"{AnalysisText.LargestRealisationErrorDb(form.Design):0.00}",
            $"{form.Heard.SeatSeparationDb:0.0}", $"{form.Heard.OffAxis5CmSeparationDb:0.0}", $"{form.Heard.OffAxis10CmSeparationDb:0.0}", ComparisonTable.Tone(form.Heard.Ipsilateral)]));
}
