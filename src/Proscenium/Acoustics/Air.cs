namespace Proscenium.Acoustics;

/// <summary>The medium.</summary>
static class Air
{
    /// <summary>Speed of sound at 20 degrees Celsius, in m/s.</summary>
    public const double SpeedOfSound = 343;

    /// <summary>Wave number 2 pi f / c in rad/m.</summary>
    public static double WaveNumber(double frequency) => 2 * Math.PI * frequency / SpeedOfSound;
}
