using System.Numerics;
using Proscenium.Heads;
using Proscenium.Judging.Levels;
using Proscenium.Mathematics;
using Proscenium.Plants;

namespace Proscenium.Judging.FreeField;

/// <summary>How far a running plan holds down the excess crosstalk: what reaches the contralateral ear and should not.</summary>
static class Cancellation
{
    /// <summary>A ratio is counted up to here: deeper nulls are heard no better.</summary>
    public const double DeepestDb = 60;

    /// <summary>
    /// Power at the ipsilateral ear in the first pose over the weighted mean power of the excess crosstalk at the contralateral ears of all poses,
    /// in dB by bin. Where the contralateral ear should hear nothing, it is the crosstalk cancellation.
    /// </summary>
    /// <param name="measured">The plan as it runs.</param>
    /// <param name="ears">Plant at the ears, points: pose 0 left, pose 0 right, pose 1 left ...</param>
    /// <param name="input">The input.</param>
    /// <param name="side">The side of its ipsilateral ear.</param>
    /// <param name="poses">Poses of the plant; their weights sum to 1.</param>
    /// <param name="uncertainty">Variance of each driver's relative error, which adds to the mean power at the contralateral ear; 0: perfect drivers.</param>
    /// <param name="contralateralRatio">What the contralateral ear should hear, over what the ipsilateral ear of the same pose hears, by bin; 0: nothing.</param>
    public static double[] Curve(MeasuredPlan measured, TransferMatrix ears, int input, Side side, IReadOnlyList<WeightedPose> poses, double uncertainty, Func<int, Complex> contralateralRatio)
    {
        double[] aim = new double[measured.Grid.BinCount], excess = new double[measured.Grid.BinCount];
        for (int pose = 0; pose < poses.Count; pose++)
        {
            Complex[] ipsilateral = measured.Point(input, ears, TransferMatrix.Ear(pose, side)), contralateral = measured.Point(input, ears, TransferMatrix.Ear(pose, side.Opposite()));
            for (int bin = 0; bin < excess.Length; bin++)
            {
                if (pose == 0) aim[bin] = ipsilateral[bin].MagnitudeSquared();
                Complex wanted = contralateralRatio(bin);
                excess[bin] += poses[pose].Weight * ((contralateral[bin] - wanted * ipsilateral[bin]).MagnitudeSquared() + (uncertainty == 0 ? 0 : uncertainty * Spread(measured, ears, input, side, pose, bin, wanted)));
            }
        }
        return [.. aim.Zip(excess, (a, e) => Math.Min(DeepestDb, Band.Decibels(a) - Band.Decibels(e)))];
    }

    /// <summary>Power of the excess crosstalk that each driver causes by itself, summed over the drivers.</summary>
    static double Spread(MeasuredPlan measured, TransferMatrix ears, int input, Side side, int pose, int bin, Complex wanted)
    {
        ReadOnlySpan<Complex> ipsilateral = ears.Row(TransferMatrix.Ear(pose, side), bin), contralateral = ears.Row(TransferMatrix.Ear(pose, side.Opposite()), bin);
        double sum = 0;
        for (int driver = 0; driver < ipsilateral.Length; driver++) sum += ((contralateral[driver] - wanted * ipsilateral[driver]) * measured.Driver(input, driver)[bin]).MagnitudeSquared();
        return sum;
    }
}
