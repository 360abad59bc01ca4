namespace Proscenium.Engine.Upmix;

/// <summary>
/// The directions of the panning model, from hard left through the centre to hard right in equal steps of the panning angle a, with gains
/// cos a to the left and sin a to the right.
/// </summary>
static class PanDirections
{
    /// <summary>Number of directions.</summary>
    public const int Count = 7;

    /// <summary>Index of the centre.</summary>
    public const int Centre = Count / 2;

    /// <summary>A direction's level difference, |L|^2 - |R|^2 for a source of power 1: cos 2a.</summary>
    public static float LevelDifference(int direction) => Exactly(Math.Cos(Math.PI * direction / (Count - 1)));

    /// <summary>A direction's product, 2 L R for a source of power 1: sin 2a.</summary>
    public static float Product(int direction) => Exactly(Math.Sin(Math.PI * direction / (Count - 1)));

    /// <summary>What is zero but for rounding is zero, as products with it would be denormal numbers.</summary>
    static float Exactly(double value) => (float)Math.Round(value, 15);
}
