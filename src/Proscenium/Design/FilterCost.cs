using Proscenium.Filters;

namespace Proscenium.Design;

/// <summary>What left and right cost as filters, in multiply-adds per sample of direct convolution.</summary>
/// <param name="Stored">As the matrix that a plan stores, every path by itself.</param>
/// <param name="Cascaded">As what the form is made of: one equaliser, and one relative filter for each driver but the reference; for the full matrix the same.</param>
readonly record struct FilterCost(int Stored, int Cascaded)
{
    /// <summary>The cost of a request's filters.</summary>
    public static FilterCost Of(DesignRequest request)
    {
        int drivers = request.Device.Drivers.Count, taps = request.FilterTaps, stored = 2 * drivers * taps;
        if (request.Form == FilterForm.Fir) return new(stored, stored);
        int relative = RtfRealiser.RelativeTaps(taps, request.ModellingDelay);
        return new(stored, 2 * (taps - relative + 1 + (drivers - 1) * relative));
    }
}
