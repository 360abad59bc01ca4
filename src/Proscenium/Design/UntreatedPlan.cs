using Proscenium.Acoustics;
using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;
using Proscenium.Filters;
using Proscenium.Heads;
using Proscenium.Plants;
using Proscenium.Steering;

namespace Proscenium.Design;

/// <summary>
/// The device as it would be sold without spatial processing (<see cref="UntreatedWeights"/>). It is as late as the plan.
/// </summary>
static class UntreatedPlan
{
    /// <summary>Designs it.</summary>
    /// <param name="request">Device, seat, head, filter length and delay.</param>
    /// <param name="treated">The plan that it is compared with.</param>
    public static RenderPlan Of(DesignRequest request, RenderPlan treated)
    {
        FrequencyGrid grid = FrequencyGrid.ForDesign(request.SampleRate);
        TargetResponse target = request.TargetResponse(Plant.AtEars(request.Device, request.Distance, request.Head, [request.Place], grid));
        FirMatrix filters = new(2, request.Device.Drivers.Count, request.FilterTaps);
        Parallel.ForEach([Side.Left, Side.Right], side =>
        {
            UntreatedWeights untreated = new(request, target, side, grid);
            double[][] taps = FirRealiser.Realise(untreated.Weights.Weights, (cost, bin) => ErrorCost.Add(cost, untreated.Weights, bin), grid, request.FilterTaps, request.ModellingDelay);
            for (int i = 0; i < taps.Length; i++)
                for (int n = 0; n < request.FilterTaps; n++) filters[(int)side, untreated.Drivers[i]][n] = (float)taps[i][n];
        });
        return AsLateAs(treated, request, treated with
        {
            Inputs = [ChannelNames.Left, ChannelNames.Right],
            Filters = filters,
            Bank = null,
            Upmix = null,
            HeadroomDb = Headroom.Decibels(filters),
            PlaybackGainDb = 0,
        });
    }

    /// <summary>The same, as late as another plan of the request.</summary>
    /// <param name="treated">The plan that it is compared with.</param>
    /// <param name="request">The request.</param>
    /// <param name="untreated">The untreated plan.</param>
    public static RenderPlan AsLateAs(RenderPlan treated, DesignRequest request, RenderPlan untreated)
    {
        int late = treated.LatencySamples - request.ModellingDelay;
        return untreated with { InputDelaySamples = [late, late], FilterLatencySamples = treated.LatencySamples };
    }
}
