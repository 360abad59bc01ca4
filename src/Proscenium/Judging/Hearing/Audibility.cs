namespace Proscenium.Judging.Hearing;

/// <summary>How much a band counts by its level: in full down to 25 dB below the loudest, below that by its power.</summary>
static class Audibility
{
    /// <summary>
    /// Bands count alike down to so much below the loudest: direction does not depend on level but near the threshold (Sabin, Macpherson and Middlebrooks, Human sound
    /// localization at near-threshold levels, Hearing Research 199, 2005).
    /// </summary>
    const double AudibleDb = 25;

    /// <summary>0 to 1 by band; in silence 0.</summary>
    /// <param name="powers">By band, for a sound that would have the same energy in all bands if it came from straight ahead.</param>
    public static double[] Shares(double[] powers)
    {
        double full = Math.Max(powers.Max() * Math.Pow(10, -AudibleDb / 10), double.Epsilon);
        return Array.ConvertAll(powers, power => Math.Min(1, power / full));
    }
}
