namespace Proscenium.Judging.Hearing;

/// <summary>
/// Where a listener hears a source, by the impulse responses at the ears, with or without a room's. Only the front half plane is looked
/// at: what comes from behind is heard at its mirror image in front.
/// </summary>
/// <remarks>
/// Every band has a place of its own (<see cref="LocalisedBand"/>); the sound is heard at the mean of the middle half of the places (<see cref="MiddleHalf"/>).
/// Held against listeners in docs/hearing.md. Wierstorf, Raake and Spors, Binaural assessment of multichannel reproduction, 2013, take the median, which follows the low
/// bands where low and high ones disagree. The maximum of the bands' summed log-likelihoods (May, van de Par and Kohlrausch 2011) agrees with both in free field, but errs
/// twice as far under strong reflections. A second sound of about the same level within 2 ms puts the bands at odds; a large blur says that no place is to be trusted.
/// </remarks>
/// <param name="AzimuthDegrees">-90 to 90, + = left.</param>
/// <param name="BlurDegrees">How far the bands' places are from it, weighted mean.</param>
/// <param name="Coherence">Interaural coherence over the first wavefront, weighted mean of the bands, 0 to 1.</param>
readonly record struct Localisation(double AzimuthDegrees, double BlurDegrees, double Coherence)
{
    /// <summary>What each band says by itself; empty where nothing was measured.</summary>
    public IReadOnlyList<LocalisedBand> Bands { get; init; } = [];

    /// <summary>Two of three answers of listeners lie so near.</summary>
    public double UncertaintyDegrees => Uncertainty.OfBlur(BlurDegrees);

    /// <summary>The place and how certain it is.</summary>
    public HeardPlace Place => new(AzimuthDegrees, UncertaintyDegrees);

    /// <summary>Localises a source. Silence is heard at 0 degrees with a blur of 90.</summary>
    /// <param name="ears">Impulse responses, as long as each other.</param>
    /// <param name="template">The listener's own head, at the responses' sample rate.</param>
    /// <param name="material">What is played.</param>
    /// <exception cref="ArgumentException">Responses of different lengths, or of another rate than the template's.</exception>
    public static Localisation Of(EarResponses ears, LocalisationTemplate template, Material material = Material.Onset)
    {
        if (ears.Left.Length != ears.Right.Length) throw new ArgumentException("The responses at both ears are as long as each other.");
        if (ears.SampleRate != template.SampleRate) throw new ArgumentException($"The responses have {ears.SampleRate} samples per second, the template {template.SampleRate}.");
        return Of(BinauralCues.All(ears, material), template, Acuity.Human);
    }

    /// <summary>Localises a source by its cues.</summary>
    /// <param name="cues">Of all bands.</param>
    /// <param name="template">The listener's own head.</param>
    /// <param name="acuity">How finely they are told apart.</param>
    public static Localisation Of(BinauralCues[] cues, LocalisationTemplate template, Acuity acuity)
    {
        LocalisedBand[] bands = LocalisedBand.All(cues, template, acuity);
        double total = bands.Sum(band => band.Weight);
        if (!(total > 0)) return new(0, LocalisationTemplate.WidestDegrees, 0);
        double heard = MiddleHalf.Mean(bands.Select(band => (band.AzimuthDegrees, band.Weight)));
        return new(heard, bands.Sum(band => band.Weight * Math.Abs(band.AzimuthDegrees - heard)) / total, bands.Sum(band => band.Weight * band.Cues.Coherence.Magnitude) / total) { Bands = bands };
    }
}
