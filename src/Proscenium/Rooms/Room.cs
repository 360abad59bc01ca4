using Proscenium.Mathematics;

namespace Proscenium.Rooms;

/// <summary>Where the device stands in a room and which way it faces.</summary>
/// <param name="Position">Of its centre, metres from the room's origin.</param>
/// <param name="FacingDegrees">Counter-clockwise from the room's +x.</param>
readonly record struct DevicePlace(Position Position, double FacingDegrees);

/// <summary>A room: walls with what they are made of, and where device and listener are. Its axes: z up, metres from a corner.</summary>
public abstract record Room
{
    /// <summary>Short name.</summary>
    public required string Name { get; init; }

    /// <summary>The device's place.</summary>
    internal DevicePlace Device { get; init; }

    /// <summary>The middle of the listener's head.</summary>
    public required Position Listener { get; init; }

    /// <summary>The air, or null where it takes nothing from the sound.</summary>
    internal AirConditions? Air { get; init; }

    /// <summary>All walls, floor and ceiling.</summary>
    internal abstract IReadOnlyList<Wall> Walls { get; }

    /// <summary>Cubic metres.</summary>
    public abstract double Volume { get; }

    /// <summary>Square metres of all walls.</summary>
    public double SurfaceArea => Walls.Sum(wall => wall.Area);

    /// <summary>True where no wall gives back any sound.</summary>
    public bool IsAnechoic => Walls.All(wall => wall.Surface.Absorption.All(absorption => absorption == 1));

    /// <summary>True where sound goes on between walls, so that it has a late part.</summary>
    internal virtual bool IsReverberant => !IsAnechoic;

    /// <summary>True where a point is in the room, not on a wall.</summary>
    public abstract bool Contains(Position point);

    /// <summary>True where no wall stands between two points of the room; always in a convex one.</summary>
    public virtual bool AreInSight(Position one, Position other) => true;

    /// <summary>Mean absorption coefficient by band, walls counted by their areas.</summary>
    public IReadOnlyList<double> MeanAbsorption => [.. Enumerable.Range(0, OctaveBands.Count).Select(band => Walls.Sum(wall => wall.Area * wall.Surface.Absorption[band]) / SurfaceArea)];

    /// <summary>
    /// Reverberation time by band in seconds: 24 ln 10 V / (c (4 m V - S ln(1 - mean absorption))), with the air's energy attenuation m (Eyring, JASA 1, 1930;
    /// Kuttruff, Room Acoustics, 5th ed. 2009, eq. 5.24). 0 where all walls absorb everything.
    /// </summary>
    public IReadOnlyList<double> EyringSeconds => [.. MeanAbsorption.Select((absorption, band) => absorption >= 1 ? 0
        : 24 * Math.Log(10) * Volume / (Acoustics.Air.SpeedOfSound * (4 * AirAttenuation(band) * Volume - SurfaceArea * Math.Log(1 - absorption))))];

    /// <summary>Energy attenuation of the air in a band, 1/m.</summary>
    internal double AirAttenuation(int band) => 2 * (Air?.PressureAttenuation(OctaveBands.Centres[band]) ?? 0);

    /// <summary>Into how many shares the search for images can be split, at most so many; one, unless a room knows better.</summary>
    internal virtual int Shares(int most) => 1;

    /// <summary>Passes on every image source within a distance of the receiver, in any order.</summary>
    /// <param name="source">In the room, metres.</param>
    /// <param name="receiver">In the room, metres, not at the source.</param>
    /// <param name="metres">The longest way.</param>
    /// <param name="part">Which share of them, so that threads can work side by side; all shares together are all images.</param>
    /// <param name="parts">Number of shares, by <see cref="Shares"/>.</param>
    /// <param name="sink">Takes the images.</param>
    internal abstract void Visit<TSink>(Position source, Position receiver, double metres, int part, int parts, ref TSink sink)
        where TSink : struct, IImageSink;

    /// <summary>Passes on random images that stand for the room's late ones, with their mean energy.</summary>
    /// <param name="fromMetres">The shortest way.</param>
    /// <param name="toMetres">The longest way.</param>
    /// <param name="random">Decides where they are.</param>
    /// <param name="sink">Takes the images.</param>
    internal abstract void VisitTail<TSink>(double fromMetres, double toMetres, Random random, ref TSink sink)
        where TSink : struct, IImageSink;
}
