using Proscenium.Mathematics;

namespace Proscenium.Heads;

/// <summary>How far a measured head is from its own measurements where they are left out: half of the directions, every second one, say what the others would be.</summary>
/// <param name="LowDb">Mean magnitude of the error of both ears' levels, 200 Hz to 2 kHz.</param>
/// <param name="HighDb">The same from 2 to 8 kHz.</param>
sealed record HeldOutDirections(double LowDb, double HighDb)
{
    const int MostLookedAt = 60;

    static readonly double[] _low = [200, 400, 700, 1000, 1400, 1900], _high = [2300, 3000, 4000, 5000, 6500, 8000];

    /// <summary>Compares what half of the measurements makes of the directions of the others, near ear height, with what was measured there.</summary>
    public static HeldOutDirections Of(HeadDirections half, HeadDirections all, IReadOnlyList<Position> others)
    {
        Position[] level = [.. others.Where(direction => Math.Abs(direction.Z) < 0.65)];
        Position[] looked = [.. level.Where((_, i) => i % (1 + level.Length / MostLookedAt) == 0)];
        (double low, double high) = (0, 0);
        foreach (Position direction in looked)
        {
            HeadSpectra found = half.Towards(direction), measured = all.Towards(direction);
            (low, high) = (low + half.Apart(found, measured, _low) / looked.Length, high + half.Apart(found, measured, _high) / looked.Length);
        }
        return new(low, high);
    }
}
