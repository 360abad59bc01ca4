using Proscenium.Mathematics;
using Proscenium.Rooms;
using Proscenium.Rooms.Responses;

namespace Proscenium.Tests.Rooms;

/// <summary>Rooms and points for tests.</summary>
static class SomeRooms
{
    /// <summary>6 x 4 x 3 m.</summary>
    public static ShoeboxRoom Shoebox(params IReadOnlyList<double> absorption) => Shoebox(new Position(6, 4, 3), absorption);

    /// <summary>A room of a size; one absorption for all walls, or one each.</summary>
    public static ShoeboxRoom Shoebox(Position size, params IReadOnlyList<double> absorption) => new(size, [.. Enumerable.Range(0, 6).Select(wall => Surface.Uniform(absorption[wall % absorption.Count]))])
    {
        Name = "a test's room",
        Device = new(new(size.X / 2, 0.4, 1.2), 90),
        Listener = new(size.X / 2, 2.4, 1.2),
    };

    /// <summary>The same with surfaces that differ by band.</summary>
    public static ShoeboxRoom Coloured(Position size, params IReadOnlyList<Surface> surfaces) => Shoebox(size, 0.3) with { Surfaces = [.. Enumerable.Range(0, 6).Select(wall => surfaces[wall % surfaces.Count])] };

    public static RoomSimulation Exact { get; } = new() { LateTail = false };
}
