using System.Numerics;
using Proscenium.Heads;
using Proscenium.Judging.Levels;
using Proscenium.Mathematics;
using Proscenium.Plants;

namespace Proscenium.Judging.FreeField;

/// <summary>How well a running plan keeps from the far ear what is not due there.</summary>
public static class Cancellation
{
    /// <summary>A ratio is counted up to here: deeper nulls are heard no better.</summary>
    const double DeepestDb = 60;

    /// <summary>
    /// Power at the near ear in the first pose over the weighted mean power at the far ears of all poses beyond their due, in dB by bin.
    /// With nothing due it is the cancellation.
    /// </summary>
    /// <param name="measured">The plan as it runs.</param>
    /// <param name="ears">Plant at the ears, points: pose 0 left, pose 0 right, pose 1 left ...</param>
    /// <param name="input">The input.</param>
    /// <param name="side">The side of its near ear.</param>
    /// <param name="poseWeights">One per pose, summing to 1.</param>
    /// <param name="uncertainty">Variance of each driver's relative error, which adds what it sends to the far ear in the mean; 0: perfect drivers.</param>
    /// <param name="contralateralRatio">What is due at the far ear for what the near ear of the same pose gets, by bin; 0: nothing.</param>
    public static double[] Curve(MeasuredPlan measured, TransferMatrix ears, int input, Side side, IReadOnlyList<double> poseWeights, double uncertainty, Func<int, Complex> contralateralRatio)
    {
        double[] bright = new double[measured.Grid.BinCount], undue = new double[measured.Grid.BinCount];
        for (int pose = 0; pose < poseWeights.Count; pose++)
        {
            Complex[] near = measured.Point(input, ears, 2 * pose + (int)side), far = measured.Point(input, ears, 2 * pose + 1 - (int)side);
            for (int bin = 0; bin < undue.Length; bin++)
            {
                if (pose == 0) bright[bin] = near[bin].MagnitudeSquared();
                Complex due = contralateralRatio(bin);
                undue[bin] += poseWeights[pose] * ((far[bin] - due * near[bin]).MagnitudeSquared() + (uncertainty == 0 ? 0 : uncertainty * Spread(measured, ears, input, side, pose, bin, due)));
            }
        }
        return [.. bright.Zip(undue, (b, u) => Math.Min(DeepestDb, Band.Decibels(b) - Band.Decibels(u)))];
    }

    /// <summary>Sum over the drivers of what each by itself sends to the far ear beyond its due, in power.</summary>
    static double Spread(MeasuredPlan measured, TransferMatrix ears, int input, Side side, int pose, int bin, Complex due)
    {
        ReadOnlySpan<Complex> near = ears.Row(2 * pose + (int)side, bin), far = ears.Row(2 * pose + 1 - (int)side, bin);
        double sum = 0;
        for (int driver = 0; driver < near.Length; driver++) sum += ((far[driver] - due * near[driver]) * measured.Driver(input, driver)[bin]).MagnitudeSquared();
        return sum;
    }
}
