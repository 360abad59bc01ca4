using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Heads;
using Proscenium.Loudspeakers;
using Proscenium.Plants;
using Proscenium.Steering;

namespace Proscenium.Design;

/// <summary>
/// One channel of the device as it would be sold without spatial processing: on the drivers of its side, tweeters and woofers in the middle shared, crossed over by
/// their bands, and equalised to be flat at the seat in free field, at the level of the target.
/// </summary>
sealed class UntreatedWeights
{
    /// <summary>A driver nearer to the middle than this belongs to neither side, metres.</summary>
    const double MiddleMetres = 0.01;

    readonly int _driverCount;

    /// <summary>Designs a side.</summary>
    /// <param name="request">Device and seat.</param>
    /// <param name="target">What a flat loudspeaker would send to the seat.</param>
    /// <param name="side">The side.</param>
    /// <param name="grid">Frequencies.</param>
    public UntreatedWeights(DesignRequest request, TargetResponse target, Side side, FrequencyGrid grid)
    {
        TransferMatrix seat = Plant.OnCircle(request.Device, request.Distance, [0], grid);
        (Drivers, _driverCount) = (DriversOf(request.Device, side), request.Device.Drivers.Count);
        Driver[] drivers = Array.ConvertAll(Drivers, n => request.Device.Drivers[n]);
        Weights = SteeredWeights.Solve(grid, bin => new()
        {
            Aim = Of(seat.Row(0, bin)),
            Wanted = target[bin],
            Dark = [],
            DarkWeights = [],
            Effort = BandWeights.At(drivers, grid.Frequency(bin)),
            GainLimit = double.PositiveInfinity,
            BoostLimit = request.BoostLimitPower,
        });
    }

    /// <summary>Designs both sides, for all drivers of the device, silent ones included: sides x bins x drivers.</summary>
    public static Complex[][][] OfBothSides(DesignRequest request, TargetResponse target, FrequencyGrid grid) => [new UntreatedWeights(request, target, Side.Left, grid).OfDevice(), new UntreatedWeights(request, target, Side.Right, grid).OfDevice()];

    /// <summary>The drivers that play, by their number on the device.</summary>
    public int[] Drivers { get; }

    /// <summary>What they play, bins x <see cref="Drivers"/>.</summary>
    public SteeredWeights Weights { get; }

    Complex[][] OfDevice() => Array.ConvertAll(Weights.Weights, weights =>
    {
        var all = new Complex[_driverCount];
        for (int i = 0; i < Drivers.Length; i++) all[Drivers[i]] = weights[i];
        return all;
    });

    /// <summary>The values of the drivers that play.</summary>
    Complex[] Of(ReadOnlySpan<Complex> device)
    {
        var own = new Complex[Drivers.Length];
        for (int i = 0; i < own.Length; i++) own[i] = device[Drivers[i]];
        return own;
    }

    /// <summary>The drivers of a side, and the tweeters and woofers that both share.</summary>
    static int[] DriversOf(Device device, Side side) => [.. Enumerable.Range(0, device.Drivers.Count).Where(n => device.Drivers[n] is var driver
        && (Math.Abs(driver.Left) < MiddleMetres ? driver.Kind is DriverKind.Tweeter or DriverKind.Woofer : driver.Left > 0 == (side == Side.Left)))];
}
