using Proscenium.Acoustics;
using Proscenium.Mathematics;

namespace Proscenium.Heads;

/// <summary>Where the head is, relative to the seat (the world's origin), and where it looks.</summary>
/// <param name="Left">Metres to the listener's left.</param>
/// <param name="Up">Metres up.</param>
/// <param name="Forward">Metres towards the device.</param>
/// <param name="YawDegrees">Turn of the head, counter-clockwise: + looks to the left.</param>
public readonly record struct HeadPose(double Left = 0, double Up = 0, double Forward = 0, double YawDegrees = 0)
{
    /// <summary>The seat itself.</summary>
    public static HeadPose Seat => default;

    /// <summary>The robust set: the seat and 5 cm to either side.</summary>
    public static IReadOnlyList<HeadPose> SeatAndFiveCentimetres { get; } = [Seat, new(Left: 0.05), new(Left: -0.05)];

    /// <summary>The nine poses of an analysis: the seat, 5 and 10 cm to either side, nearer and farther, 10 degrees of yaw.</summary>
    /// <param name="listeningDistance">Metres; depth moves by 20 cm at 2 m, in proportion.</param>
    public static IReadOnlyList<HeadPose> NinePoses(double listeningDistance)
    {
        double depth = 0.2 * listeningDistance / 2;
        return
        [
            Seat, new(Left: 0.05), new(Left: -0.05), new(Left: 0.10), new(Left: -0.10),
            new(Forward: depth), new(Forward: -depth), new(YawDegrees: 10), new(YawDegrees: -10),
        ];
    }

    internal Position Centre => new(Forward, Left, Up);

    /// <summary>A world position as the head sees it.</summary>
    internal Position ToHead(Position world) => (world - Centre).Turned(-YawDegrees * Math.PI / 180);

    internal DriverField ToHead(DriverField field)
    {
        HeadPose pose = this;
        return new(field.Frequency, ToHead(field.Origin), Array.ConvertAll(field.Monopoles, m => m with { Position = pose.ToHead(m.Position) }))
        {
            Line = field.Line is { } line ? line with { Middle = ToHead(line.Middle), Direction = line.Direction.Turned(-YawDegrees * Math.PI / 180) } : null,
        };
    }
}
