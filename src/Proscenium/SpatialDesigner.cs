using Proscenium.Acoustics;
using Proscenium.Design;
using Proscenium.Engine.Plan;
using Proscenium.Filters;
using Proscenium.Listening;

namespace Proscenium;

/// <summary>Designs the processing for a device and a listener.</summary>
public static class SpatialDesigner
{
    const double VirtualLoudspeakerMetres = 2;

    /// <summary>
    /// Model how each driver reaches each ear, cancel the crosstalk up to the target gain and give each ear what a virtual loudspeaker
    /// would, beam the centre forward, realise both paths aligned as filters, and measure what they do.
    /// </summary>
    /// <exception cref="ArgumentException">A wish cannot be fulfilled; the message says which and why.</exception>
    public static SpatialDesign Design(DesignRequest request)
    {
        request.Check();
        FrequencyGrid grid = FrequencyGrid.ForDesign(request.SampleRate);
        TransferMatrix ears = Plant.AtEars(request.Device, request.Distance, request.Head, request.Poses, grid);
        VirtualPair? pair = request.AngleDegrees is { } angle ? new(request.Head, angle, VirtualLoudspeakerMetres, grid) : null;
        FilterWindow window = new(request.FilterTaps, grid);

        CrosstalkCanceller canceller = new(request, ears, pair);
        SteeredWeights left = canceller.For(Side.Left, window), right = canceller.For(Side.Right, window);
        PlanBuilder builder = new(request, ears);
        if (pair is null) return Measure(request, builder.CancellerAlone(left, right), ears, null, [left, right]);

        SteeredWeights centre = new CentreBeam(request.Device, request.Distance, request.GainLimit, grid).Weights();
        return Measure(request, builder.Stage(left, right, centre), ears, pair, [left, right, centre]);
    }

    static SpatialDesign Measure(DesignRequest request, RenderPlan plan, TransferMatrix ears, VirtualPair? pair, SteeredWeights[] steered)
    {
        EarRig rig = new(plan);
        double[] Sided(Side side) => Cancellation.Curve(rig, ears, side, request.WeightsOfPoses, request.DriverUncertainty, bin => pair?.FarOverNear(side, bin) ?? 0);
        List<(string, IReadOnlyList<double>)> achieved = [("left", Sided(Side.Left)), ("right", Sided(Side.Right))];
        if (steered.Length > 2) achieved.Add(("centre", BeamPattern.FrontToSide(rig, input: 2, request.Device, request.Distance)));
        RatioCurves Sampled(Func<SteeredWeights, IReadOnlyList<double>> curve) =>
            RatioCurves.Sample(ears.Grid, plan.Inputs.Zip(steered, (input, weights) => (input, curve(weights))));
        RatioCurves asked = Sampled(weights => weights.AskedDb), planned = Sampled(weights => weights.PlannedDb), reached = RatioCurves.Sample(ears.Grid, achieved);
        return new()
        {
            Request = request,
            Plan = plan,
            Asked = asked,
            Planned = planned,
            Achieved = reached,
            Warnings = [.. request.Device.Notes, .. Shortfalls.Describe(steered), .. FilterMisses.Describe(asked, planned, reached)],
        };
    }
}
