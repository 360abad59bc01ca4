namespace Proscenium.Measuring.Sweeps;

/// <summary>Where the pattern of a schedule's sweeps lies in a recording.</summary>
/// <param name="Lag">The sample of the recording at which the schedule began; below 0 where the recording began later.</param>
/// <param name="PeakDb">How far each sweep's response, the repetition's last, stands out of the rest of the timeline, dB.</param>
readonly record struct SweepSearch(int Lag, double[] PeakDb)
{
    /// <summary>A response that stands out by less is not there.</summary>
    public const double LeastPeakDb = 20;

    const double BlockSeconds = 1e-3;
    const int PeakBlocks = 3;

    /// <summary>Looks for the place where most sweeps stand out most.</summary>
    public static SweepSearch In(SweepTimeline timeline, SweepSchedule schedule)
    {
        int block = (int)(BlockSeconds * schedule.Sweep.SampleRate), before = Math.Min(schedule.Starts[^1], schedule.Sweep.Frames) / block;
        double[] levels = Levels(timeline, block, before);
        int[] starts = Array.ConvertAll(schedule.Starts, start => start / block);
        (int best, double most) = (0, double.MinValue);
        for (int lag = -starts[^1]; lag < levels.Length - before - starts[0]; lag++)
        {
            double sum = 0;
            foreach (int start in starts) sum += At(levels, before + lag + start);
            if (sum > most) (best, most) = (lag, sum);
        }
        return new(best * block, Array.ConvertAll(starts, start => 10 * At(levels, before + best + start)));
    }

    /// <summary>The logarithm of each block's energy over that of a usual block, from some blocks before the recording on.</summary>
    static double[] Levels(SweepTimeline timeline, int block, int before)
    {
        double[] energies = [.. Enumerable.Range(-before, before + timeline.Frames / block).Select(at => timeline.Energy(at * block, block))];
        double usual = energies.Order().ElementAt(energies.Length / 2) + 1e-12 * energies.Max() + double.Epsilon;
        return Array.ConvertAll(energies, energy => Math.Log10(1 + energy / usual));
    }

    /// <summary>The highest of a few blocks; 0 where there are none.</summary>
    static double At(double[] levels, int place)
    {
        double highest = 0;
        for (int at = Math.Max(0, place); at < Math.Min(levels.Length, place + PeakBlocks); at++) highest = Math.Max(highest, levels[at]);
        return highest;
    }
}
