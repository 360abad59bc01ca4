using System.Numerics;
using Proscenium.Heads;
using Proscenium.Mathematics;
using Proscenium.Plants;
using Proscenium.Steering;

namespace Proscenium.Design;

/// <summary>
/// Lets one ear hear an input as from the plain reference driver, and the other ear what it should: nothing, or what a virtual
/// loudspeaker would send there. Both ears are prescribed in one solve. Aim and bright row: the near ear at the first pose; dark rows:
/// what reaches the far ear at every pose beyond its due, x_k - V c_k. The target refers to the weighted mean dark power over the poses.
/// </summary>
public sealed class CrosstalkCanceller
{
    /// <summary>
    /// How much more is asked of a virtual loudspeaker, in dB: the far ear's own sound lies some 6 dB below the near ear's, and what is wrong
    /// there counts against it.
    /// </summary>
    public const double VirtualPairDb = 6;

    /// <summary>Where effort stays this far below its limit, nothing bends the weights, and the plan is what was asked.</summary>
    const double ClearanceDb = 2;

    readonly DesignRequest _request;
    readonly TransferMatrix _ears;
    readonly VirtualPair? _pair;
    readonly IReadOnlyList<double> _poseWeights;

    /// <summary>Prepares a canceller.</summary>
    /// <param name="request">Device, target, limit, weights of the poses and tolerance.</param>
    /// <param name="ears">Plant at the ears, points: pose 0 left, pose 0 right, pose 1 left ...; pose 0 is the seat.</param>
    /// <param name="pair">What the far ears should hear; null: nothing.</param>
    public CrosstalkCanceller(DesignRequest request, TransferMatrix ears, VirtualPair? pair = null) =>
        (_request, _ears, _pair, _poseWeights) = (request, ears, pair, request.WeightsOfPoses);

    /// <summary>Weights that serve one ear.</summary>
    /// <param name="ear">The near ear.</param>
    /// <param name="window">What the filters' length leaves of weights over frequency.</param>
    public SteeredWeights For(Side ear, FilterWindow window)
    {
        SteeredWeights steered = SteeredWeights.Solve(_ears.Grid, _ears.Drivers, bin => Problem(ear, bin, AskedDb(_ears.Grid.Frequency(bin))));
        double[] asked = [.. steered.AskedDb], planned = [.. asked];
        bool[] bound = [.. steered.EffortDb.Select((effort, bin) => effort > 10 * Math.Log10(_request.GainLimit.PowerAt(_ears.Grid.Frequency(bin))) - ClearanceDb)];
        for (int pass = 0; pass < FilterWindow.Passes; pass++)
        {
            Complex[][] realisable = window.Apply(steered.Weights);
            double[] left = [.. planned.Select((ratio, bin) => bound[bin] ? Math.Min(ratio, RatioDb(ear, bin, realisable[bin])) : ratio)];
            int[] bent = [.. Enumerable.Range(0, planned.Length).Where(bin => left[bin] < planned[bin])];
            planned = left;
            steered.Solve(bent, bin => Problem(ear, bin, left[bin]));
        }
        asked.CopyTo(steered.AskedDb, 0);
        return steered;
    }

    double RatioDb(Side ear, int bin, Complex[] weights) => 10 * Math.Log10(NullSteering.PowerRatio(Problem(ear, bin, 0), weights));

    /// <summary>The problem at one bin, for a ratio in dB; 0 dB or less asks for nothing.</summary>
    SteeringProblem Problem(Side ear, int bin, double askedDb)
    {
        int reference = _request.Device.ReferenceDriver(ear);
        double frequency = _ears.Grid.Frequency(bin);
        Complex[] aim = _ears.Row((int)ear, bin).ToArray();
        Complex[][] dark = [.. _poseWeights.Select((_, pose) => ExcessCrosstalk(ear, pose, bin))];
        double untreatedDark = (1 + _request.DriverUncertainty) * dark.Select((row, pose) => _poseWeights[pose] * ComplexPower.Of(row[reference])).Sum();
        return new()
        {
            Aim = aim,
            Wanted = aim[reference],
            Dark = dark,
            DarkWeights = [.. _poseWeights],
            Effort = _request.Form == FilterForm.Rtf ? BandWeights.LedBy(reference, _request.Device.Drivers, frequency) : BandWeights.At(_request.Device.Drivers, frequency),
            AskedRatio = Math.Max(askedDb > 0 ? Math.Pow(10, askedDb / 10) : 0, ComplexPower.Of(aim[reference]) / untreatedDark),
            EffortLimit = _request.GainLimit.PowerAt(frequency),
            Uncertainty = _request.DriverUncertainty,
        };
    }

    double AskedDb(double frequency)
    {
        double target = _request.Target.At(frequency);
        return _pair is null ? target : target + VirtualPairDb * Math.Min(1, target / VirtualPairDb);
    }

    /// <summary>What each driver sends to the far ear beyond its due.</summary>
    Complex[] ExcessCrosstalk(Side ear, int pose, int bin)
    {
        ReadOnlySpan<Complex> near = _ears.Row(2 * pose + (int)ear, bin), far = _ears.Row(2 * pose + 1 - (int)ear, bin);
        Complex due = _pair is null ? Complex.Zero : _pair.ContralateralRatio(ear, bin);
        var undue = new Complex[near.Length];
        for (int n = 0; n < undue.Length; n++) undue[n] = far[n] - due * near[n];
        return undue;
    }
}
