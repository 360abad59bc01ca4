namespace Proscenium.Mathematics;

/// <summary>Directions over the whole sphere.</summary>
static class Directions
{
    /// <summary>Unit vectors spread evenly by a golden-angle spiral (Swinbank and Purser, Q. J. R. Meteorol. Soc. 2006).</summary>
    public static Position[] Even(int count) => [.. Enumerable.Range(0, count).Select(i =>
        Position.Direction(i * Math.PI * (3 - Math.Sqrt(5)), Math.Asin(-1 + (2 * i + 1.0) / count)))];
}
