using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Heads;
using Proscenium.Plants;
using Proscenium.Steering;

namespace Proscenium.Design;

/// <summary>The power that a design may radiate to all sides under a room budget: that of the untreated device, as an octave's third hears it, and the budget on top.</summary>
sealed class RadiationLimit
{
    readonly TransferMatrix _radiation;
    readonly double[] _power;

    /// <summary>Measures the untreated device.</summary>
    /// <param name="request">Device and seat.</param>
    /// <param name="budget">What is allowed on top.</param>
    /// <param name="target">What a flat loudspeaker would send to the seat.</param>
    /// <param name="grid">Frequencies.</param>
    public RadiationLimit(DesignRequest request, RoomBudget budget, TargetResponse target, FrequencyGrid grid)
    {
        _radiation = Radiation.Of(request.Device, request.Distance, grid);
        double[] Untreated(Side side) => new UntreatedWeights(request, target, side, grid).Radiated(_radiation);
        double[] both = [.. Untreated(Side.Left).Zip(Untreated(Side.Right), (left, right) => (left + right) / 2)];
        _power = [.. ThirdOctave.Smoothed(both).Select((power, bin) => power * budget.PowerAt(Math.Max(1, grid.Frequency(bin))))];
    }

    /// <summary>Rows x drivers whose summed powers are the power radiated.</summary>
    public Complex[][] Rows(int bin) => [.. Enumerable.Range(0, _radiation.Points).Select(row => _radiation.Row(row, bin).ToArray())];

    /// <summary>The limit of that power.</summary>
    public double PowerAt(int bin) => _power[bin];
}
