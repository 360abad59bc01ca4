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
    /// the surrounds, beams the centre forward, sets tone and loudness of each for the room, realises all paths as filters that are aligned in time, and measures the result: also how loud it is.
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
        RoomTone tone = new(request.Tone, request.Device, request.Distance, request.Head, target, grid);
        PlanBuilder builder = new(request, ears);
        if (request.AngleDegrees is null)
        {
            SteeredInput[] alone = tone.Of([front], null, isPhantom: false).Pairs[0];
            return Measure(request, builder.CancellerAlone(alone), ears, target, alone);
        }

        SteeredInput[][] surrounds = [.. request.Layout.Surrounds.Select(pair => Pair(pair.Left, pair.Right, new(request.Head, pair.AngleDegrees, grid)))];
        cancel.ThrowIfCancellationRequested();
        CentreAim listener = new(request.Device, request.Distance, request.Head, request.Poses[0].Pose, target, grid);
        SteeredInput beam = new(ChannelNames.Centre, new CentreBeam(request.Device, request.Distance, listener, request.GainLimit, request.BoostLimitPower).Weights());
        (SteeredInput[][] pairs, SteeredInput? centre) = tone.Of([front, .. surrounds], beam, isPhantom: !request.Layout.HasCentre);
        SteeredInput[] around = [.. pairs[1..].SelectMany(pair => pair)];
        RenderPlan plan = builder.Stage(pairs[0], centre!, around);
        cancel.ThrowIfCancellationRequested();
        if (request is { Upmix: UpmixMode.None, Layout.HasCentre: false }) return Measure(request, UpmixChoice.WithoutCentre(plan), ears, target, pairs[0]);
        return Measure(request, plan, ears, target, [.. pairs[0], centre!, .. around]);
    }

    static SpatialDesign Measure(DesignRequest request, RenderPlan plan, TransferMatrix ears, TargetResponse aim, SteeredInput[] steered)
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
            Plan = plan with { PlaybackGainDb = PlaybackGain.Decibels(request, measured, ears, aim), DriverLimits = request.Device.Limits },
            Asked = target,
            Planned = planned,
            Achieved = achieved,
            Warnings = [.. request.Device.Notes, .. SideDifferences.Describe(request.Device, ears), .. request.Layout.HasLfe ? LowFrequencyEffects.Shortfall(request.Device.Drivers) : [],
                .. DesignWarnings.Describe(steered, request.BoostLimitDb), .. RealisationWarnings.Describe(steered.Where(input => input.Ipsilateral is not null).Select(input => input.Name), target, planned, achieved)],
        };
    }
}
