namespace Proscenium.Engine.Listening;

/// <summary>Contours of equal loudness of pure tones in free field (ISO 226:2003, equations 1 and 2, table 1).</summary>
static class EqualLoudness
{
    static readonly double[] _hertz = [20, 25, 31.5, 40, 50, 63, 80, 100, 125, 160, 200, 250, 315, 400, 500, 630, 800, 1000, 1250, 1600, 2000, 2500, 3150, 4000, 5000, 6300, 8000, 10000, 12500];

    static readonly double[] _exponents =
        [0.532, 0.506, 0.480, 0.455, 0.432, 0.409, 0.387, 0.367, 0.349, 0.330, 0.315, 0.301, 0.288, 0.276, 0.267, 0.259, 0.253, 0.250, 0.246, 0.244, 0.243, 0.243, 0.243, 0.242, 0.242, 0.245, 0.254, 0.271, 0.301];

    static readonly double[] _transfers =
        [-31.6, -27.2, -23.0, -19.1, -15.9, -13.0, -10.3, -8.1, -6.2, -4.5, -3.1, -2.0, -1.1, -0.4, 0.0, 0.3, 0.5, 0.0, -2.7, -4.1, -1.0, 1.7, 2.5, 1.2, -2.1, -7.1, -11.2, -10.7, -3.1];

    static readonly double[] _thresholds =
        [78.5, 68.7, 59.5, 51.1, 44.0, 37.5, 31.5, 26.5, 22.1, 17.9, 14.4, 11.4, 8.6, 6.2, 4.4, 3.0, 2.2, 2.4, 3.5, 1.7, -1.3, -4.2, -6.0, -5.4, -1.5, 6.0, 12.6, 13.9, 12.3];

    /// <summary>The sound pressure level of a tone that is as loud as one of 1 kHz, dB.</summary>
    /// <param name="hertz">Its frequency; beyond 20 Hz to 12.5 kHz that of the end.</param>
    /// <param name="phon">The loudness level, 20 to 90 phon.</param>
    public static double Level(double hertz, double phon)
    {
        int after = Array.FindIndex(_hertz, tabled => tabled >= hertz);
        if (after <= 0) return Tabled(after < 0 ? _hertz.Length - 1 : 0, phon);
        double share = Math.Log(hertz / _hertz[after - 1]) / Math.Log(_hertz[after] / _hertz[after - 1]);
        return (1 - share) * Tabled(after - 1, phon) + share * Tabled(after, phon);
    }

    static double Tabled(int i, double phon)
    {
        double sum = 4.47e-3 * (Math.Pow(10, 0.025 * phon) - 1.15) + Math.Pow(0.4 * Math.Pow(10, (_thresholds[i] + _transfers[i]) / 10 - 9), _exponents[i]);
        return 10 / _exponents[i] * Math.Log10(sum) - _transfers[i] + 94;
    }
}
