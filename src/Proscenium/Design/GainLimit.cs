namespace Proscenium.Design;

/// <summary>
/// The cap on effort over frequency: 0 dB at 80 Hz, the full figure from 400 Hz on. Without the slope the weights would jump at the
/// lower band edge, where a decibel of ratio costs the whole limit.
/// </summary>
/// <param name="Decibels">The full figure, 0 to 40 dB.</param>
public readonly record struct GainLimit(double Decibels)
{
    /// <summary>The limit as a power ratio at a frequency in Hz.</summary>
    public double PowerAt(double frequency) => Math.Pow(10, Decibels / 10 * LogRamp.Rise(frequency, 80, 400));
}
