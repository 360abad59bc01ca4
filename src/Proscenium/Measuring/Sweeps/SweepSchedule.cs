namespace Proscenium.Measuring.Sweeps;

/// <summary>
/// When each source plays its sweep: silence first, a few soft bursts that become louder, then the sweeps, and the first of them once more. Each pause is a little longer than the one
/// before it, so that the pattern fits a recording in one place only.
/// </summary>
/// <param name="Sweep">The sweep.</param>
/// <param name="Sources">Number of sources.</param>
/// <param name="DecaySeconds">The time that is left to a response.</param>
/// <param name="Overlapped">True where a sweep begins before the one before it has ended, as soon as its harmonics up to the fifth come after that one's response (Majdak, Balazs and Laback, JAES 55, 2007).</param>
sealed record SweepSchedule(SweepSignal Sweep, int Sources, double DecaySeconds, bool Overlapped)
{
    /// <summary>False where another program plays: nothing but the sweeps, with the same silence after each.</summary>
    public bool IsRepeated { get; init; } = true;

    /// <summary>The highest harmonic that is kept apart.</summary>
    public const int HighestHarmonic = 5;

    /// <summary>Silence at the beginning.</summary>
    public const double QuietSeconds = 1;

    const double BurstSeconds = 0.3, BurstStepSeconds = 0.5, LongerSeconds = 0.02;

    /// <summary>Levels of the bursts, relative to the sweeps, in dB.</summary>
    static readonly double[] _burstDb = [-36, -24, -12];

    /// <summary>The sample at which each sweep begins, the repetition of the first one last, where it is repeated.</summary>
    public int[] Starts
    {
        get
        {
            if (!IsRepeated) return [.. Enumerable.Range(0, Sources).Select(n => n * (Sweep.Frames + (int)Math.Round(DecaySeconds * Sweep.SampleRate)))];
            double step = DecaySeconds + (Overlapped ? Sweep.LeadSeconds(HighestHarmonic + 1) : Sweep.Seconds), first = QuietSeconds + _burstDb.Length * BurstStepSeconds + DecaySeconds;
            return [.. Enumerable.Range(0, Sources + 1).Select(n => (int)Math.Round(Sweep.SampleRate * (first + n * step + LongerSeconds * n * (n - 1) / 2)))];
        }
    }

    /// <summary>The frame by which the bursts have died away and no sweep has begun.</summary>
    public int BurstsEnd => (int)(Sweep.SampleRate * (QuietSeconds + _burstDb.Length * BurstStepSeconds));

    /// <summary>A burst at level 1.</summary>
    public SweepSignal Burst => SweepSignal.Usual(Sweep.SampleRate, BurstSeconds);

    /// <summary>Level of the loudest burst, relative to the sweeps, in dB.</summary>
    public static double LoudestBurstDb => _burstDb[^1];

    /// <summary>The frame at which the loudest burst begins.</summary>
    public int LoudestBurst => BurstsEnd - (int)(BurstStepSeconds * Sweep.SampleRate);

    /// <summary>Length of what is played.</summary>
    public int Frames => Starts[^1] + Sweep.Frames + (int)(DecaySeconds * Sweep.SampleRate);

    /// <summary>The bursts, of which the loudest is still softer than a sweep: where each begins, and its samples.</summary>
    /// <param name="level">The source's amplitude at a frequency in Hz.</param>
    public IEnumerable<(int Start, double[] Samples)> Bursts(Func<double, double> level)
    {
        SweepSignal burst = Burst;
        for (int n = 0; n < _burstDb.Length; n++)
        {
            double gain = Math.Pow(10, _burstDb[n] / 20);
            yield return ((int)(Sweep.SampleRate * (QuietSeconds + n * BurstStepSeconds)), burst.Samples(frequency => gain * level(frequency)));
        }
    }
}
