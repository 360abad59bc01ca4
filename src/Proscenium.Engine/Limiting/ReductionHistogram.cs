namespace Proscenium.Engine.Limiting;

/// <summary>How often a gain was reduced by how much, in steps of 0.1 dB up to 60 dB.</summary>
sealed class ReductionHistogram
{
    const double StepDb = 0.1;
    const int Steps = 600;

    readonly long[] _counts = new long[Steps + 1];

    /// <summary>How many reductions there were, among them those of 0 dB.</summary>
    public long Count { get; private set; }

    /// <summary>The largest, dB.</summary>
    public double LargestDb { get; private set; }

    /// <summary>The mean of all, dB.</summary>
    public double MeanDb => Count == 0 ? 0 : Sum() / Count;

    /// <summary>Adds one.</summary>
    /// <param name="share">The share of the amplitude that was taken away, 0 to 1.</param>
    public void Add(float share)
    {
        Count++;
        if (share <= 0)
        {
            _counts[0]++;
            return;
        }
        double decibels = Math.Min(StepDb * Steps, -20 * Math.Log10(Math.Max(1 - share, 1e-6f)));
        LargestDb = Math.Max(LargestDb, decibels);
        _counts[(int)Math.Round(decibels / StepDb)]++;
    }

    /// <summary>Forgets all.</summary>
    public void Clear()
    {
        Array.Clear(_counts);
        (Count, LargestDb) = (0, 0);
    }

    /// <summary>The reduction that a share of all do not exceed, dB.</summary>
    /// <param name="share">0 to 1.</param>
    public double PercentileDb(double share)
    {
        long left = (long)Math.Ceiling(share * Count);
        for (int step = 0; step < Steps; step++)
            if ((left -= _counts[step]) <= 0) return step * StepDb;
        return LargestDb;
    }

    /// <summary>How many exceed a reduction.</summary>
    public long CountAbove(double decibels)
    {
        long above = 0;
        for (int step = (int)Math.Round(decibels / StepDb) + 1; step <= Steps; step++) above += _counts[step];
        return above;
    }

    double Sum()
    {
        double sum = 0;
        for (int step = 1; step <= Steps; step++) sum += step * StepDb * _counts[step];
        return sum;
    }
}
