using System.Text.Json.Nodes;
using Proscenium.Analysis;
using Proscenium.Cli.Text;

namespace Proscenium.Cli.Json;

/// <summary>Forms of filters side by side, as JSON.</summary>
static class FormJson
{
    /// <summary>The table as JSON.</summary>
    public static JsonArray Of(IReadOnlyList<FormAnalysis> forms) => JsonText.Objects(forms.Select(form => new JsonObject
    {
        ["form"] = form.Name,
        ["taps"] = form.Design.Request.FilterTaps,
        ["latencySamples"] = form.Design.Plan.FilterLatencySamples,
        ["multiplyAdds"] = form.Cost.Stored,
        ["multiplyAddsCascaded"] = form.Cost.Cascaded,
        ["achievedMinusPlannedDb"] = JsonText.Number(AnalysisText.LargestRealisationErrorDb(form.Design)),
        ["seat"] = JsonText.Number(form.Heard.SeatSeparationDb),
        ["fiveCentimetres"] = JsonText.Number(form.Heard.OffAxis5CmSeparationDb),
        ["tenCentimetres"] = JsonText.Number(form.Heard.OffAxis10CmSeparationDb),
        ["worstSide"] = JsonText.Number(form.Heard.WorstSideSeparationDb),
    }));
}
