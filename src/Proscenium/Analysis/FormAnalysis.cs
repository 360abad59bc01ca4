using Proscenium.Design;
using Proscenium.Judging.FreeField;

namespace Proscenium.Analysis;

/// <summary>The canceller of a design in one form of filters.</summary>
/// <param name="Design">The same settings in that form.</param>
/// <param name="Heard">What the head hears.</param>
sealed record FormAnalysis(SpatialDesign Design, FreeFieldAnalysis Heard)
{
    /// <summary><c>fir</c> or <c>rtf</c>.</summary>
    public string Name => Design.Request.Form.ToString().ToLowerInvariant();

    /// <summary>What it costs.</summary>
    public FilterCost Cost => FilterCost.Of(Design.Request);

    /// <summary>Input to output without upmix, in milliseconds.</summary>
    public double Milliseconds => 1000.0 * Design.Plan.FilterLatencySamples / Design.Plan.SampleRate;

    /// <summary>The forms that a request is held against: the usual full matrix, one as short as the relative form, and the relative form.</summary>
    internal static IEnumerable<DesignRequest> Forms(DesignRequest request)
    {
        DesignRequest usual = request with { Form = FilterForm.Fir, Taps = null, ModellingDelaySamples = null }, relative = usual with { Form = FilterForm.Rtf };
        DesignRequest brief = usual with { Taps = relative.FilterTaps, ModellingDelaySamples = relative.ModellingDelay };
        return [usual, brief, relative];
    }
}
