namespace Proscenium.Measuring.Sweeps;

/// <summary>What the soft bursts before the sweeps tell of a microphone.</summary>
/// <param name="SweepPeakDb">The peak that the first sweep will reach, dB of full scale.</param>
/// <param name="StandsOutDb">How far the loudest burst stands out of the rest of the recording, dB.</param>
readonly record struct BurstLevel(double SweepPeakDb, double StandsOutDb)
{
    const double BlockSeconds = 1e-3;

    /// <summary>True where the bursts were heard.</summary>
    public bool IsHeard => StandsOutDb >= SweepSearch.LeastPeakDb;

    /// <summary>Looks at a recording that began with the session's sound, up to <see cref="SweepSchedule.BurstsEnd"/>.</summary>
    /// <param name="recorded">A microphone's samples.</param>
    /// <param name="schedule">What was played.</param>
    public static BurstLevel Of(float[] recorded, SweepSchedule schedule)
    {
        SweepTimeline timeline = SweepTimeline.Of([recorded], schedule.Burst)[0];
        int block = (int)(BlockSeconds * schedule.Sweep.SampleRate);
        double[] energies = [.. Enumerable.Range(0, recorded.Length / block).Select(at => timeline.Energy(at * block, block))];
        double usual = energies.Order().ElementAt(energies.Length / 2), loudest = energies[(schedule.LoudestBurst / block)..].Max();
        float peak = recorded[schedule.LoudestBurst..].Max(Math.Abs);
        return new(20 * Math.Log10(peak + 1e-12) - SweepSchedule.LoudestBurstDb, 10 * Math.Log10((loudest + 1e-30) / (usual + 1e-30)));
    }
}
