using System.Diagnostics;
using Proscenium.Heads;
using Proscenium.Tracking;

namespace Proscenium.Live.Tracking;

/// <summary>Poses of a tracker as they come in, with the times at which they came.</summary>
static class PoseRecording
{
    static readonly TimeSpan _tick = TimeSpan.FromMilliseconds(20);

    /// <summary>Records for a time, from now on.</summary>
    /// <param name="receiver">The tracker; what came in before is passed over.</param>
    /// <param name="duration">How long.</param>
    /// <param name="show">Receives what there is so far, some fifty times a second.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>The poses, times from the beginning on and ascending.</returns>
    public static List<TimedPose> Run(PoseReceiver receiver, TimeSpan duration, Action<IReadOnlyList<TimedPose>>? show, CancellationToken cancel)
    {
        List<TimedPose> poses = [];
        while (receiver.Take(out _) is not null) { }
        for (long begun = Stopwatch.GetTimestamp(); !cancel.IsCancellationRequested && Stopwatch.GetElapsedTime(begun) < duration; show?.Invoke(poses))
        {
            receiver.Await(_tick);
            while (receiver.Take(out HeadPose pose) is { } reading && Stopwatch.GetElapsedTime(begun) is var passed && passed < duration)
                if (reading == PoseReading.Pose) Add(poses, new(passed.TotalSeconds, pose));
        }
        return poses;
    }

    /// <summary>The same from the seat on, which is where the head is in the first second, or all the time where it is shorter, with times from the first pose on.</summary>
    public static IReadOnlyList<TimedPose> FromSeat(IReadOnlyList<TimedPose> poses)
    {
        SeatOrigin seat = new(isKnown: false);
        foreach (TimedPose pose in poses) seat.Add(pose);
        seat.Settle();
        return [.. poses.Select(pose => new TimedPose(pose.Seconds - poses[0].Seconds, seat.FromSeat(pose.Pose)))];
    }

    /// <summary>Times ascend also where poses came at once.</summary>
    static void Add(List<TimedPose> poses, TimedPose pose)
    {
        const double least = 1e-4;
        poses.Add(poses.Count > 0 ? pose with { Seconds = Math.Max(pose.Seconds, poses[^1].Seconds + least) } : pose);
    }
}
