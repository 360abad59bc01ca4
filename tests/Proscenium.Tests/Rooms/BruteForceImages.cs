using Proscenium.Mathematics;
using Proscenium.Rooms;
using OctaveValues = System.Runtime.Intrinsics.Vector512<double>;

namespace Proscenium.Tests.Rooms;

/// <summary>Tries every sequence of walls. Shares no geometry with the library: a point is in a polygon where the angles to its corners go once around.</summary>
sealed class BruteForceImages(Room room, Position source, Position receiver, double metres)
{
    readonly Wall[] _walls = [.. room.Walls];
    readonly List<Image> _found = [];

    public List<Image> UpTo(int order)
    {
        Try([], order);
        return _found;
    }

    void Try(int[] walls, int more)
    {
        if (Way(walls) is { } image && image.Metres <= metres) _found.Add(image);
        if (more == 0) return;
        for (int wall = 0; wall < _walls.Length; wall++)
            if (walls.Length == 0 || walls[^1] != wall) Try([.. walls, wall], more - 1);
    }

    Image? Way(int[] walls)
    {
        Position[] images = new Position[walls.Length + 1];
        images[0] = source;
        for (int i = 0; i < walls.Length; i++) images[i + 1] = Reflected(images[i], _walls[walls[i]]);
        List<Position> way = [receiver];
        for (int i = walls.Length; i > 0; i--)
        {
            if (Hit(way[^1], images[i], _walls[walls[i - 1]]) is not { } hit) return null;
            way.Add(hit);
        }
        way.Add(source);
        for (int i = 1; i < way.Count; i++)
            if (IsBlocked(way[i - 1], way[i])) return null;
        OctaveValues reflection = walls.Aggregate(OctaveValues.One, (product, wall) => product * _walls[wall].Surface.Reflection);
        Position towards = images[^1] - receiver, first = way[^2] - source;
        return new(towards, towards.Length / first.Length * first, towards.Length, reflection, walls.Length);
    }

    bool IsBlocked(Position from, Position to) =>
        _walls.Any(wall => Hit(from, to, wall) is { } hit && (hit - from).Length > 1e-7 && (hit - to).Length > 1e-7);

    /// <summary>Where a line from point to point goes through a wall.</summary>
    static Position? Hit(Position from, Position to, Wall wall)
    {
        Position normal = NormalOf(wall);
        double speed = normal.Dot(to - from), t = normal.Dot(wall.Corners[0] - from) / speed;
        if (Math.Abs(speed) < 1e-12 || t is < 0 or > 1) return null;
        Position hit = from + t * (to - from);
        double turned = 0;
        for (int i = 0; i < wall.Corners.Count; i++)
        {
            Position a = wall.Corners[i] - hit, b = wall.Corners[(i + 1) % wall.Corners.Count] - hit;
            turned += Math.Atan2(normal.Dot(a.Cross(b)), a.Dot(b));
        }
        return Math.Abs(turned) > Math.PI ? hit : null;
    }

    static Position Reflected(Position point, Wall wall)
    {
        Position normal = NormalOf(wall);
        return point + 2 * normal.Dot(wall.Corners[0] - point) * normal;
    }

    static Position NormalOf(Wall wall)
    {
        Position across = (wall.Corners[1] - wall.Corners[0]).Cross(wall.Corners[2] - wall.Corners[1]);
        return 1 / across.Length * across;
    }
}
