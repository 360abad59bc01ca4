using System.Diagnostics;
using Proscenium.Heads;
using Proscenium.Tracking;

namespace Proscenium.Live.Tracking;

/// <summary>Poses of a tracker as they come in, with the times at which they came.</summary>
static class PoseRecording
{
    /// <summary>So many poses a second are kept, the newest of those that come faster; and so many in all.</summary>
    public const int MostPerSecond = 1000, MostPoses = 300_000;

    static readonly TimeSpan _tick = TimeSpan.FromMilliseconds(20);

    /// <summary>Records for a time, from now on.</summary>
    /// <param name="receiver">The tracker; what came in before is passed over.</param>
    /// <param name="duration">How long.</param>
    /// <param name="show">Receives what there is so far, some fifty times a second.</param>
    /// <param name="cancel">Ends it.</param>
    /// <param name="isAnywhere">True to take poses more than 10 m away, too: the scale may be wrong.</param>
    /// <returns>The poses, times from the beginning on and ascending, and how many were left out since they came faster than <see cref="MostPerSecond"/>.</returns>
    public static (List<TimedPose> Poses, int LeftOut) Run(PoseReceiver receiver, TimeSpan duration, Action<IReadOnlyList<TimedPose>>? show, CancellationToken cancel, bool isAnywhere = false)
    {
        List<TimedPose> poses = [];
        int leftOut = 0;
        while (receiver.Take(out _) is not null && !cancel.IsCancellationRequested) { }
        for (long begun = Stopwatch.GetTimestamp(); !cancel.IsCancellationRequested && Stopwatch.GetElapsedTime(begun) < duration && poses.Count < MostPoses; show?.Invoke(poses))
        {
            receiver.Await(_tick);
            Stopwatch batch = Stopwatch.StartNew(); // a flood is taken in pieces
            while (batch.Elapsed < _tick && receiver.Take(out HeadPose pose) is { } reading && Stopwatch.GetElapsedTime(begun) is var passed && passed < duration)
                if (reading == PoseReading.Pose || (isAnywhere && reading == PoseReading.TooFar)) leftOut += Add(poses, new(passed.TotalSeconds, pose));
        }
        return (poses, leftOut);
    }

    /// <summary>The same from the seat on, which is where the head is in the first second, or all the time where it is shorter, with times from the first pose on; without poses that are more than 10 m from there.</summary>
    public static IReadOnlyList<TimedPose> FromSeat(IReadOnlyList<TimedPose> poses)
    {
        SeatOrigin seat = new(isKnown: false);
        foreach (TimedPose pose in poses) seat.Add(pose);
        seat.Settle();
        return [.. poses.Select(pose => new TimedPose(pose.Seconds - poses[0].Seconds, Turned(seat.FromSeat(pose.Pose)))).Where(pose => TimedPose.IsPossible(pose.Pose))];
    }

    /// <summary>Between half a turn to the right and half a turn to the left.</summary>
    static HeadPose Turned(HeadPose pose) => Math.Abs(pose.YawDegrees) <= 180 ? pose : pose with { YawDegrees = Math.IEEERemainder(pose.YawDegrees, 360) };

    /// <summary>Adds a pose, in the place of the last one where that came just before; then 1.</summary>
    static int Add(List<TimedPose> poses, TimedPose pose)
    {
        bool isFast = poses.Count > 0 && pose.Seconds - poses[^1].Seconds < 1.0 / MostPerSecond;
        if (isFast) poses[^1] = pose with { Seconds = poses[^1].Seconds };
        else poses.Add(pose);
        return isFast ? 1 : 0;
    }
}
