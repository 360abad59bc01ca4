using Proscenium.Engine;
using Proscenium.Heads;
using Proscenium.Tracking;

namespace Proscenium.Judging.Motion;

/// <summary>How a plan learns where a head is that moves.</summary>
abstract class FollowedHead
{
    /// <summary>Where the plan is told that the head is.</summary>
    public HeadPlace Place { get; } = new();

    /// <summary>Not at all: the plan's filters for the seat play.</summary>
    public static FollowedHead Never() => new Unknown();

    /// <summary>At once, and so early that filters are there with the head.</summary>
    public static FollowedHead Exactly(Func<double, HeadPose> poseAt) => new Known(poseAt);

    /// <summary>By a tracker, through the filter that live playback has.</summary>
    public static FollowedHead ByTracker(Func<double, HeadPose> poseAt, SimulatedTracker tracker, PlaceBounds bounds, double seconds) => new Tracked(tracker.Poses(poseAt, seconds), bounds);

    /// <summary>Sets the place for the sound from a time on.</summary>
    public abstract void Advance(double seconds);

    sealed class Unknown : FollowedHead
    {
        public override void Advance(double seconds)
        {
        }
    }

    sealed class Known(Func<double, HeadPose> poseAt) : FollowedHead
    {
        const double LagSeconds = 0.0275; // a place that is set is reached by a fade of 25 ms, and the next fade begins 30 ms after the last one

        public override void Advance(double seconds)
        {
            HeadPose pose = poseAt(seconds + LagSeconds);
            Place.Set(pose.Left, pose.Forward);
        }
    }

    sealed class Tracked : FollowedHead
    {
        readonly HeadFollower _follower;
        readonly Queue<TimedPose> _poses;

        public Tracked(IEnumerable<TimedPose> poses, PlaceBounds bounds) => (_follower, _poses) = (new(Place, isFromSeat: true) { Bounds = bounds }, new(poses));

        public override void Advance(double seconds)
        {
            while (_poses.TryPeek(out TimedPose pose) && pose.Seconds <= seconds) _follower.Add(_poses.Dequeue());
            _follower.Advance(seconds);
        }
    }
}
