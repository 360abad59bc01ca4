using System.Numerics;
using Proscenium.Heads;
using Proscenium.Loudspeakers;
using Proscenium.Mathematics;
using Proscenium.Plants;
using static System.FormattableString;

namespace Proscenium.Design;

/// <summary>
/// Says where the reference driver of the right side differs from that of the left one at the listener: in level, in time, or by being reversed. Both sides aim at loudspeakers alike,
/// so a design brings them into line by itself; but it may be a fault of the device or of its measurement.
/// </summary>
static class SideDifferences
{
    const double LowHz = 500, HighHz = 2000, NoticedDb = 1.5, NoticedSeconds = 0.1e-3, ReversedRadians = 2;

    /// <summary>One sentence, or none where both sides are alike.</summary>
    /// <param name="device">The device.</param>
    /// <param name="ears">Plant at the ears; the first pose is used.</param>
    public static IEnumerable<string> Describe(Device device, TransferMatrix ears)
    {
        (int left, int right) = (device.ReferenceDriver(Side.Left), device.ReferenceDriver(Side.Right));
        Complex[] Near(Side side, int driver) => [.. Enumerable.Range(0, ears.Grid.BinCount).Select(bin => ears[TransferMatrix.Ear(0, side), driver, bin])];
        (Complex[] here, Complex[] there) = (Near(Side.Left, left), Near(Side.Right, right));
        double Power(Complex[] response) => Enumerable.Range(ears.Grid.Bin(LowHz), ears.Grid.Bin(HighHz) - ears.Grid.Bin(LowHz) + 1).Average(bin => response[bin].MagnitudeSquared());
        double decibels = 10 * Math.Log10(Power(there) / Power(here));
        PathAlignment late = PathAlignment.Between(there, here, ears.Grid);
        string[] differences =
        [
            .. Math.Abs(decibels) > NoticedDb ? [Invariant($"{Math.Abs(decibels):0.0} dB {(decibels < 0 ? "softer" : "louder")}")] : Array.Empty<string>(),
            .. Math.Abs(late.DelaySeconds) > NoticedSeconds ? [Invariant($"{Math.Abs(late.DelaySeconds) * 1e3:0.00} ms {(late.DelaySeconds > 0 ? "later" : "earlier")}")] : Array.Empty<string>(),
            .. Math.Abs(late.OffsetRadians) > ReversedRadians ? ["reversed"] : Array.Empty<string>(),
        ];
        if (differences.Length == 0 || !double.IsFinite(decibels)) yield break;
        yield return $"driver '{device.Drivers[right].Name}' is {string.Join(" and ", differences)} at the listener relative to '{device.Drivers[left].Name}': the plan wants the same of both sides, as far as the limits allow; check the device if they should be alike.";
    }
}
