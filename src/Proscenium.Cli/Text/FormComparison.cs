using System.Text.Json.Nodes;
using Proscenium.Cli.Json;
using Proscenium.Cli.Page;
using Proscenium.Design;
using Proscenium.Judging.FreeField;

namespace Proscenium.Cli.Text;

/// <summary>The canceller of a design in one form of filters.</summary>
/// <param name="Design">The same wishes in that form.</param>
/// <param name="Heard">What the head hears.</param>
sealed record FormAnalysis(SpatialDesign Design, FreeFieldAnalysis Heard)
{
    /// <summary><c>fir</c> or <c>rtf</c>.</summary>
    public string Name => Design.Request.Form.ToString().ToLowerInvariant();

    /// <summary>What it costs.</summary>
    public FilterCost Cost => FilterCost.Of(Design.Request);

    /// <summary>Input to output without upmix, in milliseconds.</summary>
    public double Milliseconds => 1000.0 * Design.Plan.FilterLatencySamples / Design.Plan.SampleRate;
}

/// <summary>Forms of filters side by side: error, length, latency, cost.</summary>
static class FormComparison
{
    static readonly string[] _heads = ["", "taps", "latency, ms", "multiply-adds", "as a cascade", "realisation error", "seat", "5 cm", "10 cm", "tone"];

    /// <summary>The forms that a request is held against: the usual full matrix, one as short as the relative form, and the relative form.</summary>
    public static IEnumerable<DesignRequest> Forms(DesignRequest request)
    {
        DesignRequest usual = request with { Form = FilterForm.Fir, Taps = null, ModellingDelaySamples = null }, relative = usual with { Form = FilterForm.Rtf };
        DesignRequest brief = usual with { Taps = relative.FilterTaps, ModellingDelaySamples = relative.ModellingDelay };
        return [usual, brief, relative];
    }

    /// <summary>The table as lines of text.</summary>
    public static void Print(IReadOnlyList<FormAnalysis> forms, Report report)
    {
        report.Line($"  {"filters, canceller alone",-24}{"latency",9}{"multiply-adds",15}{"(cascade)",11}{"realisation error",19}{"seat",8}{"5 cm",8}{"10 cm",8}{"tone",10}");
        foreach (FormAnalysis form in forms)
            report.Line($"  {$"{form.Name} {form.Design.Request.FilterTaps} taps",-24}{form.Milliseconds,6:0.0} ms{form.Cost.Stored,15}{form.Cost.Cascaded,11}{AnalysisText.LargestRealisationErrorDb(form.Design),16:0.00} dB"
                + $"{form.Heard.SeatDb,8:0.0}{form.Heard.OffAxis5CmDb,8:0.0}{form.Heard.OffAxis10CmDb,8:0.0}{ComparisonTable.Tone(form.Heard.Ipsilateral),10}");
    }

    /// <summary>The table on a page.</summary>
    public static void Write(HtmlText page, IReadOnlyList<FormAnalysis> forms) => page.Heading(2, "Filter forms").Table(
        "The canceller alone as a full matrix (fir) and relative to the reference drivers (rtf): latency, multiply-adds per sample for left and right as stored and as a cascade, largest realisation error from 400 Hz to 8 kHz in dB, separation in dB, and tone.",
        _heads, forms.Select(form => (string[])[form.Name, $"{form.Design.Request.FilterTaps}", $"{form.Milliseconds:0.0}", $"{form.Cost.Stored}", $"{form.Cost.Cascaded}", $"{AnalysisText.LargestRealisationErrorDb(form.Design):0.00}",
            $"{form.Heard.SeatDb:0.0}", $"{form.Heard.OffAxis5CmDb:0.0}", $"{form.Heard.OffAxis10CmDb:0.0}", ComparisonTable.Tone(form.Heard.Ipsilateral)]));

    /// <summary>The table as JSON.</summary>
    public static JsonArray Json(IReadOnlyList<FormAnalysis> forms) => JsonText.Objects(forms.Select(form => new JsonObject
    {
        ["form"] = form.Name,
        ["taps"] = form.Design.Request.FilterTaps,
        ["latencySamples"] = form.Design.Plan.FilterLatencySamples,
        ["multiplyAdds"] = form.Cost.Stored,
        ["multiplyAddsCascaded"] = form.Cost.Cascaded,
        ["achievedMinusPlannedDb"] = JsonText.Number(AnalysisText.LargestRealisationErrorDb(form.Design)),
        ["seat"] = JsonText.Number(form.Heard.SeatDb),
        ["fiveCentimetres"] = JsonText.Number(form.Heard.OffAxis5CmDb),
        ["tenCentimetres"] = JsonText.Number(form.Heard.OffAxis10CmDb),
        ["worstSide"] = JsonText.Number(form.Heard.WorstSideDb),
    }));
}
