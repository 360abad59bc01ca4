using Proscenium.Acoustics;
using Proscenium.Heads;
using Proscenium.Loudspeakers;
using Proscenium.Mathematics;

namespace Proscenium.Plants;

/// <summary>
/// How each driver reaches each point. Computed every 48 Hz up to 24 kHz, then interpolated to the bins of a transform with the travel time taken out
/// (cubic splines; error below 1e-4). Above 24 kHz only the travel time goes on. Frequencies of no transform are few: each is computed by itself.
/// </summary>
static class Plant
{
    /// <summary>At the ears, points in the order: pose 0 left ear, pose 0 right ear, pose 1 left ear ...</summary>
    /// <param name="device">Faces the seat.</param>
    /// <param name="distance">Metres from the seat to the device's centre.</param>
    /// <param name="head">The listener's head.</param>
    /// <param name="poses">Head poses relative to the seat.</param>
    /// <param name="grid">Frequencies of the result.</param>
    public static TransferMatrix AtEars(Device device, double distance, Head head, IReadOnlyList<HeadPose> poses, FrequencyGrid grid) =>
        PlantCache.Shared.GetOrBuild(new(device, distance, head, poses, [], grid), () => head is MeasuredListener listener ? listener.Plant(device, distance, poses, grid) : new CoarsePlant(device, distance, [.. poses.Select(pose => new ListeningHead(head, pose))], grid).OnGrid());

    /// <summary>In free field on a horizontal circle about the device; azimuth 0 = towards the listener, + = the listener's left.</summary>
    /// <param name="device">The device.</param>
    /// <param name="radius">Metres.</param>
    /// <param name="azimuths">Radians, one point each.</param>
    /// <param name="grid">Frequencies of the result.</param>
    public static TransferMatrix OnCircle(Device device, double radius, IReadOnlyList<double> azimuths, FrequencyGrid grid) =>
        AtPoints(device, [.. azimuths.Select(azimuth => radius * Position.Direction(azimuth))], grid);

    /// <summary>In free field at points relative to the device's centre: x towards the listener, y the listener's left, z up.</summary>
    public static TransferMatrix AtPoints(Device device, IReadOnlyList<Position> points, FrequencyGrid grid) =>
        PlantCache.Shared.GetOrBuild(new(device, 0, null, [], points, grid), () => BuildAtPoints(device, points, grid));

    /// <summary>The same, not kept for the next time.</summary>
    internal static TransferMatrix BuildAtPoints(Device device, IReadOnlyList<Position> points, FrequencyGrid grid) => InFreeField(device, points, grid).OnGrid();

    /// <summary>The same, so many points at a time, in the same memory.</summary>
    internal static IEnumerable<TransferMatrix> BuildAtPoints(Device device, IReadOnlyList<Position> points, FrequencyGrid grid, int atOnce) => InFreeField(device, points, grid).OnGrid(atOnce);

    static CoarsePlant InFreeField(Device device, IReadOnlyList<Position> points, FrequencyGrid grid) => new(device, 0, [.. points.Select(point => new FreeFieldPoint(new(-point.X, point.Y, point.Z)))], grid);
}
