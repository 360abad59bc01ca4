namespace Proscenium.Heads;

/// <summary>A head pose and how much it counts among others.</summary>
/// <param name="Pose">The pose.</param>
/// <param name="Weight">Above 0, in any unit.</param>
public readonly record struct WeightedPose(HeadPose Pose, double Weight = 1)
{
    /// <summary>A pose that counts as much as any other.</summary>
    public static implicit operator WeightedPose(HeadPose pose) => new(pose);

    /// <summary>The same poses with weights that sum to 1.</summary>
    public static IReadOnlyList<WeightedPose> Normalised(IReadOnlyList<WeightedPose> poses)
    {
        double sum = poses.Sum(pose => pose.Weight);
        return [.. poses.Select(pose => pose with { Weight = pose.Weight / sum })];
    }
}
