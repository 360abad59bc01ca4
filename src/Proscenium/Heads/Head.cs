using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Mathematics;

namespace Proscenium.Heads;

/// <summary>Pressure at the listener's two ears.</summary>
readonly record struct EarPair(Complex Left, Complex Right)
{
    /// <summary>The ear on one side.</summary>
    public Complex this[Side side] => side == Side.Left ? Left : Right;
}

/// <summary>The listener's side.</summary>
public enum Side
{
    /// <summary>The listener's left, +y.</summary>
    Left,

    /// <summary>The listener's right, -y.</summary>
    Right,
}

/// <summary>Sides and their opposites.</summary>
static class Sides
{
    /// <summary>The other side.</summary>
    public static Side Opposite(this Side side) => side == Side.Left ? Side.Right : Side.Left;
}

/// <summary>A head that sound arrives at. Positions are in the head's own frame: x ahead, y left, z up, origin between the ears.</summary>
public abstract class Head
{
    /// <summary>The head where nothing was measured at the ears: by default this one.</summary>
    internal virtual Head Model => this;

    /// <summary>Pressure at the ears for a point source, absolute: a free point source is e^{-jkr}/r.</summary>
    /// <param name="source">Metres; outside the head.</param>
    /// <param name="frequency">Hz, above 0.</param>
    internal abstract EarPair PointSource(Position source, double frequency);

    /// <summary>Pressure at the ears for plane waves from the direction of a unit vector, over that at the head's centre without the head, by frequency.</summary>
    internal abstract EarPair[] PlaneWave(Position from, IReadOnlyList<double> frequencies);

    /// <summary>Pressure at the ears in a driver's field, given in the head's frame.</summary>
    internal abstract EarPair Respond(DriverField field);
}
