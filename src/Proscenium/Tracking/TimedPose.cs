using Proscenium.Heads;

namespace Proscenium.Tracking;

/// <summary>A pose of the head at a time.</summary>
/// <param name="Seconds">The time; what it counts from is the same for all poses of a track.</param>
/// <param name="Pose">The pose.</param>
readonly record struct TimedPose(double Seconds, HeadPose Pose)
{
    const double MostMetres = 10, MostDegrees = 360;

    /// <summary>True for a pose that a head in a room can have: finite, within 10 m.</summary>
    public static bool IsPossible(HeadPose pose) =>
        Math.Abs(pose.Left) <= MostMetres && Math.Abs(pose.Forward) <= MostMetres && Math.Abs(pose.Up) <= MostMetres && Math.Abs(pose.YawDegrees) <= MostDegrees; // false for what is no number
}
