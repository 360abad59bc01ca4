namespace Proscenium.Measuring.Sweeps;

/// <summary>Something that is measured: a driver, or an input of a plan.</summary>
/// <param name="Name">Its name.</param>
/// <param name="LowHz">From here on it plays at full level; below, ever softer, so that a small driver is spared.</param>
sealed record SweepSource(string Name, double LowHz)
{
    const double SlopePowers = 2, LeastLevel = 0.02; // 12 dB an octave, to -34 dB

    /// <summary>Its amplitude at a frequency in Hz.</summary>
    public double Level(double frequency) => frequency >= LowHz / 2 ? 1 : Math.Max(LeastLevel, Math.Pow(frequency / (LowHz / 2), SlopePowers));
}
