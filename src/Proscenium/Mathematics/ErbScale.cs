namespace Proscenium.Mathematics;

/// <summary>Equivalent rectangular bandwidths of hearing: Glasberg and Moore, Hearing Research 47, 1990, eq. 3 and 4.</summary>
static class ErbScale
{
    /// <summary>Bandwidth in Hz of the auditory filter at a frequency in Hz.</summary>
    public static double Bandwidth(double frequency) => 24.7 * (4.37e-3 * frequency + 1);

    /// <summary>Number of bandwidths below a frequency in Hz.</summary>
    public static double Rate(double frequency) => 21.4 * Math.Log10(4.37e-3 * frequency + 1);

    /// <summary>The frequency in Hz with so many bandwidths below it.</summary>
    public static double Frequency(double rate) => (Math.Pow(10, rate / 21.4) - 1) / 4.37e-3;
}
