using System.Numerics;
using Proscenium.Heads;
using Proscenium.Plants;
using Proscenium.Steering;

namespace Proscenium.Design;

/// <summary>
/// Lets the ipsilateral ear hear what a flat loudspeaker would send there from its virtual place, and the contralateral ear nothing, or what that loudspeaker
/// would send there. A canceller alone has a loudspeaker where the device is. Both ears are prescribed in one solve. Aim: the ipsilateral ear
/// at the first pose; dark zone: the excess crosstalk at the contralateral ear at every pose, x_k - V c_k. The target refers to the weighted mean dark power over the poses.
/// </summary>
sealed class CrosstalkCanceller
{
    /// <summary>
    /// How much higher the target is for a virtual loudspeaker, in dB: the sound it should give the contralateral ear lies some 6 dB below that
    /// at the ipsilateral one, and errors are heard against it.
    /// </summary>
    public const double VirtualPairDb = 6;

    /// <summary>Where effort stays this far below the gain limit, the limit does not change the weights, and the plan meets the target.</summary>
    const double ClearanceDb = 2;

    readonly DesignRequest _request;
    readonly TransferMatrix _ears;
    readonly TargetResponse _target;
    readonly VirtualPair? _pair;
    readonly RadiationLimit? _radiation; // of the pair in front; what a room returns of surrounds envelops, as surrounds should
    readonly SparedRows? _spared; // of the pair in front, too
    readonly double _power; // of the pair at its ipsilateral ears over that of the pair in front: the limits are for the same level there
    readonly double[] _poseWeights; // sum to 1

    /// <summary>Prepares a canceller.</summary>
    /// <param name="request">Device, target, limit, weights of the poses and tolerance.</param>
    /// <param name="ears">Plant at the ears, points: pose 0 left, pose 0 right, pose 1 left ...; pose 0 is the seat.</param>
    /// <param name="target">What a flat loudspeaker would send to the seat.</param>
    /// <param name="pair">Where it stands, and what the contralateral ears should hear; null: where the target has it, and nothing.</param>
    /// <param name="untreated">The untreated device for that target, sides x bins x drivers; null: it is designed here.</param>
    public CrosstalkCanceller(DesignRequest request, TransferMatrix ears, TargetResponse target, VirtualPair? pair = null, Complex[][][]? untreated = null)
    {
        (_request, _ears, _target, _pair, _poseWeights) = (request, ears, target, pair, [.. WeightedPose.Normalised(request.Poses).Select(pose => pose.Weight)]);
        bool inFront = pair is null || pair == target.Front;
        _radiation = inFront && request.Budget != RoomBudget.None ? new(request, untreated ?? UntreatedWeights.OfBothSides(request, target, ears.Grid), ears) : null;
        _spared = inFront && request.SparedDirections.Count > 0 ? new(request, target, ears.Grid) : null;
        _power = pair is null ? 1 : target.Over(pair);
    }

    /// <summary>Weights that serve one ear.</summary>
    /// <param name="ear">The ipsilateral ear.</param>
    /// <param name="window">The smoothing of weights over frequency that the filters' length causes.</param>
    public SteeredWeights For(Side ear, FilterWindow window)
    {
        SteeredWeights steered = WithoutFilters(ear);
        double[] ratios = [.. steered.TargetDb];
        bool[] limited = [.. steered.EffortDb.Select((effort, bin) => effort > 10 * Math.Log10(steered.Problems[bin].GainLimit) - ClearanceDb)];
        for (int pass = 0; pass < FilterWindow.Passes; pass++)
        {
            Complex[][] realisable = window.Apply(steered.Weights);
            double RealisableDb(int bin) => 10 * Math.Log10(NullSteering.PowerRatio(steered.Problems[bin], realisable[bin]));
            double[] kept = [.. ratios.Select((ratio, bin) => limited[bin] ? Math.Min(ratio, RealisableDb(bin)) : ratio)];
            int[] lowered = [.. Enumerable.Range(0, ratios.Length).Where(bin => kept[bin] < ratios[bin])];
            steered = steered.Eased(lowered, bin => steered.Problems[bin] with { TargetRatio = Ratio(kept[bin]) });
            ratios = kept;
        }
        return steered;
    }

    /// <summary>Weights that serve one ear, at each frequency by itself: what no filter has smoothed.</summary>
    public SteeredWeights WithoutFilters(Side ear)
    {
        int reference = _request.Device.ReferenceDriver(ear);
        return SteeredWeights.Solve(_ears.Grid, bin => Problem(ear, reference, bin));
    }

    /// <summary>The problem at one bin with the request's target.</summary>
    SteeringProblem Problem(Side ear, int reference, int bin)
    {
        double frequency = _ears.Grid.Frequency(bin);
        Complex wanted = _target[bin] * (_pair ?? _target.Front).Ipsilateral(ear, bin);
        return new()
        {
            Aim = _ears.Row(TransferMatrix.Ear(0, ear), bin).ToArray(),
            Wanted = wanted,
            Dark = ExcessCrosstalk(ear, bin),
            DarkWeights = _poseWeights,
            TargetRatio = Ratio(TargetDb(frequency)),
            Effort = _request.Form == FilterForm.Rtf ? BandWeights.LedBy(reference, _request.Device.Drivers, frequency) : BandWeights.At(_request.Device.Drivers, frequency),
            GainLimit = _power * _request.GainLimit.PowerAt(frequency),
            BoostLimit = _power * _request.BoostLimitPower,
            Power = _power,
            Uncertainty = _request.DriverUncertainty,
            Shape = _spared?.Of(ear, bin) ?? [],
            Radiation = _radiation?.Rows,
            Bin = bin,
            RadiationLimit = _radiation?.PowerFor(wanted, bin) ?? double.PositiveInfinity,
        };
    }

    static double Ratio(double decibels) => Math.Pow(10, decibels / 10);

    double TargetDb(double frequency)
    {
        double target = _request.Target.At(frequency);
        return _pair is null ? target : target + VirtualPairDb * Math.Min(1, target / VirtualPairDb);
    }

    /// <summary>Response of each driver at the contralateral ear beyond what a virtual loudspeaker would send there, <c>poses x drivers</c>.</summary>
    Complex[][] ExcessCrosstalk(Side ear, int bin)
    {
        Complex wanted = _pair is null ? Complex.Zero : _pair.ContralateralRatio(ear, bin);
        var excess = new Complex[_poseWeights.Length][];
        for (int pose = 0; pose < excess.Length; pose++)
        {
            ReadOnlySpan<Complex> ipsilateral = _ears.Row(TransferMatrix.Ear(pose, ear), bin), contralateral = _ears.Row(TransferMatrix.Ear(pose, ear.Opposite()), bin);
            excess[pose] = new Complex[ipsilateral.Length];
            for (int n = 0; n < ipsilateral.Length; n++) excess[pose][n] = contralateral[n] - wanted * ipsilateral[n];
        }
        return excess;
    }
}
