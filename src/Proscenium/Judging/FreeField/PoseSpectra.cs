using Proscenium.Acoustics;
using Proscenium.Heads;
using Proscenium.Judging.Hearing;
using Proscenium.Judging.Levels;

namespace Proscenium.Judging.FreeField;

/// <summary>What reaches the ears in one pose of the head.</summary>
/// <param name="Pose">Where the head is.</param>
/// <param name="LeftDb">Separation of the left input, ERB-weighted mean from 300 Hz to 8 kHz, in dB.</param>
/// <param name="RightDb">That of the right input.</param>
/// <param name="MidrangeDb">Mean separation of both sides from 300 Hz to 4.5 kHz, in dB.</param>
/// <param name="Left">The left input at both ears.</param>
/// <param name="Right">The right input at both ears.</param>
sealed record PoseSpectra(HeadPose Pose, double LeftDb, double RightDb, double MidrangeDb, EarSpectra Left, EarSpectra Right)
{
    /// <summary>Measures one pose; the seat is pose 0.</summary>
    public static PoseSpectra Measure(MeasuredPlan measured, FreeFieldSetup setup, int pose) => new(setup.Poses[pose],
        Separation.Mean(measured, setup.Ears, pose, Side.Left), Separation.Mean(measured, setup.Ears, pose, Side.Right), Midrange(measured, setup, pose), measured.AtEars((int)Side.Left, setup.Ears, pose), measured.AtEars((int)Side.Right, setup.Ears, pose));

    /// <summary>Mean separation of both sides, in dB.</summary>
    public double SeparationDb => (LeftDb + RightDb) / 2;

    /// <summary>The pose in words.</summary>
    public string Name => Pose.Words;

    /// <summary>Separation of one input in a band, in dB.</summary>
    public double SeparationIn(Band band, Side side, FrequencyGrid grid) => side == Side.Left ? Left.LevelDifferenceDb(band, grid) : -Right.LevelDifferenceDb(band, grid);

    static double Midrange(MeasuredPlan measured, FreeFieldSetup setup, int pose) =>
        (Separation.Mean(measured, setup.Ears, pose, Side.Left, Separation.MidrangeMaxHz) + Separation.Mean(measured, setup.Ears, pose, Side.Right, Separation.MidrangeMaxHz)) / 2;
}
