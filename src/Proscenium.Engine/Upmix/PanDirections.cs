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
    public static float LevelDifference(int direction) => (float)Math.Cos(Math.PI * direction / (Count - 1));

    /// <summary>A direction's product, 2 L R for a source of power 1: sin 2a.</summary>
    public static float Product(int direction) => (float)Math.Sin(Math.PI * direction / (Count - 1));
}
