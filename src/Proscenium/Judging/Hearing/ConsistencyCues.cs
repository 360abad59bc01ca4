using Proscenium.Judging.Levels;
using Proscenium.Mathematics;

namespace Proscenium.Judging.Hearing;

/// <summary>What one band tells the second model: how much later the nerve's signal is at the right ear, and how much louder it is at the left.</summary>
/// <param name="Power">Energy at both ears.</param>
/// <param name="DelaySeconds">+ = right later, within +-1 ms.</param>
/// <param name="LevelDb">Left over right, within +-60 dB.</param>
readonly record struct ConsistencyCues(double Power, double DelaySeconds, double LevelDb)
{
    const double LargestLevelDb = 60;

    /// <summary>All bands.</summary>
    public static ConsistencyCues[] All(EarResponses ears, Material material) => BandSignals.Each(ears, material, Of);

    static ConsistencyCues Of(BandSignals band)
    {
        (double left, double right) = (0, 0);
        for (int n = 0; n < band.Weight.Length; n++)
        {
            left += band.Weight[n] * band.Left[n].MagnitudeSquared();
            right += band.Weight[n] * band.Right[n].MagnitudeSquared();
        }
        return new(left + right, EnvelopeDelay.Between(band, (ear, step) => HairCell.Output(ear, band.SampleRate, step)), Math.Clamp(Band.Decibels(left) - Band.Decibels(right), -LargestLevelDb, LargestLevelDb));
    }
}
