using System.Numerics;
using Proscenium.Judging.Levels;
using Proscenium.Mathematics;

namespace Proscenium.Judging.Hearing;

/// <summary>What one band of hearing tells of a sound's direction: its output at both ears, compared over what the material lets count (<see cref="Material"/>).</summary>
/// <param name="CentreHz">Middle of the band.</param>
/// <param name="Power">Energy at both ears over the bandwidth in Hz.</param>
/// <param name="Coherence">
/// Left times conjugate right over the root of the product of the energies: its angle is the interaural phase difference, + = left ear
/// first, its magnitude the interaural coherence; 0 where an ear gets nothing.
/// </param>
/// <param name="LevelDifferenceDb">Left over right, within +-60 dB.</param>
/// <param name="EnvelopeSeconds">By how much the envelope is later at the right ear.</param>
readonly record struct BinauralCues(double CentreHz, double Power, Complex Coherence, double LevelDifferenceDb, double EnvelopeSeconds)
{
    const double LargestLevelDb = 60;

    /// <summary>All bands.</summary>
    public static BinauralCues[] All(EarResponses ears, Material material = Material.Onset) => BandSignals.Each(ears, material, Of);

    static BinauralCues Of(BandSignals band)
    {
        (double leftEnergy, double rightEnergy, Complex cross) = (0, 0, Complex.Zero);
        for (int n = 0; n < band.Weight.Length; n++)
        {
            leftEnergy += band.Weight[n] * band.Left[n].MagnitudeSquared();
            rightEnergy += band.Weight[n] * band.Right[n].MagnitudeSquared();
            cross += band.Weight[n] * (band.Left[n] * Complex.Conjugate(band.Right[n]));
        }
        double root = Math.Sqrt(leftEnergy) * Math.Sqrt(rightEnergy);
        return new(band.CentreHz, (leftEnergy + rightEnergy) / ErbScale.Bandwidth(band.CentreHz), root > 0 ? cross / root : Complex.Zero,
            Math.Clamp(Band.Decibels(leftEnergy) - Band.Decibels(rightEnergy), -LargestLevelDb, LargestLevelDb), EnvelopeDelay.Of(band));
    }
}
