using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Design.Banks;
using Proscenium.Engine.Plan;
using Proscenium.Filters;
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
    /// the surrounds, beams the centre forward, sets tone and loudness of each for the room, realises all paths as filters that are aligned in time, does the same for other places of the head where a bank is
    /// wanted, and measures the result: also how loud it is.
    /// </summary>
    /// <exception cref="SettingException">A setting of the request is out of its range; the message says which and why.</exception>
    public static SpatialDesign Design(DesignRequest request) => DesignUnlessCancelled(request, CancellationToken.None);

    /// <summary>The same, in work that can be ended.</summary>
    /// <param name="request">What is wanted.</param>
    /// <param name="cancel">Ends the work between its steps, each of which takes a fraction of a second at usual rates.</param>
    /// <param name="progress">Told how much of a bank is done; may be null.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    internal static SpatialDesign DesignUnlessCancelled(DesignRequest request, CancellationToken cancel, IProgress<double>? progress = null)
    {
        request.Check();
        FrequencyGrid grid = FrequencyGrid.ForDesign(request.SampleRate);
        TransferMatrix ears = Plant.AtEars(request.Device, request.Distance, request.Head, [.. request.Poses.Select(pose => pose.Pose)], grid);
        TargetResponse target = request.TargetResponse(ears);
        Complex[][][] untreated = UntreatedWeights.OfBothSides(request, target, grid);
        StageSteering steering = new(request, target, grid);
        CentreAim? listener = request.AngleDegrees is null ? null : new(request.Device, request.Distance, request.Head, request.Place, target, grid);
        SteeredStage steered = steering.To(request.Poses, ears, target, untreated, listener, cancel);
        StageTone tone = new RoomTone(request.Tone, request.Device, request.Distance, request.Head, target, grid).Of(steered, isPhantom: !request.Layout.HasCentre);
        SteeredStage stage = tone.On(steered);
        PlanBuilder builder = new(request, ears, stage);
        cancel.ThrowIfCancellationRequested();
        DesignedBank? bank = request.Bank is null ? null : new BankDesigner(request, tone, builder, grid).Design(progress, cancel);
        RenderPlan plan = bank is null ? builder.Plan : builder.Plan with { Bank = bank.Places };
        return request is { AngleDegrees: not null, Upmix: UpmixMode.None, Layout.HasCentre: false }
            ? Measure(request, UpmixChoice.WithoutCentre(plan), ears, untreated, stage.Front, bank)
            : Measure(request, plan, ears, untreated, stage.Inputs, bank);
    }

    static SpatialDesign Measure(DesignRequest request, RenderPlan plan, TransferMatrix ears, Complex[][][] untreated, SteeredInput[] steered, DesignedBank? bank)
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
            Plan = plan with { HeadroomDb = Headroom.OfAll(plan), PlaybackGainDb = PlaybackGain.Decibels(request, measured, ears, untreated), DriverLimits = request.Device.Limits },
            Asked = target,
            Planned = planned,
            Achieved = achieved,
            Warnings = [.. request.Device.Notes, .. SideDifferences.Describe(request.Device, ears), .. request.Layout.HasLfe ? LowFrequencyEffects.Shortfall(request.Device.Drivers) : [],
                .. DesignWarnings.Describe(steered, request.BoostLimitDb), .. RealisationWarnings.Describe(steered.Where(input => input.Ipsilateral is not null).Select(input => input.Name), target, planned, achieved), .. bank?.Notes ?? []],
            BankCheck = bank?.Check,
        };
    }
}
