using System.Text.Json.Nodes;
using Proscenium.Engine.Plan;
using Proscenium.Heads;

namespace Proscenium.Files.Projects;

/// <summary>
/// Files of head poses to design for: JSON, <c>{"poses": [{"left": 0.05, "weight": 2}, ...]}</c>, the seat first, as in a plan's settings; the bare list will do.
/// </summary>
static class PoseFile
{
    /// <summary>The least weight of a pose in a file.</summary>
    internal const double LeastWeight = 1e-6;

    const int MaxPoses = 100;

    /// <summary>Reads weighted poses; where all weights are alike, they are 1.</summary>
    /// <exception cref="FileFormatException">The file is missing or says something else.</exception>
    public static IReadOnlyList<WeightedPose> Open(string path)
    {
        if (!File.Exists(path)) throw new FileFormatException(new Fault(ErrorCodes.FileMissing, $"there is no file of poses '{path}': write one, {{\"poses\": [{{\"left\": 0}}, {{\"left\": 0.05, \"weight\": 0.5}}]}}"));
        string text = ProjectText.Of(path);
        return StrictJson.Read(text.TrimStart().StartsWith('[') ? $"{{\"poses\": {text}}}" : text, path, ReadPoses);
    }

    /// <summary>Reads the key <c>poses</c> of an object.</summary>
    internal static IReadOnlyList<WeightedPose> ReadPoses(StrictJson json)
    {
        List<WeightedPose> poses = json.Objects("poses", ReadPose);
        if (poses.Count is 0 or > MaxPoses)
            throw json.Fault($"'poses' lists {(poses.Count == 0 ? "no" : poses.Count)} head poses: list 1 to {MaxPoses}, the seat first, as in {{\"poses\": [{{\"left\": 0}}, {{\"left\": 0.05}}]}}");
        return poses.TrueForAll(pose => pose.Weight == poses[0].Weight) ? [.. poses.Select(pose => pose.Pose)] : poses;
    }

    /// <summary>The contents of a file of poses.</summary>
    internal static JsonObject Describe(IReadOnlyList<WeightedPose> poses) => new()
    {
        ["poses"] = new JsonArray([.. poses.Select(pose => new JsonObject { ["left"] = pose.Pose.Left, ["up"] = pose.Pose.Up, ["forward"] = pose.Pose.Forward, ["yawDegrees"] = pose.Pose.YawDegrees, ["weight"] = pose.Weight })]),
    };

    static WeightedPose ReadPose(StrictJson json)
    {
        double Metres(string key) => json.Has(key) ? json.Number(key, -2, 2) : 0;
        return new(new(Metres("left"), Metres("up"), Metres("forward"), json.Has("yawDegrees") ? json.Number("yawDegrees", -180, 180) : 0), json.Has("weight") ? json.Number("weight", LeastWeight, 1e6) : 1);
    }
}
