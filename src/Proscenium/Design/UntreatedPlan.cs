using Proscenium.Acoustics;
using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;
using Proscenium.Filters;
using Proscenium.Heads;
using Proscenium.Loudspeakers;
using Proscenium.Plants;
using Proscenium.Steering;

namespace Proscenium.Design;

/// <summary>
/// The device as it would be sold without spatial processing: left and right on the drivers of their side, tweeters and woofers in the middle shared,
/// crossed over by their bands, and equalised to be flat at the seat in free field, at the level of the target. It is as late as the plan.
/// </summary>
static class UntreatedPlan
{
    /// <summary>A driver nearer to the middle than this belongs to neither side, metres.</summary>
    const double MiddleMetres = 0.01;

    /// <summary>Designs it.</summary>
    /// <param name="request">Device, seat, head, filter length and delay.</param>
    /// <param name="treated">The plan that it is compared with.</param>
    public static RenderPlan Of(DesignRequest request, RenderPlan treated)
    {
        FrequencyGrid grid = FrequencyGrid.ForDesign(request.SampleRate);
        TransferMatrix seat = Plant.OnCircle(request.Device, request.Distance, [0], grid);
        TargetResponse target = request.TargetResponse(Plant.AtEars(request.Device, request.Distance, request.Head, [request.Poses[0].Pose], grid));
        FirMatrix filters = new(2, seat.Drivers, request.FilterTaps);
        foreach (Side side in (ReadOnlySpan<Side>)[Side.Left, Side.Right])
        {
            int[] drivers = DriversOf(request.Device, side);
            SteeredWeights weights = SteeredWeights.Solve(grid, bin => Problem(request, drivers, seat, target, bin));
            double[][] taps = FirRealiser.Realise(weights.Weights, bin => ErrorRows.At(weights, bin), grid, request.FilterTaps, request.ModellingDelay);
            for (int i = 0; i < drivers.Length; i++)
                for (int n = 0; n < request.FilterTaps; n++) filters[(int)side, drivers[i]][n] = (float)taps[i][n];
        }
        int late = treated.LatencySamples - request.ModellingDelay;
        return treated with
        {
            Inputs = [ChannelNames.Left, ChannelNames.Right],
            Filters = filters,
            InputDelaySamples = [late, late],
            Upmix = null,
            FilterLatencySamples = treated.LatencySamples,
            HeadroomDb = Headroom.Decibels(filters),
        };
    }

    /// <summary>The drivers of a side, and the tweeters and woofers that both share.</summary>
    static int[] DriversOf(Device device, Side side) => [.. Enumerable.Range(0, device.Drivers.Count).Where(n => device.Drivers[n] is var driver
        && (Math.Abs(driver.Left) < MiddleMetres ? driver.Kind is DriverKind.Tweeter or DriverKind.Woofer : driver.Left > 0 == (side == Side.Left)))];

    static SteeringProblem Problem(DesignRequest request, int[] drivers, TransferMatrix seat, TargetResponse target, int bin) => new()
    {
        Aim = Array.ConvertAll(drivers, n => seat[0, n, bin]),
        Wanted = target[bin],
        Dark = [],
        DarkWeights = [],
        Effort = BandWeights.At(Array.ConvertAll(drivers, n => request.Device.Drivers[n]), seat.Grid.Frequency(bin)),
        GainLimit = double.PositiveInfinity,
        BoostLimit = request.BoostLimitPower,
    };
}
