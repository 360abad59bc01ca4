using Proscenium.Acoustics;
using Proscenium.Engine.Plan;
using Proscenium.Filters;
using Proscenium.Judging.FreeField;
using Proscenium.Plants;

namespace Proscenium.Design;

/// <summary>Another upmix for a finished design, or none: left and right alone then, through the filters that they have.</summary>
static class UpmixChoice
{
    /// <summary>False where a plan without an upmix cannot have one.</summary>
    public static bool IsPossible(SpatialDesign design, UpmixMode mode) => design.Plan.Upmix is not null || mode == UpmixMode.None;

    /// <summary>The same design with an upmix.</summary>
    /// <param name="design">A design whose plan has an upmix, or one without.</param>
    /// <param name="mode">The upmix.</param>
    /// <exception cref="SettingException">The design's layout needs an upmix.</exception>
    public static SpatialDesign Of(SpatialDesign design, UpmixMode mode)
    {
        if (mode == UpmixMode.None && design.Plan.Upmix is null) return design;
        DesignRequest request = design.Request with { Upmix = mode };
        request.Check();
        if (mode != UpmixMode.None) return design with { Request = request, Plan = design.Plan with { Upmix = mode } };
        RenderPlan plan = WithoutCentre(design.Plan);
        FrequencyGrid grid = FrequencyGrid.ForDesign(request.SampleRate);
        TransferMatrix ears = Plant.AtEars(request.Device, request.Distance, request.Head, [request.Place], grid);
        return design with
        {
            Request = request,
            Plan = plan with { PlaybackGainDb = PlaybackGain.Decibels(request, new MeasuredPlan(plan), ears, UntreatedWeights.OfBothSides(request, request.TargetResponse(ears), grid)) },
            Asked = design.Asked.Of(plan.Inputs),
            Planned = design.Planned.Of(plan.Inputs),
            Achieved = design.Achieved.Of(plan.Inputs),
        };
    }

    /// <summary>A plan for stereo without its centre and its upmix; what all its other inputs waited for the centre is left out of the latency, too.</summary>
    public static RenderPlan WithoutCentre(RenderPlan plan)
    {
        int[] kept = [.. Enumerable.Range(0, plan.Inputs.Count).Where(input => plan.Inputs[input] != ChannelNames.Centre)];
        int idle = kept.Min(input => plan.InputDelaySamples[input]);
        return ChangedFilters.Of(plan with { Upmix = null }, filters => InputSubset.Of(filters, kept)) with
        {
            Inputs = [.. kept.Select(input => plan.Inputs[input])],
            InputDelaySamples = [.. kept.Select(input => plan.InputDelaySamples[input] - idle)],
            FilterLatencySamples = plan.FilterLatencySamples - idle,
        };
    }
}
