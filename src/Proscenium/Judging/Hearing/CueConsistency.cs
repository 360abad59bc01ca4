namespace Proscenium.Judging.Hearing;

/// <summary>
/// A second model of hearing: which places could give its time and level differences together, and how many they are. Times and levels are divided by the
/// largest that true sources give. The distance of a pair of differences from a place's is a quasi-norm with an exponent below 1, which is small where
/// one of both fits: where they contradict each other, two places are likely, and the entropy of the probability tells the uncertainty.
/// </summary>
/// <remarks>
/// After De Sena, Cvetkovic, Hacihabiboglu, Moonen and van Waterschoot, Localization uncertainty in time-amplitude stereophonic reproduction, IEEE/ACM Transactions on Audio,
/// Speech, and Language Processing 28, 2020: cues are compared with those of true sources by a distance that replicates the uncertainty of inconsistent ones. The form of the
/// distance, its exponent and scale are ours.
/// It shares the bands and the law of the first wavefront with <see cref="Localisation"/>; cues, their likelihood and the way to a place are others.
/// </remarks>
static class CueConsistency
{
    /// <summary>The distance at which a place is by a factor of e less likely, of a largest difference.</summary>
    const double Scale = 0.2;

    /// <summary>Localises a source. Silence is heard at 0 degrees.</summary>
    /// <param name="ears">Impulse responses, as long as each other.</param>
    /// <param name="template">The listener's own head, at the responses' sample rate.</param>
    /// <param name="material">What is played.</param>
    public static HeardPlace Of(EarResponses ears, LocalisationTemplate template, Material material)
    {
        ConsistencyTemplate known = template.Consistency;
        double[] probability = Probability(ConsistencyCues.All(ears, material), known);
        return new(Middle(probability), Uncertainty.OfEntropy(Entropy(probability), known.LeastNats));
    }

    /// <summary>How likely the places are, degree by degree from -90 to 90; they sum to 1.</summary>
    /// <param name="heard">The cues of all bands.</param>
    /// <param name="template">Those of true sources.</param>
    public static double[] Probability(ConsistencyCues[] heard, ConsistencyTemplate template)
    {
        double[] sum = new double[1 + (int)(2 * LocalisationTemplate.WidestDegrees)];
        double[] powers = [.. heard.Select((cues, band) => cues.Power / template.InFront[band])];
        double[] shares = Audibility.Shares(powers);
        for (int band = 0; band < heard.Length; band++)
        {
            double[] likelihood = [.. Enumerable.Range(0, sum.Length).Select(i => Math.Exp(-Distance(heard[band], i - LocalisationTemplate.WidestDegrees, band, template) / Scale))];
            double share = shares[band] / likelihood.Sum();
            for (int i = 0; i < sum.Length; i++) sum[i] += share * likelihood[i];
        }
        double total = sum.Sum();
        return total > 0 ? [.. sum.Select(value => value / total)] : [.. sum.Select(_ => 1.0 / sum.Length)];
    }

    /// <summary>How much is not known of a place, in nats: Shannon, A mathematical theory of communication, 1948. That of n places that are equally likely is ln n.</summary>
    public static double Entropy(double[] probability) => -probability.Sum(p => p > 0 ? p * Math.Log(p) : 0);

    /// <summary>With an exponent of one half: (sqrt x + sqrt y)^2. A level difference beyond all true ones is taken for the largest.</summary>
    static double Distance(ConsistencyCues heard, double azimuthDegrees, int band, ConsistencyTemplate template)
    {
        (ConsistencyCues there, (double seconds, double decibels)) = (template.At(azimuthDegrees, band), template.Largest[band]);
        double time = Math.Abs(heard.DelaySeconds - there.DelaySeconds) / seconds, level = Math.Abs(Math.Clamp(heard.LevelDb, -decibels, decibels) - there.LevelDb) / decibels;
        return time + level + 2 * Math.Sqrt(time * level);
    }

    /// <summary>The median.</summary>
    static double Middle(double[] probability)
    {
        (double below, int i) = (0, 0);
        while (below + probability[i] < 0.5) below += probability[i++];
        return i - 0.5 + (0.5 - below) / probability[i] - LocalisationTemplate.WidestDegrees;
    }
}
