namespace Proscenium.Benchmarks.Peers;

/// <summary>Two works timed in turn, so that a machine whose speed drifts is as fast for the one as for the other.</summary>
/// <param name="Ours">Median nanoseconds of one of ours.</param>
/// <param name="Theirs">Median nanoseconds of one of theirs.</param>
/// <param name="Ratio">Median of theirs over ours, round by round.</param>
readonly record struct PairedTimes(double Ours, double Theirs, double Ratio)
{
    const int Rounds = 31;
    const double RoundNanoseconds = 4e6;

    /// <summary>Times two works in turn.</summary>
    public static PairedTimes Measure(Action ours, Action theirs)
    {
        (int ourTurns, int theirTurns) = (Turns(ours), Turns(theirs));
        double[] a = new double[Rounds], b = new double[Rounds], ratios = new double[Rounds];
        for (int round = 0; round < Rounds; round++)
        {
            (a[round], b[round]) = (Time(ours, ourTurns), Time(theirs, theirTurns));
            ratios[round] = b[round] / a[round];
        }
        return new(Median.Of(a), Median.Of(b), Median.Of(ratios));
    }

    static int Turns(Action work)
    {
        Time(work, 10); // compiles, fills the caches
        double once = Time(work, 10);
        return Math.Max(3, (int)(RoundNanoseconds / once));
    }

    static double Time(Action work, int turns)
    {
        long start = CpuClock.Now;
        for (int turn = 0; turn < turns; turn++) work();
        return (double)(CpuClock.Now - start) / turns;
    }
}
