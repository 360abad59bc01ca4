using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Mathematics;

namespace Proscenium.Heads;

/// <summary>Something that turns a driver's field into pressures at points.</summary>
abstract class Receiver(Position centre, int points)
{
    /// <summary>The place whose travel time is taken out before interpolation over frequency.</summary>
    public Position Centre { get; } = centre;

    /// <summary>Number of points.</summary>
    public int Points { get; } = points;

    /// <summary>How far its points lie beside its middle, in metres.</summary>
    public abstract double HalfWidth { get; }

    /// <summary>Writes the pressure at each point.</summary>
    public abstract void Receive(DriverField field, Span<Complex> pressures);
}

/// <summary>A head in a pose; points: left ear, right ear.</summary>
sealed class ListeningHead(Head head, HeadPose pose) : Receiver(pose.Centre, 2)
{
    /// <summary>The usual radius; a field changes so little across a head that the exact one does not matter.</summary>
    public override double HalfWidth => 0.0875;

    public override void Receive(DriverField field, Span<Complex> pressures)
    {
        EarPair ears = head.Respond(pose.ToHead(field));
        (pressures[0], pressures[1]) = (ears.Left, ears.Right);
    }
}

/// <summary>A point in free field.</summary>
sealed class FreeFieldPoint(Position point) : Receiver(point, 1)
{
    public override double HalfWidth => 0;

    public override void Receive(DriverField field, Span<Complex> pressures) => pressures[0] = field.PressureAt(Centre);
}
