using Proscenium.Engine.Dsp;

namespace Proscenium.Filters;

/// <summary>Some inputs of a matrix of filters.</summary>
static class InputSubset
{
    /// <summary>The filters of these inputs, in this order.</summary>
    public static FirMatrix Of(FirMatrix filters, IReadOnlyList<int> inputs)
    {
        FirMatrix subset = new(inputs.Count, filters.Outputs, filters.Taps);
        for (int input = 0; input < inputs.Count; input++)
            for (int driver = 0; driver < filters.Outputs; driver++) filters[inputs[input], driver].CopyTo(subset[input, driver]);
        return subset;
    }
}
