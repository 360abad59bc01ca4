using System.Numerics;
using Proscenium.Heads;
using Proscenium.Judging.Levels;
using Proscenium.Mathematics;
using Proscenium.Plants;

namespace Proscenium.Judging.FreeField;

/// <summary>How much more of an input reaches the ear it is meant for than the other one.</summary>
static class Separation
{
    /// <summary>Where the mean is taken, and where a second one ends: above it the drivers that can cancel often give out.</summary>
    public const double MinHz = 300, MaxHz = 8000, MidrangeMaxHz = 4500;

    /// <summary>A ratio is counted up to here: deeper nulls are heard no better and would govern the mean.</summary>
    const double DeepestDb = 60;

    /// <summary>Ipsilateral over contralateral power in dB by bin, for the left input and the right one in turn.</summary>
    public static double[] Curve(MeasuredPlan measured, TransferMatrix ears, int pose, Side side)
    {
        Complex[] ipsilateral = measured.Point((int)side, ears, TransferMatrix.Ear(pose, side)), contralateral = measured.Point((int)side, ears, TransferMatrix.Ear(pose, side.Opposite()));
        return [.. ipsilateral.Zip(contralateral, (i, c) => Math.Min(DeepestDb, Band.Decibels(i.MagnitudeSquared()) - Band.Decibels(c.MagnitudeSquared())))];
    }

    /// <summary>ERB-weighted mean from 300 Hz to 8 kHz of both sides, in dB.</summary>
    public static double Mean(MeasuredPlan measured, TransferMatrix ears, int pose) => (Mean(measured, ears, pose, Side.Left) + Mean(measured, ears, pose, Side.Right)) / 2;

    /// <summary>The same of one side, or up to another frequency.</summary>
    public static double Mean(MeasuredPlan measured, TransferMatrix ears, int pose, Side side, double maxHz = MaxHz)
    {
        double[] curve = Curve(measured, ears, pose, side);
        return Band.ErbWeightedMean(measured.Grid, MinHz, maxHz, bin => curve[bin]);
    }
}
