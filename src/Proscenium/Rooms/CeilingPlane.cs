using Proscenium.Mathematics;

namespace Proscenium.Rooms;

/// <summary>A plane that bounds a room from above, through three points in any order; metres from the room's origin.</summary>
/// <param name="First">One point.</param>
/// <param name="Second">Another one.</param>
/// <param name="Third">A third one, not in line with them.</param>
readonly record struct CeilingPlane(Position First, Position Second, Position Third)
{
    const double Same = 1e-9;

    /// <summary>The smallest part of a unit vector that must point up, so that a plane is a ceiling rather than a wall.</summary>
    const double Upright = 1e-6;

    /// <summary>A flat ceiling.</summary>
    internal static CeilingPlane At(double height) => new(new(0, 0, height), new(1, 0, height), new(0, 1, height));

    /// <summary>False where the points lie in a line or above each other.</summary>
    internal bool IsCeiling => Down.Z < -Upright;

    /// <summary>Unit vector into the room.</summary>
    internal Position Down
    {
        get
        {
            Position across = (Second - First).Cross(Third - First);
            return (across.Z > 0 ? -1 : 1) / across.Length * across;
        }
    }

    /// <summary>Height above a point of the floor.</summary>
    internal double HeightAt(Position floor)
    {
        Position down = Down;
        return First.Z - (down.X * (floor.X - First.X) + down.Y * (floor.Y - First.Y)) / down.Z;
    }

    /// <summary>True where both are the same plane.</summary>
    internal bool Coincides(CeilingPlane other) => (Down - other.Down).Length < Same && Math.Abs(Down.Dot(other.First - First)) < Same;
}
