namespace Proscenium.Steering;

/// <summary>
/// What the pinna does at the ipsilateral ear to a source at the side over one in front, which a sphere does not have: a resonance of the concha at 6 kHz that sources
/// at the side excite more, and a dip about 12.5 kHz. Both grow with the sine of the azimuth. Heads differ by some decibels above 8 kHz (docs/decisions/aim.md).
/// </summary>
static class PinnaGain
{
    const double ResonanceDb = 6, ResonanceHz = 6100, ResonanceOctaves = 0.27, DipDb = 6, DipHz = 12500, DipOctaves = 0.3;

    /// <summary>Linear gain.</summary>
    /// <param name="azimuthDegrees">Of the source, on either side.</param>
    /// <param name="frequency">Hz.</param>
    public static double At(double azimuthDegrees, double frequency) =>
        Math.Pow(10, Math.Abs(Math.Sin(azimuthDegrees * Math.PI / 180)) * (ResonanceDb * Bell(frequency, ResonanceHz, ResonanceOctaves) - DipDb * Bell(frequency, DipHz, DipOctaves)) / 20);

    static double Bell(double frequency, double centreHz, double octaves)
    {
        double away = Math.Log2(Math.Max(1, frequency) / centreHz) / octaves;
        return Math.Exp(-away * away / 2);
    }
}
