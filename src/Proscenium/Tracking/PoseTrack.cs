using Proscenium.Heads;

namespace Proscenium.Tracking;

/// <summary>
/// Where a head is at any time, by poses at some times: on a straight line between two that are half a second apart at most. Of two that are farther apart the first one holds, and the head moves on just before the
/// second; before the first and after the last pose it rests.
/// </summary>
/// <param name="poses">One or more, times ascending.</param>
/// <param name="name">Where they are from: the file.</param>
sealed class PoseTrack(IReadOnlyList<TimedPose> poses, string name = "poses")
{
    const double LongestStepSeconds = 0.5, MetresPerSecond = 0.5, DegreesPerSecond = 90;

    /// <summary>Where the poses are from.</summary>
    public string Name => name;

    /// <summary>The poses.</summary>
    public IReadOnlyList<TimedPose> Poses => poses;

    /// <summary>The time of the last pose.</summary>
    public double Seconds => poses[^1].Seconds;

    /// <summary>The pose at a time.</summary>
    public HeadPose At(double seconds)
    {
        int next = After(seconds);
        if (next == 0) return poses[0].Pose;
        if (next == poses.Count) return poses[^1].Pose;
        ((double from, HeadPose one), (double to, HeadPose other)) = (poses[next - 1], poses[next]);
        if (to - from > LongestStepSeconds) from = Math.Max(from, to - MovingSeconds(one, other));
        double share = seconds <= from ? 0 : (seconds - from) / (to - from);
        return new(one.Left + share * (other.Left - one.Left), one.Up + share * (other.Up - one.Up), one.Forward + share * (other.Forward - one.Forward), one.YawDegrees + share * (other.YawDegrees - one.YawDegrees));
    }

    /// <summary>The same way from another place on: what was told from a seat, as seen from the middle.</summary>
    public PoseTrack From(HeadPose seat) => seat == HeadPose.Seat ? this
        : new([.. poses.Select(one => new TimedPose(one.Seconds, new(seat.Left + one.Pose.Left, seat.Up + one.Pose.Up, seat.Forward + one.Pose.Forward, seat.YawDegrees + one.Pose.YawDegrees)))], name);

    /// <summary>The share of the time, 0 to 1, in which the head is beyond a rectangle of places by a centimetre or more.</summary>
    public double ShareBeyond(PlaceBounds bounds, double seconds)
    {
        const double stepSeconds = 0.02, beyondMetres = 0.01;
        const int mostSteps = 100_000;
        int steps = (int)Math.Clamp(Math.Ceiling(seconds / stepSeconds), 1, mostSteps);
        return Enumerable.Range(0, steps).Count(n => At((n + 0.5) * seconds / steps) is var pose && new Place(pose.Left, pose.Forward) is var place && bounds.Clamp(place).DistanceTo(place) > beyondMetres) / (double)steps;
    }

    /// <summary>How many poses are not later than a time.</summary>
    int After(double seconds)
    {
        (int low, int high) = (0, poses.Count);
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (poses[middle].Seconds <= seconds) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    static double MovingSeconds(HeadPose one, HeadPose other) =>
        Math.Max((one.Centre - other.Centre).Length / MetresPerSecond, Math.Abs(one.YawDegrees - other.YawDegrees) / DegreesPerSecond);
}
