using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Heads;
using Proscenium.Judging.Hearing;
using Proscenium.Judging.Levels;
using Proscenium.Mathematics;
using Proscenium.Plants;

namespace Proscenium.Judging.FreeField;

/// <summary>What left and right of a running plan give a head that is somewhere.</summary>
/// <param name="LeftDb">Cancellation of the left input: power at the ipsilateral ear over that of the excess crosstalk at the contralateral one, ERB-weighted mean from 300 Hz to 8 kHz, in dB.</param>
/// <param name="RightDb">That of the right input.</param>
/// <param name="Left">The left input at both ears.</param>
/// <param name="Right">The right input at both ears.</param>
sealed record FrontPair(double LeftDb, double RightDb, EarSpectra Left, EarSpectra Right)
{
    /// <summary>Listens in the first pose of a plant.</summary>
    /// <param name="measured">The plan as it runs.</param>
    /// <param name="ears">Plant at the ears.</param>
    /// <param name="contralateralRatio">What the contralateral ear should hear of an input, over what the ipsilateral ear hears, by side and bin; 0: nothing.</param>
    public static FrontPair Of(MeasuredPlan measured, TransferMatrix ears, Func<Side, int, Complex> contralateralRatio)
    {
        double Mean(Side side)
        {
            double[] curve = Cancellation.Curve(measured, ears, (int)side, side, [HeadPose.Seat], 0, bin => contralateralRatio(side, bin));
            return OverBands(measured.Grid, bin => curve[bin]);
        }
        return new(Mean(Side.Left), Mean(Side.Right), measured.AtEars((int)Side.Left, ears, 0), measured.AtEars((int)Side.Right, ears, 0));
    }

    /// <summary>How much louder both sides are at their ipsilateral ears than another pair is, dB.</summary>
    public double LevelDb(FrontPair other, FrequencyGrid grid)
    {
        double Over(Complex[] here, Complex[] there) => OverBands(grid, bin => Band.Decibels(here[bin].MagnitudeSquared()) - Band.Decibels(there[bin].MagnitudeSquared()));
        return (Over(Left.Left, other.Left.Left) + Over(Right.Right, other.Right.Right)) / 2;
    }

    static double OverBands(FrequencyGrid grid, Func<int, double> decibels) => Band.ErbWeightedMean(grid, Separation.MinHz, Math.Min(Separation.MaxHz, 0.4 * grid.SampleRate), decibels);

    /// <summary>Mean cancellation of both sides, dB.</summary>
    public double MeanDb => (LeftDb + RightDb) / 2;

    /// <summary>Cancellation of the worse side, dB.</summary>
    public double WorseDb => Math.Min(LeftDb, RightDb);
}
