using Proscenium.Design;
using Proscenium.Engine.Plan;
using Proscenium.Heads;
using Proscenium.Measuring;
using Proscenium.Studio.Dropped;

namespace Proscenium.Studio.State;

/// <summary>Responses at a listener's ears, measured in place, that a state is for.</summary>
/// <param name="Id">On its shelf.</param>
/// <param name="Name">The file.</param>
/// <param name="Measured">What it holds.</param>
/// <param name="Plants">The shelf.</param>
sealed record PlantChoice(string Id, string Name, MeasuredPlant Measured, PlantShelf Plants)
{
    const double Rounding = 0.5e-3; // pages give whole millimetres

    /// <summary>What a state says of it; null where it wants none, or where it is not here.</summary>
    /// <param name="json">The state.</param>
    /// <param name="plants">The shelf.</param>
    /// <param name="missing">Takes a sentence about what is not here.</param>
    public static PlantChoice? Read(StrictJson json, PlantShelf plants, ICollection<string> missing)
    {
        if (!json.Has("plant")) return null;
        (string id, string name) = json.Object("plant", plant => (plant.Text("id"), plant.Text("name")));
        if (plants.Find(id) is { } found) return new(id, found.Name, found, plants);
        missing.Add($"What was measured in place ({PrintableText.Quote(name)}) is not in this studio, and the model of a head stands in its place: drop the same file here.");
        return null;
    }

    /// <summary>A request at the ears that were measured: its seats stay where they are before the device, whose distance is that of the measurement.</summary>
    public DesignRequest Put(DesignRequest request)
    {
        double metres = Measured.DistanceMetres ?? request.Distance, forward = Math.Abs(metres - request.Distance) < Rounding ? 0 : metres - request.Distance;
        return request with
        {
            DistanceMetres = metres,
            Poses = [.. request.Poses.Select(pose => pose with { Pose = pose.Pose with { Forward = pose.Pose.Forward + forward } })],
            Head = Plants.Listener(Id, request.Device, metres),
        };
    }

    /// <summary>Whether a head was measured there.</summary>
    public bool Holds(HeadPose pose) => Measured.Poses.Contains(pose);
}
