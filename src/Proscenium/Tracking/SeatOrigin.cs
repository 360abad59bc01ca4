using Proscenium.Heads;

namespace Proscenium.Tracking;

/// <summary>Where the seat is in a tracker's coordinates: the mean of the first second without a gap, until somebody says that the head is at the seat now.</summary>
/// <param name="isKnown">True where poses are told from the seat on already.</param>
sealed class SeatOrigin(bool isKnown)
{
    const double Seconds = 1, LongestGapSeconds = HeadFollower.LostSeconds;

    HeadPose _sum, _origin;
    double _begun, _last;
    int _count;

    /// <summary>True once the seat is known.</summary>
    public bool IsKnown { get; private set; } = isKnown;

    /// <summary>Takes a pose while the seat is not known.</summary>
    public void Add(TimedPose sample)
    {
        if (IsKnown) return;
        if (sample.Seconds - _last >= LongestGapSeconds) (_count, _sum) = (0, default); // what came before may be of something else
        _last = sample.Seconds;
        if (_count++ == 0) _begun = sample.Seconds;
        HeadPose pose = sample.Pose;
        _sum = new(_sum.Left + pose.Left, _sum.Up + pose.Up, _sum.Forward + pose.Forward, _sum.YawDegrees + pose.YawDegrees);
        if (sample.Seconds - _begun >= Seconds) Settle();
    }

    /// <summary>The seat is where the head has been of late, though it be less than a second.</summary>
    public void Settle()
    {
        if (!IsKnown && _count > 0) Set(new(_sum.Left / _count, _sum.Up / _count, _sum.Forward / _count, _sum.YawDegrees / _count));
    }

    /// <summary>The seat is at a pose of the tracker.</summary>
    public void Set(HeadPose pose) => (_origin, IsKnown) = (pose, true);

    /// <summary>A pose of the tracker as seen from the seat.</summary>
    public HeadPose FromSeat(HeadPose pose) => new(pose.Left - _origin.Left, pose.Up - _origin.Up, pose.Forward - _origin.Forward, pose.YawDegrees - _origin.YawDegrees);
}
