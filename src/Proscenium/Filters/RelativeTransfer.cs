using System.Numerics;
using Proscenium.Mathematics;

namespace Proscenium.Filters;

/// <summary>
/// Crosstalk cancellation by two drivers in closed form: the near driver plays the input, the far driver plays it through a
/// relative transfer function that leaves just as much crosstalk as the target gain allows. The oracle of the solver for two drivers.
/// </summary>
/// <remarks>
/// H[ear, driver] is the plant, s the served ear, o the other one, n the near driver, f the far one: q = (H_on H_sf) / (H_sn H_of) and
/// K = abs(H_on / H_sn)^2. gamma is the smallest root in (0, 1] of (abs(q)^2 - T K) gamma^2 + 2 (T K - Re q) gamma + 1 - T K = 0; the
/// far driver plays -gamma H_on / H_of of what the near one plays (derivation: docs/decisions/one-solver.md).
/// </remarks>
/// <param name="Share">gamma: 0 where the plain driver is already good enough, 1 for an exact null.</param>
/// <param name="ContralateralRatio">What the far driver plays relative to the near one.</param>
/// <param name="Near">Weight of the near driver that keeps the level at the served ear; 1 = played plain.</param>
public readonly record struct RelativeTransfer(double Share, Complex ContralateralRatio, Complex Near)
{
    /// <summary>Weight of the far driver.</summary>
    public Complex Far => Near * ContralateralRatio;

    /// <summary>Solves one frequency.</summary>
    /// <param name="ipsilateral">Near driver at the served ear.</param>
    /// <param name="contralateral">Far driver at the served ear.</param>
    /// <param name="otherIpsilateral">Near driver at the other ear.</param>
    /// <param name="otherContralateral">Far driver at the other ear; not zero.</param>
    /// <param name="targetRatio">Asked ratio of the ears' powers, above 0.</param>
    public static RelativeTransfer Cancel(Complex ipsilateral, Complex contralateral, Complex otherIpsilateral, Complex otherContralateral, double targetRatio)
    {
        if (!(targetRatio > 0)) throw new ArgumentOutOfRangeException(nameof(targetRatio), targetRatio, "A power ratio is above 0.");
        Complex q = otherIpsilateral * contralateral / (ipsilateral * otherContralateral);
        double leak = targetRatio * ComplexPower.Of(otherIpsilateral / ipsilateral);
        double share = SmallestShare(ComplexPower.Of(q) - leak, leak - q.Real, 1 - leak);
        return new(share, -share * otherIpsilateral / otherContralateral, 1 / (1 - share * q));
    }

    /// <summary>The smallest root in (0, 1] of a g^2 + 2 b g + c = 0, or 0 where c says that nothing need be done.</summary>
    static double SmallestShare(double a, double b, double c)
    {
        if (c >= 0) return 0;
        double root = Math.Sqrt(Math.Max(0, b * b - a * c));
        // c < 0 and the sum of the coefficients is |1 - q|^2 >= 0: one root lies in (0, 1]; this form has no cancellation
        return Math.Min(1, b >= 0 ? -c / (b + root) : (root - b) / a);
    }
}
