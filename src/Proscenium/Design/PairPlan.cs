using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;
using Proscenium.Filters;
using Proscenium.Heads;

namespace Proscenium.Design;

/// <summary>Plans that play on a device's two reference drivers and leave the others silent.</summary>
static class PairPlan
{
    /// <summary>Silent filters to all drivers, and the reference drivers by side.</summary>
    public static (FirMatrix Filters, int[] ReferenceDrivers) Empty(DesignRequest request, int inputs, int taps) =>
        (new(inputs, request.Device.Drivers.Count, taps), [request.Device.ReferenceDriver(Side.Left), request.Device.ReferenceDriver(Side.Right)]);

    /// <summary>The plan of filters from left and right, or left, right and centre.</summary>
    public static RenderPlan Of(DesignRequest request, FirMatrix filters, int latency) => new()
    {
        SampleRate = request.SampleRate,
        Inputs = filters.Inputs == 3 ? ["left", "right", "centre"] : ["left", "right"],
        Drivers = [.. request.Device.Drivers.Select(driver => driver.Name)],
        Filters = filters,
        InputDelaySamples = [.. new int[filters.Inputs]],
        FilterLatencySamples = latency,
        HeadroomDb = Headroom.Decibels(filters),
    };
}
