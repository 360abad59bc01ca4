namespace Proscenium.Measuring.Sweeps;

/// <summary>An electrical copy of the first source's sound, recorded beside the microphones: it tells when the sound left.</summary>
/// <param name="LatencyFrames">Frames from the sound as it was given out to its copy.</param>
/// <param name="LaterAtEndFrames">By how many more the repeated first sweep came late.</param>
/// <param name="IsThere">True where the copy holds the sweep.</param>
readonly record struct LoopbackCopy(int LatencyFrames, int LaterAtEndFrames, bool IsThere)
{
    /// <summary>What leaks from other channels is softer.</summary>
    const double LeastStandsOutDb = 40, LeastPeak = 0.003, LongestSeconds = 0.5;

    /// <summary>Looks for the first sweep and its repetition.</summary>
    /// <param name="copy">Its samples; it began with the session's sound.</param>
    /// <param name="schedule">What was played.</param>
    public static LoopbackCopy Of(float[] copy, SweepSchedule schedule)
    {
        SweepTimeline timeline = SweepTimeline.Of([copy], schedule.Sweep)[0];
        int length = (int)(Math.Min(LongestSeconds, schedule.DecaySeconds) * schedule.Sweep.SampleRate);
        (int first, double firstDb) = Arrival(timeline.Piece(schedule.Starts[0], length));
        (int last, double lastDb) = Arrival(timeline.Piece(schedule.Starts[^1], length));
        return new(first, last - first, copy.Max(Math.Abs) >= LeastPeak && Math.Min(firstDb, lastDb) >= LeastStandsOutDb);
    }

    /// <summary>The highest sample, and how far its power is above the middle one's.</summary>
    static (int Place, double StandsOutDb) Arrival(double[] piece)
    {
        double[] powers = Array.ConvertAll(piece, sample => sample * sample);
        double highest = powers.Max();
        return (Array.IndexOf(powers, highest), 10 * Math.Log10((highest + 1e-30) / (powers.Order().ElementAt(powers.Length / 2) + 1e-30)));
    }
}
