using Proscenium.Mathematics;

namespace Proscenium.Judging.Hearing;

/// <summary>Where one band by itself puts a sound: at the azimuth whose true source gives most nearly its cues.</summary>
/// <param name="Cues">What it tells.</param>
/// <param name="AzimuthDegrees">-90 to 90, + = left.</param>
/// <param name="Weight">
/// How much it counts, for a sound that would have the same energy in all bands if it came from straight ahead: 1 for all that are well audible and coherent, less for those far
/// below the loudest, and half where the ears have nothing in common: level is half of what a band tells, and stands where time does not.
/// </param>
readonly record struct LocalisedBand(BinauralCues Cues, double AzimuthDegrees, double Weight)
{
    const double StepDegrees = 1, PrecisionDegrees = 1e-7;

    /// <summary>All bands; in silence none has a weight.</summary>
    internal static LocalisedBand[] All(BinauralCues[] heard, LocalisationTemplate template, Acuity acuity)
    {
        double[] powers = [.. heard.Select((cues, band) => cues.Power / template.At(0, band).Power)];
        double[] shares = Audibility.Shares(powers);
        return [.. heard.Select((cues, band) => new LocalisedBand(cues, Place(cues, band, template, acuity), shares[band] * (1 + cues.Coherence.Magnitude) / 2))];
    }

    static double Place(BinauralCues heard, int band, LocalisationTemplate template, Acuity acuity)
    {
        const double widest = LocalisationTemplate.WidestDegrees;
        BinauralCues believed = template.Believable(heard, band);
        return Math.Clamp(Peak.Highest(azimuth => CueLikelihood.Log(believed, template.At(azimuth, band), acuity), -widest, widest, StepDegrees, PrecisionDegrees), -widest, widest);
    }
}
