using System.Text.Json.Nodes;
using Proscenium.Heads;

namespace Proscenium.Studio.State;

/// <summary>The seats of a state as poses to design for: the first one, which the distance is measured from, and others; each by itself, or with 5 cm to either side.</summary>
static class SeatPoses
{
    /// <summary>How many further seats there may be.</summary>
    public const int MostFurther = 5;

    static readonly int _robust = HeadPose.SeatAndFiveCentimetres.Count;

    /// <summary>The poses, heads looking straight ahead.</summary>
    public static IReadOnlyList<WeightedPose> Of(IEnumerable<HeadPose> seats, bool robust) =>
        [.. seats.SelectMany(seat => robust ? HeadPose.SeatAndFiveCentimetres.Select(seat.Plus) : [seat]).Select(pose => (WeightedPose)pose)];

    /// <summary>The seats of poses.</summary>
    /// <returns>The seats, and whether 5 cm to either side of each count, too; the first alone where a state cannot say what the poses are.</returns>
    public static (IReadOnlyList<HeadPose> Seats, bool IsRobust, bool IsAll) Find(IReadOnlyList<WeightedPose> poses)
    {
        HeadPose[] all = [.. poses.Select(pose => pose.Pose)], everyThird = [.. all.Where((_, index) => index % _robust == 0)];
        if (Of(everyThird, robust: true).Select(pose => pose.Pose).SequenceEqual(all)) return (everyThird, true, AreAlike(poses, everyThird));
        return (all, false, AreAlike(poses, all));
    }

    /// <summary>What a state says of further seats.</summary>
    public static JsonArray Describe(IEnumerable<HeadPose> seats, double distance) => [.. seats.Select(seat => new JsonObject { ["left"] = seat.Left, ["distance"] = Math.Round(distance - seat.Forward, 6) })];

    static bool AreAlike(IReadOnlyList<WeightedPose> poses, HeadPose[] seats) => seats.Length <= MostFurther + 1 && poses.All(pose => pose.Weight == poses[0].Weight) && seats.All(seat => seat.Up == 0 && seat.YawDegrees == 0);
}
