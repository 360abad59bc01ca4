using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Heads;
using Proscenium.Mathematics;
using Proscenium.Plants;
using Proscenium.Steering;

namespace Proscenium.Design;

/// <summary>
/// The power that a design may radiate to all sides under a room budget: as much, for the direct sound at the ipsilateral ear, as the untreated device, and the budget on
/// top. Third octaves and the mean of both sides, so that no dip of the untreated device binds.
/// </summary>
sealed class RadiationLimit
{
    readonly double[] _overDirect;

    /// <summary>Measures the untreated device.</summary>
    /// <param name="request">Device, seat and budget.</param>
    /// <param name="untreated">The untreated device, sides x bins x drivers.</param>
    /// <param name="ears">Plant at the ears; the first pose is used.</param>
    public RadiationLimit(DesignRequest request, Complex[][][] untreated, TransferMatrix ears)
    {
        Rows = Radiation.Of(request.Device, request.Distance, ears.Grid);
        double[] radiated = new double[ears.Grid.BinCount], direct = new double[radiated.Length];
        foreach (Side side in (ReadOnlySpan<Side>)[Side.Left, Side.Right])
        {
            Complex[][] weights = untreated[(int)side];
            for (int bin = 0; bin < radiated.Length; bin++)
            {
                radiated[bin] += Radiation.Power(Rows, bin, weights[bin]);
                direct[bin] += NullSteering.Power(ears.Row(TransferMatrix.Ear(0, side), bin), weights[bin]);
            }
        }
        (radiated, direct) = (ThirdOctave.Smoothed(radiated, ears.Grid), ThirdOctave.Smoothed(direct, ears.Grid));
        _overDirect = [.. radiated.Select((power, bin) => power / direct[bin] * request.Budget.PowerAt(ears.Grid.FrequencyAboveZero(bin)))];
    }

    /// <summary>Rows x drivers x bins whose summed powers are the power radiated.</summary>
    public TransferMatrix Rows { get; }

    /// <summary>The limit of that power at a bin for a response at the ipsilateral ear.</summary>
    public double PowerFor(Complex wanted, int bin) => _overDirect[bin] * wanted.MagnitudeSquared();
}
