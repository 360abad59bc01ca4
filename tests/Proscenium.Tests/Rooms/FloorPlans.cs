using Proscenium.Mathematics;
using Proscenium.Rooms;

namespace Proscenium.Tests.Rooms;

/// <summary>Rooms that the tests share; every wall's surface is different, in every band.</summary>
static class FloorPlans
{
    public static (double X, double Y)[] Rectangle { get; } = [(0, 0), (5, 0), (5, 4), (0, 4)];

    /// <summary>A wing along x and one along y, neither seen whole from the other.</summary>
    public static (double X, double Y)[] Ell { get; } = [(0, 0), (6, 0), (6, 2.5), (3.1, 2.5), (3.1, 5.2), (0, 5.2)];

    /// <summary>No two walls alike: two corners point inwards, and few are right angles.</summary>
    public static (double X, double Y)[] Crooked { get; } = [(0, 0), (5.5, -0.4), (6, 2.3), (3.4, 2.2), (3.9, 4.8), (2.2, 3.1), (0.3, 4.6)];

    /// <summary>Eaves at 2 m, a ridge along x that would be 3.2 m high.</summary>
    public static CeilingPlane[] Gable { get; } = [new(new(0, 0, 2), new(5, 0, 2), new(0, 2, 3.2)), new(new(0, 4, 2), new(0, 2, 3.2), new(5, 4, 2))];

    public static PolygonRoom Room((double X, double Y)[] floor, double height, CeilingPlane[]? ceiling = null, Func<string, Surface>? surfaceOf = null) =>
        new(floor, height, ceiling ?? [], surfaceOf ?? Different) { Name = "test", Device = default, Listener = default };

    public static PolygonRoom Named(string name) => name switch
    {
        "ell" => Room(Ell, 2.7),
        "crooked" => Room(Crooked, 2.5),
        "gable" => Room(Rectangle, 2.9, Gable),
        _ => Room(Rectangle, 3),
    };

    public static Surface Different(string wall) => Banded(wall switch { "floor" => 0.11, "ceiling" => 0.47, _ => 0.05 + 0.07 * (wall[^1] - '0') });

    public static Surface Banded(double absorption) => new("banded", [.. Enumerable.Range(0, OctaveBands.Count).Select(band => absorption + 0.03 * band)]);

    /// <summary>A point at random, some way off the walls.</summary>
    public static Position Somewhere(PolygonRoom room, Random random)
    {
        while (true)
        {
            Position point = new(-1 + 8 * random.NextDouble(), -1 + 7 * random.NextDouble(), 3 * random.NextDouble());
            if (Enumerable.Range(0, 64).All(i => room.Contains(point + 0.05 * Position.Direction(i, Math.Asin(i / 32.0 - 1))))) return point;
        }
    }
}
