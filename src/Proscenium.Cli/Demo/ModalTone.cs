using System.Numerics;

namespace Proscenium.Cli.Demo;

/// <summary>One partial of a struck or plucked sound.</summary>
/// <param name="Frequency">Hz.</param>
/// <param name="Amplitude">Relative to the tone.</param>
/// <param name="DecaySeconds">Time to fall by 60 dB.</param>
readonly record struct Partial(double Frequency, double Amplitude, double DecaySeconds);

/// <summary>
/// Struck and plucked instruments as sums of decaying partials (modal synthesis: Fletcher and Rossing, The Physics of Musical
/// Instruments, 2nd ed. 1998). No partial reaches half the sample rate, so nothing aliases at any rate.
/// </summary>
static class ModalTone
{
    const double AttackSeconds = 0.003;

    /// <summary>Adds a tone to a channel.</summary>
    public static void Play(float[] channel, int sampleRate, double start, double amplitude, IEnumerable<Partial> partials)
    {
        int first = (int)Math.Round(start * sampleRate), attack = (int)(AttackSeconds * sampleRate);
        foreach (Partial partial in partials)
        {
            if (partial.Frequency > 0.45 * sampleRate) continue;
            Complex turn = Complex.FromPolarCoordinates(Math.Pow(10, -3 / (partial.DecaySeconds * sampleRate)), 2 * Math.PI * partial.Frequency / sampleRate);
            Complex phasor = amplitude * partial.Amplitude;
            int last = Math.Min(channel.Length, first + (int)(1.3 * partial.DecaySeconds * sampleRate));
            for (int n = first; n < last; n++, phasor *= turn)
                channel[n] += (float)(phasor.Imaginary * Math.Min(1, (n - first + 1.0) / attack));
        }
    }

    /// <summary>A string plucked at a fifth of its length: partials k weigh sin(k pi / 5) / k and die faster the higher they are.</summary>
    public static IEnumerable<Partial> PluckedString(double frequency)
    {
        for (int k = 1; k <= 24; k++)
            yield return new(frequency * k * Math.Sqrt(1 + 2e-4 * k * k), Math.Sin(k * Math.PI / 5) / k, 1.9 / (1 + 0.12 * k));
    }

    /// <summary>An electric piano: a tine's fundamental and octave, and its short bell.</summary>
    public static IEnumerable<Partial> ElectricPiano(double frequency) =>
        [new(frequency, 1, 1.6), new(2 * frequency, 0.35, 1.0), new(3 * frequency, 0.12, 0.7), new(4 * frequency, 0.06, 0.5), new(7.1 * frequency, 0.10, 0.12), new(14.2 * frequency, 0.05, 0.06)];

    /// <summary>A drum skin: the first modes of a circular membrane.</summary>
    public static IEnumerable<Partial> Drum(double frequency) =>
        [new(frequency, 1, 0.35), new(1.59 * frequency, 0.5, 0.22), new(2.14 * frequency, 0.3, 0.16), new(2.65 * frequency, 0.2, 0.12), new(9 * frequency, 0.12, 0.03)];

    /// <summary>A rim shot: short, high wood.</summary>
    public static IEnumerable<Partial> Rim() => [new(830, 0.6, 0.06), new(1710, 1, 0.05), new(2680, 0.6, 0.04), new(4300, 0.4, 0.03)];
}
