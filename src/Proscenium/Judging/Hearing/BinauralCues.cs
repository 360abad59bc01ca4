using System.Numerics;
using Proscenium.Judging.Levels;
using Proscenium.Mathematics;

namespace Proscenium.Judging.Hearing;

/// <summary>What one band of hearing tells of a sound's direction: its output at both ears, compared over the first wavefront.</summary>
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
    const double MinHz = 200, MaxHz = 8000, LargestLevelDb = 60;

    /// <summary>What rings before the first wavefront is looked at too, in seconds: as much as a filter's modelling delay.</summary>
    const double LeadSeconds = 0.01;

    /// <summary>All bands, one ERB apart from 200 Hz to 8 kHz.</summary>
    public static BinauralCues[] All(EarResponses ears)
    {
        double onset = FirstWavefront.OnsetSeconds(ears);
        int from = Math.Max(0, (int)((onset - LeadSeconds) * ears.SampleRate));
        EarResponses about = ears with { Left = ears.Left[from..], Right = ears.Right[from..] };
        double[] weight = FirstWavefront.Weights(onset - (double)from / ears.SampleRate, ears.SampleRate);
        Complex[] left = new Complex[weight.Length], right = new Complex[weight.Length];
        return [.. Gammatone.Bank(MinHz, MaxHz, ears.SampleRate).Select(band =>
        {
            band.Apply(about.Left, left);
            band.Apply(about.Right, right);
            return Between(band.CentreHz, left, right, weight, ears.SampleRate);
        })];
    }

    static BinauralCues Between(double centreHz, Complex[] left, Complex[] right, double[] weight, double sampleRate)
    {
        (double leftEnergy, double rightEnergy, Complex cross) = (0, 0, Complex.Zero);
        for (int n = 0; n < weight.Length; n++)
        {
            leftEnergy += weight[n] * left[n].MagnitudeSquared();
            rightEnergy += weight[n] * right[n].MagnitudeSquared();
            cross += weight[n] * (left[n] * Complex.Conjugate(right[n]));
        }
        double root = Math.Sqrt(leftEnergy) * Math.Sqrt(rightEnergy);
        return new(centreHz, (leftEnergy + rightEnergy) / ErbScale.Bandwidth(centreHz), root > 0 ? cross / root : Complex.Zero,
            Math.Clamp(Band.Decibels(leftEnergy) - Band.Decibels(rightEnergy), -LargestLevelDb, LargestLevelDb), EnvelopeDelay.Of(left, right, weight, sampleRate));
    }
}
