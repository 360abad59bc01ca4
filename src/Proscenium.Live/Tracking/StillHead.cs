using Proscenium.Heads;
using Proscenium.Tracking;

namespace Proscenium.Live.Tracking;

/// <summary>What a tracker says of a head that keeps still.</summary>
/// <param name="Mean">The mean pose.</param>
/// <param name="NoiseMetres">The standard deviation of the place, left and forward together.</param>
sealed record StillHead(HeadPose Mean, double NoiseMetres)
{
    /// <summary>Of one pose or more.</summary>
    public static StillHead Of(IReadOnlyList<TimedPose> poses)
    {
        double Mean(Func<HeadPose, double> of) => poses.Average(pose => of(pose.Pose));
        HeadPose mean = new(Mean(pose => pose.Left), Mean(pose => pose.Up), Mean(pose => pose.Forward), Mean(pose => pose.YawDegrees));
        return new(mean, Math.Sqrt(Mean(pose => Math.Pow(pose.Left - mean.Left, 2) + Math.Pow(pose.Forward - mean.Forward, 2))));
    }
}
