namespace Proscenium.Judging.Hearing;

/// <summary>
/// The law of the first wavefront: sounds that follow the first within some ms hardly move its image (Wallach, Newman and Rosenzweig,
/// The precedence effect in sound localization, Am. J. Psychol. 62, 1949; Litovsky, Colburn, Yost and Guzman, The precedence effect, JASA 106,
/// 1999). The weight of energy falls exponentially, so that what comes 5 ms later counts 10 dB less: so much stronger a reflection must
/// then be to be heard as loud as the first sound (Haas, The influence of a single echo on the audibility of speech, 1951).
/// </summary>
static class FirstWavefront
{
    /// <summary>Share of the highest magnitude that counts as arrival: a band-limited impulse rings before its peak with up to 0.22 of it.</summary>
    const double ArrivalShare = 0.24;

    const double LagSeconds = 0.005, LagDb = 10, OnsetLowestDb = 60, SustainedLowestDb = 10;

    /// <summary>When the first sound arrives at either ear, in seconds.</summary>
    public static double OnsetSeconds(EarResponses ears)
    {
        (double[] left, double[] right) = (ears.Left, ears.Right);
        double highest = 0;
        for (int n = 0; n < left.Length; n++) highest = Math.Max(highest, left[n] * left[n] + right[n] * right[n]);
        int first = 0;
        while (first < left.Length - 1 && left[first] * left[first] + right[first] * right[first] < ArrivalShare * ArrivalShare * highest) first++;
        return (double)first / ears.SampleRate;
    }

    /// <summary>
    /// What energy counts, by sample: 1 up to the onset in seconds, then less and less; for a sound that begins at once down to -60 dB, for a sustained one down to
    /// -10 dB and no further, to the end of the response.
    /// </summary>
    /// <param name="onsetSeconds">When the first sound arrives.</param>
    /// <param name="sampleRate">Samples per second.</param>
    /// <param name="material">What is played.</param>
    /// <param name="length">Samples of the response.</param>
    public static double[] Weights(double onsetSeconds, double sampleRate, Material material, int length)
    {
        double perSecond = LagDb / LagSeconds; // dB
        int onset = (int)((onsetSeconds + OnsetLowestDb / perSecond) * sampleRate);
        (double lowest, int count) = material == Material.Onset ? (OnsetLowestDb, onset) : (SustainedLowestDb, Math.Max(onset, length));
        return [.. Enumerable.Range(0, count).Select(n => Math.Pow(10, -Math.Min(lowest, perSecond * Math.Max(0, n / sampleRate - onsetSeconds)) / 10))];
    }
}
