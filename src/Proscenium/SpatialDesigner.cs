using Proscenium.Acoustics;
using Proscenium.Design;
using Proscenium.Engine.Plan;
using Proscenium.Filters;
using Proscenium.Listening;

namespace Proscenium;

/// <summary>Designs the processing for a device and a listener.</summary>
public static class SpatialDesigner
{
    /// <summary>
    /// Model how each driver reaches each ear, cancel the crosstalk up to the target gain, virtualise left and right, beam the centre
    /// forward, realise both paths aligned as filters, and measure what they do.
    /// </summary>
    /// <exception cref="ArgumentException">A wish cannot be fulfilled; the message says which and why.</exception>
    public static SpatialDesign Design(DesignRequest request)
    {
        request.Check();
        FrequencyGrid grid = FrequencyGrid.ForDesign(request.SampleRate);
        GainLimit limit = new(request.GainLimitDb);
        TransferMatrix ears = Plant.AtEars(request.Device, request.Distance, request.Head, request.Poses, grid);

        CrosstalkCanceller canceller = new(request.Device, ears, request.Target, limit);
        SteeredWeights left = canceller.For(Side.Left), right = canceller.For(Side.Right);
        PlanBuilder builder = new(request, canceller, ears);
        if (request.AngleDegrees is not { } angle)
            return Measure(request, builder.CancellerAlone(left, right), ears, [left, right]);

        Virtualiser virtualiser = new(request.Device, ears, limit, RelativeHrtf.Fit((SphericalHead)request.Head, angle));
        CentreBeam beam = new(request.Device, request.Distance, limit, grid);
        SteeredWeights centre = beam.Weights();
        RenderPlan plan = builder.Stage(left, right, virtualiser.For(Side.Left, left, right), virtualiser.For(Side.Right, right, left), beam, centre);
        return Measure(request, plan, ears, [left, right, centre]);
    }

    static SpatialDesign Measure(DesignRequest request, RenderPlan plan, TransferMatrix ears, SteeredWeights[] steered)
    {
        EarRig rig = new(plan);
        List<(string, IReadOnlyList<double>)> achieved = [("left", Separation.Curve(rig, ears, Side.Left)), ("right", Separation.Curve(rig, ears, Side.Right))];
        if (steered.Length > 2) achieved.Add(("centre", BeamPattern.FrontToSide(rig, input: 2, request.Device, request.Distance)));
        RatioCurves Sampled(Func<SteeredWeights, IReadOnlyList<double>> curve) =>
            RatioCurves.Sample(ears.Grid, plan.Inputs.Zip(steered, (input, weights) => (input, curve(weights))));
        return new()
        {
            Request = request,
            Plan = plan,
            Asked = Sampled(weights => weights.AskedDb),
            Planned = Sampled(weights => weights.PlannedDb),
            Achieved = RatioCurves.Sample(ears.Grid, achieved),
            Warnings = Shortfalls.Describe(steered),
        };
    }
}
