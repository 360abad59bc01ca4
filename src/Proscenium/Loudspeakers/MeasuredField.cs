using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Mathematics;

namespace Proscenium.Loudspeakers;

/// <summary>
/// A measured driver as a receiver meets it: a point source, and two close pairs of opposite points that give the field its slope across
/// the receiver. Their strengths are such that both sides of the receiver, where a head has its ears, get the directivity at their own places.
/// </summary>
/// <param name="Origin">The driver's place.</param>
/// <param name="Receiver">The receiver's middle.</param>
/// <param name="HalfWidth">From the receiver's middle to its sides, in metres; 0 for a point.</param>
readonly record struct MeasuredField(Position Origin, Position Receiver, double HalfWidth)
{
    /// <summary>Parts of a field: its value, its slope across, its slope along.</summary>
    public const int Parts = 3;

    const double HalfSpacing = 0.002;

    /// <summary>The field of one part of strength 1; a slope is per radian of direction.</summary>
    public DriverField Part(int part, double frequency) => part == 0
        ? new(frequency, Origin, [new(Origin, 1)])
        : new(frequency, Origin, Pair(part == 1 ? Direction.Tangents().Across : Direction.Tangents().Along, frequency));

    /// <summary>The directions whose strengths give the parts: a point's own; else the two sides across, and the two along.</summary>
    public Position[] Directions()
    {
        Position middle = Direction;
        if (HalfWidth == 0) return [middle];
        double step = Step;
        (Position across, Position along) = middle.Tangents();
        Position[] sides = [step * across, -step * across, step * along, -step * along];
        return Array.ConvertAll(sides, side => (1 / (middle + side).Length) * (middle + side));
    }

    /// <summary>The strength of a part from the strengths in <see cref="Directions"/>.</summary>
    public Complex Strength(int part, ReadOnlySpan<Complex> towards) => (part, HalfWidth) switch
    {
        (0, 0) => towards[0],
        (0, _) => (towards[0] + towards[1]) / 2,
        _ => (towards[2 * part - 2] - towards[2 * part - 1]) / (2 * Step),
    };

    /// <summary>Tangent of the angle from the receiver's middle to its side.</summary>
    double Step => HalfWidth / (Receiver - Origin).Length;

    Position Direction => (1 / (Receiver - Origin).Length) * (Receiver - Origin);

    /// <summary>
    /// Points at +-s on a line across the way to the receiver, of strengths +-q, send (jk + 1/r) 2 s q times the angle beside the receiver's
    /// middle, relative to a point source, and nothing to the middle itself.
    /// </summary>
    Monopole[] Pair(Position line, double frequency)
    {
        Complex strength = 1 / (2 * HalfSpacing * new Complex(1 / (Receiver - Origin).Length, Air.WaveNumber(frequency)));
        return [new(Origin + HalfSpacing * line, strength), new(Origin - HalfSpacing * line, -strength)];
    }
}
