using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;
using Proscenium.Heads;
using Proscenium.Loudspeakers;

namespace Proscenium.Filters;

/// <summary>Each side on its reference driver alone, full band and as the driver sounds, delayed by the treated plan's latency.</summary>
static class ReferenceDriverPlan
{
    /// <summary>The plan with the drivers and the latency of a treated one.</summary>
    public static RenderPlan Of(RenderPlan treated, Device device) => treated with
    {
        Inputs = ["left", "right"],
        Filters = Filters(device),
        Bank = null,
        InputDelaySamples = [treated.LatencySamples, treated.LatencySamples],
        Upmix = null,
        FilterLatencySamples = treated.LatencySamples,
        HeadroomDb = 0,
        PlaybackGainDb = 0,
    };

    /// <summary>Its filters, 2 inputs x drivers.</summary>
    public static FirMatrix Filters(Device device)
    {
        FirMatrix filters = new(2, device.Drivers.Count, 1);
        filters[0, device.ReferenceDriver(Side.Left)][0] = 1;
        filters[1, device.ReferenceDriver(Side.Right)][0] = 1;
        return filters;
    }
}
