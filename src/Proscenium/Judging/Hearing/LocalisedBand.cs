using Proscenium.Mathematics;

namespace Proscenium.Judging.Hearing;

/// <summary>Where one band by itself puts a sound: at the azimuth whose true source gives most nearly its cues.</summary>
/// <param name="Cues">What it tells.</param>
/// <param name="AzimuthDegrees">-90 to 90, + = left.</param>
/// <param name="Weight">
/// How much it counts: its loudness, for a sound that would have the same energy in all bands if it came from straight ahead, times the
/// share of <see cref="CueLikelihood"/>.
/// </param>
readonly record struct LocalisedBand(BinauralCues Cues, double AzimuthDegrees, double Weight)
{
    const double StepDegrees = 2.5, PrecisionDegrees = 1e-7;

    /// <summary>Loudness grows with this power of energy: Stevens, The measurement of loudness, JASA 27, 1955.</summary>
    const double LoudnessExponent = 0.3;

    /// <summary>All bands, the loudest with a loudness of 1; in silence none has a weight.</summary>
    internal static LocalisedBand[] All(BinauralCues[] heard, LocalisationTemplate template)
    {
        double[] powers = [.. heard.Select((cues, band) => cues.Power / template.At(0, band).Power)];
        double loudest = Math.Max(powers.Max(), double.Epsilon);
        return [.. heard.Select((cues, band) => new LocalisedBand(cues, Place(cues, band, template), Math.Pow(powers[band] / loudest, LoudnessExponent) * CueLikelihood.Share(cues.CentreHz)))];
    }

    static double Place(BinauralCues heard, int band, LocalisationTemplate template)
    {
        const double widest = LocalisationTemplate.WidestDegrees;
        BinauralCues believed = template.Believable(heard, band);
        return Math.Clamp(Peak.Highest(azimuth => CueLikelihood.Log(believed, template.At(azimuth, band)), -widest, widest, StepDegrees, PrecisionDegrees), -widest, widest);
    }
}
