using Proscenium.Mathematics;

namespace Proscenium.Rooms;

/// <summary>A rectangular room with a corner at the origin.</summary>
/// <param name="Size">Metres along x, y and z.</param>
/// <param name="Surfaces">Of the walls at x = 0, x = L, y = 0, y = L, of the floor and of the ceiling.</param>
sealed record ShoeboxRoom(Position Size, IReadOnlyList<Surface> Surfaces) : Room
{
    /// <summary>Of the walls at x = 0, x = L, y = 0, y = L, of the floor and of the ceiling.</summary>
    public IReadOnlyList<Surface> Surfaces { get; init; } = Surfaces.Count == 6 ? Surfaces : throw new SettingException($"a rectangular room has 6 surfaces, not {Surfaces.Count}.");

    /// <summary>Names of the walls, in the order of <see cref="Surfaces"/>.</summary>
    public static IReadOnlyList<string> WallNames { get; } = ["x0", "xL", "y0", "yL", "floor", "ceiling"];

    /// <inheritdoc/>
    internal override IReadOnlyList<Wall> Walls => WallsOf(Size, Surfaces);

    /// <inheritdoc/>
    public override double Volume => Size.X * Size.Y * Size.Z;

    /// <summary>True where opposite walls both reflect along every axis: where one axis takes all, only few images are left, and none in most directions.</summary>
    internal override bool IsReverberant => Enumerable.Range(0, 3).All(axis => Surfaces[2 * axis].Reflection * Surfaces[2 * axis + 1].Reflection != OctaveValues.Zero);

    /// <inheritdoc/>
    public override bool Contains(Position point) => point.X > 0 && point.X < Size.X && point.Y > 0 && point.Y < Size.Y && point.Z > 0 && point.Z < Size.Z;

    internal override int Shares(int most) => most;

    internal override void Visit<TSink>(Position source, Position receiver, double metres, int part, int parts, ref TSink sink) => new ShoeboxImages(this, source, receiver, metres).Visit(part, parts, ref sink);

    internal override void VisitTail<TSink>(double fromMetres, double toMetres, Random random, ref TSink sink) => new ShoeboxTail(this).Visit(fromMetres, toMetres, random, ref sink);

    static Wall[] WallsOf(Position size, IReadOnlyList<Surface> surfaces)
    {
        (double x, double y, double z) = (size.X, size.Y, size.Z);
        Position[][] corners =
        [
            [new(0, 0, 0), new(0, y, 0), new(0, y, z), new(0, 0, z)],
            [new(x, 0, 0), new(x, 0, z), new(x, y, z), new(x, y, 0)],
            [new(0, 0, 0), new(0, 0, z), new(x, 0, z), new(x, 0, 0)],
            [new(0, y, 0), new(x, y, 0), new(x, y, z), new(0, y, z)],
            [new(0, 0, 0), new(x, 0, 0), new(x, y, 0), new(0, y, 0)],
            [new(0, 0, z), new(0, y, z), new(x, y, z), new(x, 0, z)],
        ];
        return [.. corners.Select((edge, i) => new Wall(WallNames[i], edge, surfaces[i]))];
    }
}
