using Proscenium.Heads;
using Proscenium.Tracking;

namespace Proscenium.Judging.Motion;

/// <summary>What a tracker makes of a head that moves.</summary>
/// <param name="DelaySeconds">From the head's place to its pose.</param>
/// <param name="NoiseMetres">Standard deviation of each coordinate.</param>
/// <param name="PosesPerSecond">How often it looks.</param>
/// <param name="LostShare">The share of poses that never arrive, 0 to 1.</param>
/// <param name="Seed">Of chance.</param>
sealed record SimulatedTracker(double DelaySeconds = 0.04, double NoiseMetres = 0.005, double PosesPerSecond = 60, double LostShare = 0, int Seed = 1)
{
    /// <summary>The poses, by the time at which they arrive.</summary>
    /// <param name="poseAt">Where the head is, by seconds.</param>
    /// <param name="seconds">Until when.</param>
    public IEnumerable<TimedPose> Poses(Func<double, HeadPose> poseAt, double seconds)
    {
        Random random = new(Seed);
        for (int n = 0; n / PosesPerSecond < seconds; n++)
        {
            HeadPose pose = poseAt(n / PosesPerSecond);
            pose = pose with { Left = pose.Left + Noise(random), Forward = pose.Forward + Noise(random), Up = pose.Up + Noise(random) };
            if (random.NextDouble() >= LostShare) yield return new(n / PosesPerSecond + DelaySeconds, pose);
        }
    }

    /// <summary>Box and Muller 1958.</summary>
    double Noise(Random random) => NoiseMetres * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
