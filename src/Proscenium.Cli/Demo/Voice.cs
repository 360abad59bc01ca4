namespace Proscenium.Cli.Demo;

/// <summary>A sung vowel.</summary>
enum Vowel
{
    A,
    E,
    I,
    O,
    U,
}

/// <summary>
/// A voice: harmonics of a glottal source, 12 dB down an octave, shaped by the vowel's formants (frequencies of men's vowels: Peterson
/// and Barney, JASA 24, 1952, table II), with vibrato. A sum of sines, so that nothing aliases.
/// </summary>
static class Voice
{
    const double VibratoHz = 5.4, VibratoCents = 28, MaxHz = 7000;

    static readonly (double Hertz, double Bandwidth)[][] _formants =
    [
        [(730, 90), (1090, 110), (2440, 160), (3400, 220), (4500, 300)],
        [(530, 80), (1840, 110), (2480, 160), (3400, 220), (4500, 300)],
        [(270, 60), (2290, 110), (3010, 170), (3600, 220), (4500, 300)],
        [(570, 80), (840, 100), (2410, 160), (3300, 220), (4500, 300)],
        [(300, 60), (870, 100), (2240, 160), (3300, 220), (4500, 300)],
    ];

    /// <summary>Adds a sung note to a channel.</summary>
    public static void Sing(float[] channel, int sampleRate, double start, double seconds, double frequency, Vowel vowel, double amplitude)
    {
        int first = (int)Math.Round(start * sampleRate), count = Math.Min((int)(seconds * sampleRate), channel.Length - first);
        int harmonics = (int)(Math.Min(MaxHz, 0.42 * sampleRate) / frequency);
        double[] weights = [.. Enumerable.Range(1, harmonics).Select(k => Formants(k * frequency, vowel) / (k * (1 + k * frequency / 2500)))];
        double scale = amplitude / Math.Sqrt(weights.Sum(w => w * w)), phase = 0;
        for (int n = 0; n < count; n++)
        {
            double t = (double)n / sampleRate;
            phase += frequency * Vibrato(t) / sampleRate;
            channel[first + n] += (float)(scale * Envelope(t, seconds) * Harmonics(2 * Math.PI * (phase - Math.Floor(phase)), weights));
        }
    }

    /// <summary>sum of weights[k-1] sin(k angle), by Chebyshev's recursion.</summary>
    static double Harmonics(double angle, double[] weights)
    {
        double twice = 2 * Math.Cos(angle), before = 0, here = Math.Sin(angle), sum = 0;
        foreach (double weight in weights)
        {
            sum += weight * here;
            (before, here) = (here, twice * here - before);
        }
        return sum;
    }

    /// <summary>Vibrato sets in after a quarter of a second.</summary>
    static double Vibrato(double t) =>
        Math.Pow(2, VibratoCents / 1200 * Math.Clamp((t - 0.25) / 0.3, 0, 1) * Math.Sin(2 * Math.PI * VibratoHz * t));

    static double Envelope(double t, double seconds)
    {
        double rise = Math.Clamp(t / 0.07, 0, 1), fall = Math.Clamp((seconds - t) / 0.09, 0, 1);
        return rise * rise * (3 - 2 * rise) * fall * fall * (3 - 2 * fall);
    }

    /// <summary>Magnitude of parallel resonances.</summary>
    static double Formants(double frequency, Vowel vowel)
    {
        double sum = 0.02, share = 1;
        foreach ((double hertz, double bandwidth) in _formants[(int)vowel])
        {
            double detuning = 2 * (frequency - hertz) / bandwidth;
            sum += share / Math.Sqrt(1 + detuning * detuning);
            share *= 0.75;
        }
        return sum;
    }
}
