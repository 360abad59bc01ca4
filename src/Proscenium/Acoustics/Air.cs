namespace Proscenium.Acoustics;

/// <summary>The medium.</summary>
static class Air
{
    /// <summary>Speed of sound at 20 degrees Celsius, in m/s.</summary>
    public const double SpeedOfSound = 343;

    /// <summary>Density, kg/m^3.</summary>
    public const double Density = 1.2;

    /// <summary>The root mean square pressure of 0 dB, Pa.</summary>
    public const double ReferencePressure = 2e-5;

    /// <summary>Wave number 2 pi f / c in rad/m.</summary>
    public static double WaveNumber(double frequency) => 2 * Math.PI * frequency / SpeedOfSound;
}
