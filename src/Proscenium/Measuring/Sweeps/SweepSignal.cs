using Proscenium.Mathematics;

namespace Proscenium.Measuring.Sweeps;

/// <summary>
/// A synchronised exponential sine sweep (Novak, Lotton and Simon, JAES 63, 2015, eqs. 47 to 49): its frequency rises by a factor e in <see cref="RiseSeconds"/>, chosen so that
/// the harmonics that a loudspeaker adds are the same sweep some time earlier, with the right phase.
/// </summary>
/// <param name="SampleRate">Samples per second.</param>
/// <param name="LowHz">Where it begins.</param>
/// <param name="HighHz">Where it ends, below half the sample rate.</param>
/// <param name="RiseSeconds">The time in which the frequency rises by a factor e; a whole number of periods of <paramref name="LowHz"/>.</param>
sealed record SweepSignal(int SampleRate, double LowHz, double HighHz, double RiseSeconds)
{
    /// <summary>Shortest and longest sweep that measures, seconds.</summary>
    public const double LeastSeconds = 0.2, MostSeconds = 60;

    const double UsualLowHz = 20, UsualHighHz = 22000, HighestShare = 0.46, FadeInOctaves = 0.5, FadeOutOctaves = 1.0 / 12;

    /// <summary>Another program's sweep, as its sound holds it, with a peak of 1; null for the one of the formula.</summary>
    public double[]? Recorded { get; init; }

    /// <summary>Its length in seconds.</summary>
    public double Seconds => Recorded is { } samples ? (double)samples.Length / SampleRate : RiseSeconds * Math.Log(HighHz / LowHz);

    /// <summary>Its length in samples.</summary>
    public int Frames => Recorded?.Length ?? (int)Math.Ceiling(Seconds * SampleRate);

    /// <summary>Where it begins to fade out.</summary>
    public double FadingHz => HighHz * Math.Pow(2, -FadeOutOctaves);

    /// <summary>The sweep over the whole range of hearing that is closest to a length.</summary>
    /// <param name="sampleRate">Samples per second.</param>
    /// <param name="seconds">The length.</param>
    public static SweepSignal Usual(int sampleRate, double seconds)
    {
        double high = Math.Min(UsualHighHz, HighestShare * sampleRate);
        return new(sampleRate, UsualLowHz, high, Math.Max(1, Math.Round(UsualLowHz * seconds / Math.Log(high / UsualLowHz))) / UsualLowHz);
    }

    /// <summary>How much earlier than the response itself that of a harmonic appears.</summary>
    /// <param name="order">1 is the fundamental.</param>
    public double LeadSeconds(int order) => RiseSeconds * Math.Log(order);

    /// <summary>The samples, of amplitude 1 within a band and softer beside it.</summary>
    /// <param name="level">The amplitude at a frequency in Hz.</param>
    public double[] Samples(Func<double, double> level)
    {
        double[] samples = new double[Frames];
        for (int n = 0; n < samples.Length; n++)
        {
            double rise = Math.Exp(n / (SampleRate * RiseSeconds)), frequency = LowHz * rise;
            samples[n] = level(frequency) * (Recorded?[n] ?? Share(frequency) * Math.Sin(2 * Math.PI * LowHz * RiseSeconds * rise));
        }
        return samples;
    }

    /// <summary>1 within its band, less at the edges, where it fades in and out.</summary>
    public double Share(double frequency) => frequency <= LowHz || frequency >= HighHz ? 0 : RaisedCosine.Rise(Math.Log2(frequency / LowHz) / FadeInOctaves) * RaisedCosine.Rise(Math.Log2(HighHz / frequency) / FadeOutOctaves);
}
