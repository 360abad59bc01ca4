using Proscenium.Engine.Dsp;

namespace Proscenium.Engine.Plan;

/// <summary>A plan's filters for a grid of places of the head. Between them filters are averaged, since those of neighbouring places share one time zero.</summary>
public sealed class PlanBank
{
    /// <summary>More places, and more taps in all of them, are none of a head.</summary>
    internal const int MostPlaces = 1024, MostTaps = 16 << 20;

    readonly FirMatrix[] _filters;

    /// <summary>A grid of places.</summary>
    /// <param name="leftMetres">Metres from the seat to the listener's left, ascending; one or more.</param>
    /// <param name="forwardMetres">Metres from the seat towards the device, ascending; one or more.</param>
    /// <param name="filters">The filters of each place, all lefts of the first forward, then those of the next: inputs x drivers x taps, alike in size.</param>
    /// <exception cref="ArgumentException">The grid is not ascending, or the filters do not fit it.</exception>
    public PlanBank(IReadOnlyList<double> leftMetres, IReadOnlyList<double> forwardMetres, IReadOnlyList<FirMatrix> filters)
    {
        CheckAscending(leftMetres, nameof(leftMetres));
        CheckAscending(forwardMetres, nameof(forwardMetres));
        if (filters.Count != (long)leftMetres.Count * forwardMetres.Count) throw new ArgumentException("As many filters as places are needed.", nameof(filters));
        (LeftMetres, ForwardMetres, _filters) = ([.. leftMetres], [.. forwardMetres], [.. filters]);
        foreach (FirMatrix one in _filters)
            if ((one.Inputs, one.Outputs, one.Taps) != (_filters[0].Inputs, _filters[0].Outputs, _filters[0].Taps)) throw new ArgumentException("The filters of all places are alike in size.", nameof(filters));
    }

    /// <summary>Metres from the seat to the listener's left, ascending.</summary>
    public IReadOnlyList<double> LeftMetres { get; }

    /// <summary>Metres from the seat towards the device, ascending.</summary>
    public IReadOnlyList<double> ForwardMetres { get; }

    /// <summary>The filters of a place, inputs x drivers x taps.</summary>
    /// <param name="left">Which of <see cref="LeftMetres"/>.</param>
    /// <param name="forward">Which of <see cref="ForwardMetres"/>.</param>
    public FirMatrix this[int left, int forward] => _filters[forward * LeftMetres.Count + left];

    /// <summary>All filters, in the order of the constructor.</summary>
    internal IReadOnlyList<FirMatrix> All => _filters;

    /// <summary>The same places with other filters.</summary>
    internal PlanBank With(Func<FirMatrix, FirMatrix> change) => new(LeftMetres, ForwardMetres, Array.ConvertAll(_filters, filters => change(filters)));

    /// <summary>What plays halfway between two places.</summary>
    internal static FirMatrix Mean(FirMatrix a, FirMatrix b)
    {
        FirMatrix mean = new(a.Inputs, a.Outputs, a.Taps);
        for (int input = 0; input < a.Inputs; input++)
            for (int output = 0; output < a.Outputs; output++)
                for (int n = 0; n < a.Taps; n++) mean[input, output][n] = (a[input, output][n] + b[input, output][n]) / 2;
        return mean;
    }

    static void CheckAscending(IReadOnlyList<double> metres, string name)
    {
        if (metres.Count == 0) throw new ArgumentException("A bank has one place or more.", name);
        for (int n = 0; n < metres.Count; n++)
            if (!double.IsFinite(metres[n]) || (n > 0 && metres[n] <= metres[n - 1])) throw new ArgumentException("Places are finite numbers that ascend.", name);
    }
}
