using Proscenium.Acoustics;
using Proscenium.Mathematics;
using static System.FormattableString;

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

    /// <summary>The pose in words: <c>seat</c>, <c>5 cm to the left</c>, <c>20 cm nearer</c>, <c>turned 10 degrees to the left</c>, or several of them.</summary>
    internal string Words
    {
        get
        {
            string Metres(double value, string above, string below) => Invariant($"{100 * Math.Abs(value):0.#} cm {(value > 0 ? above : below)}");
            string[] words = [.. Left != 0 ? [Metres(Left, "to the left", "to the right")] : Array.Empty<string>(), .. Forward != 0 ? [Metres(Forward, "nearer", "farther")] : Array.Empty<string>(), .. Up != 0 ? [Metres(Up, "higher", "lower")] : Array.Empty<string>(),
                .. YawDegrees != 0 ? [Invariant($"turned {Math.Abs(YawDegrees):0.#} degrees to the {(YawDegrees > 0 ? "left" : "right")}")] : Array.Empty<string>()];
            return words.Length == 0 ? "seat" : string.Join(", ", words);
        }
    }

    /// <summary>A pose relative to this one, looked at from the seat.</summary>
    internal HeadPose Plus(HeadPose other) => new(Left + other.Left, Up + other.Up, Forward + other.Forward, YawDegrees + other.YawDegrees);

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
