using Proscenium.Acoustics;
using Proscenium.Engine.Plan;
using Proscenium.Heads;
using Proscenium.Judging.FreeField;
using Proscenium.Plants;
using Proscenium.Steering;

namespace Proscenium.Design;

/// <summary>Designs the processing for a device and a listener.</summary>
public static class SpatialDesigner
{
    /// <summary>
    /// Models how each driver reaches each ear, cancels the crosstalk down to the target, makes virtual loudspeakers in front and at the places of
    /// the surrounds, beams the centre forward, realises all paths as filters that are aligned in time, and measures the result.
    /// </summary>
    /// <exception cref="SettingException">A setting of the request is out of its range; the message says which and why.</exception>
    public static SpatialDesign Design(DesignRequest request) => DesignUnlessCancelled(request, CancellationToken.None);

    /// <summary>The same, in work that can be ended.</summary>
    /// <param name="request">What is wanted.</param>
    /// <param name="cancel">Ends the work between its steps, each of which takes a fraction of a second at usual rates.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    internal static SpatialDesign DesignUnlessCancelled(DesignRequest request, CancellationToken cancel)
    {
        request.Check();
        FrequencyGrid grid = FrequencyGrid.ForDesign(request.SampleRate);
        TransferMatrix ears = Plant.AtEars(request.Device, request.Distance, request.Head, [.. request.Poses.Select(pose => pose.Pose)], grid);
        TargetResponse target = request.TargetResponse(ears);
        FilterWindow window = new(request.FilterTaps, grid);
        SteeredInput[] Pair(string left, string right, VirtualPair? pair)
        {
            cancel.ThrowIfCancellationRequested();
            CrosstalkCanceller canceller = new(request, ears, target, pair);
            return [new(left, canceller.For(Side.Left, window), Side.Left, pair), new(right, canceller.For(Side.Right, window), Side.Right, pair)];
        }

        SteeredInput[] front = Pair(ChannelNames.Left, ChannelNames.Right, request.AngleDegrees is null ? null : target.Front);
        PlanBuilder builder = new(request, ears);
        if (request.AngleDegrees is null) return Measure(request, builder.CancellerAlone(front), ears, front);

        cancel.ThrowIfCancellationRequested();
        double centreGain = request.Layout.HasCentre ? 1 : PhantomCentre.Gain(target.Front, request.Head, grid); // split off, it takes a phantom's place
        CentreAim listener = new(request.Device, request.Distance, request.Head, request.Poses[0].Pose, target, centreGain, grid);
        SteeredInput centre = new(ChannelNames.Centre, new CentreBeam(request.Device, request.Distance, listener, request.GainLimit, request.BoostLimitPower).Weights());
        SteeredInput[] surrounds = [.. request.Layout.Surrounds.SelectMany(pair => Pair(pair.Left, pair.Right, new(request.Head, pair.AngleDegrees, grid)))];
        RenderPlan plan = builder.Stage(front, centre, surrounds);
        cancel.ThrowIfCancellationRequested();
        return Measure(request, plan, ears, [.. front, centre, .. surrounds]);
    }

    static SpatialDesign Measure(DesignRequest request, RenderPlan plan, TransferMatrix ears, SteeredInput[] steered)
    {
        MeasuredPlan measured = new(plan);
        List<string> inputs = [.. plan.Inputs];
        IReadOnlyList<double> Achieved(SteeredInput input) => input.Ipsilateral is { } side
            ? Cancellation.Curve(measured, ears, inputs.IndexOf(input.Name), side, WeightedPose.Normalised(request.Poses), request.DriverUncertainty, bin => input.Pair?.ContralateralRatio(side, bin) ?? 0)
            : BeamPattern.FrontToSide(measured, inputs.IndexOf(input.Name), request.Device, request.Distance);
        RatioCurves Sampled(Func<SteeredInput, IReadOnlyList<double>> curve) => RatioCurves.Sample(ears.Grid, steered.Select(input => (input.Name, curve(input))));
        RatioCurves target = Sampled(input => input.Weights.TargetDb), planned = Sampled(input => input.Weights.PlannedDb), achieved = Sampled(Achieved);
        return new()
        {
            Request = request,
            Plan = plan,
            Asked = target,
            Planned = planned,
            Achieved = achieved,
            Warnings = [.. request.Device.Notes, .. request.Layout.HasLfe ? LowFrequencyEffects.Shortfall(request.Device.Drivers) : [],
                .. DesignWarnings.Describe(steered, request.BoostLimitDb), .. RealisationWarnings.Describe(steered.Where(input => input.Ipsilateral is not null).Select(input => input.Name), target, planned, achieved)],
        };
    }
}
