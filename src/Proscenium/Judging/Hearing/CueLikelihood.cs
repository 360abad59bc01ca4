using System.Numerics;
using Proscenium.Mathematics;

namespace Proscenium.Judging.Hearing;

/// <summary>
/// How well what a band tells fits a direction: the logarithms of the likelihoods of time and level, summed. Each is a normal distribution
/// over a floor, so that a cue that fits nowhere says nothing instead of forbidding what the other says.
/// </summary>
/// <remarks>
/// Time is that of the fine structure up to 1.4 kHz, where the ear no longer follows it, and that of the envelope, which says less, above.
/// Cues count where the signals at the ears are coherent (Faller and Merimaa, Source localization in complex listening situations, JASA 116,
/// 2004; Dietz, Ewert and Hohmann, Auditory model based direction estimation, Speech Communication 53, 2011): the less they are, the more
/// the cues scatter, and the wider their distributions become.
/// </remarks>
static class CueLikelihood
{
    /// <summary>How often a cue is taken to say nothing.</summary>
    const double Floor = 0.05;

    const double FineStructureHz = 1400, DominantHz = 600;

    const double DecibelsPerNeper = 4.342944819032518; // of power: 10 / ln 10

    /// <summary>The logarithm of the likelihood of cues that are heard, where others are expected.</summary>
    public static double Log(BinauralCues heard, BinauralCues expected, Acuity acuity) => Level(heard, expected, acuity.LevelDb)
        + (heard.CentreHz <= FineStructureHz ? Dominance(heard.CentreHz) * FineStructure(heard, expected, acuity.TimeSeconds) : Envelope(heard, expected, acuity.EnvelopeSeconds));

    /// <summary>How much time counts beside level at a frequency in Hz: Raatgever, On the binaural processing of stimuli with different interaural phase relations, Delft 1980, eq. IV.1.</summary>
    static double Dominance(double frequency)
    {
        double off = (frequency - DominantHz) / (frequency < DominantHz ? DominantHz / 2 : DominantHz);
        return Math.Exp(-off * off);
    }

    static double FineStructure(BinauralCues heard, BinauralCues expected, double deviation)
    {
        double phase = (heard.Coherence * Complex.Conjugate(expected.Coherence)).Phase, perSecond = 2 * Math.PI * heard.CentreHz;
        return Likelihood(phase / perSecond, deviation, PhaseNoise(heard.Coherence) / perSecond);
    }

    static double Envelope(BinauralCues heard, BinauralCues expected, double deviation) =>
        Likelihood(heard.EnvelopeSeconds - expected.EnvelopeSeconds, deviation, PhaseNoise(heard.Coherence) / (2 * Math.PI * ErbScale.Bandwidth(heard.CentreHz)));

    static double Level(BinauralCues heard, BinauralCues expected, double deviation) =>
        Likelihood(heard.LevelDifferenceDb - expected.LevelDifferenceDb, deviation, DecibelsPerNeper * Math.Sqrt(2 * Incoherence(heard.Coherence)));

    static double Likelihood(double miss, double deviation, double noise) => Math.Log(Floor + (1 - Floor) * Math.Exp(-miss * miss / (2 * (deviation * deviation + noise * noise))));

    /// <summary>Standard deviation of the phase of one look at signals of a coherence, in radians: Carter, Coherence and time delay estimation, Proc. IEEE 75, 1987.</summary>
    static double PhaseNoise(Complex coherence) => Math.Sqrt(Incoherence(coherence) / (2 * (1 - Incoherence(coherence)) + 1e-12));

    /// <summary>What is left of 1 beside the squared coherence.</summary>
    static double Incoherence(Complex coherence) => Math.Max(0, 1 - coherence.MagnitudeSquared());
}
