using Proscenium.Mathematics;

namespace Proscenium.Loudspeakers;

/// <summary>
/// Measured angles in one plane about a driver's aim. A set of one side is mirrored where that is allowed; between angles eight neighbours
/// are interpolated (fewer at the ends and where the angles are unevenly spread); beyond the last angle it is held, unless the set goes round.
/// </summary>
sealed class AngleArc
{
    const int Neighbours = 8, NeighboursAtEnd = 6;
    const double Uneven = 2.5, HalfTurn = Math.PI, Close = 1e-6;

    readonly double[] _radians;
    readonly int[] _indices;

    /// <param name="measured">Angles in radians, -pi to pi, and which measurement each is.</param>
    /// <param name="mirror">True where the other side may be taken for the same.</param>
    public AngleArc(IReadOnlyList<(double Radians, int Index)> measured, bool mirror)
    {
        IsOneSided = measured.All(m => m.Radians > -Close) || measured.All(m => m.Radians < Close);
        IsMirrored = mirror && IsOneSided;
        IEnumerable<(double Radians, int Index)> all = measured;
        if (IsMirrored) all = all.Concat(measured.Where(m => Math.Abs(m.Radians) is > Close and < HalfTurn - Close).Select(m => m with { Radians = -m.Radians }));
        (double Radians, int Index)[] nodes = [.. all.OrderBy(m => m.Radians)];
        double widest = nodes.Zip(nodes.Skip(1), (a, b) => b.Radians - a.Radians).DefaultIfEmpty(0).Max();
        bool goesRound = nodes.Length > 2 && nodes[0].Radians + 2 * HalfTurn - nodes[^1].Radians < 1.5 * widest;
        if (goesRound) nodes = [.. nodes.Select(m => m with { Radians = m.Radians - 2 * HalfTurn }), .. nodes, .. nodes.Select(m => m with { Radians = m.Radians + 2 * HalfTurn })];
        _radians = Array.ConvertAll(nodes, node => node.Radians);
        _indices = Array.ConvertAll(nodes, node => node.Index);
    }

    /// <summary>True where only one side of the aim was measured.</summary>
    public bool IsOneSided { get; }

    /// <summary>True where that stands for both.</summary>
    public bool IsMirrored { get; }

    /// <summary>Adds how much each measurement counts at an angle, times a share.</summary>
    public void AddWeights(double radians, double share, double[] weights)
    {
        double within = Math.Clamp(radians, _radians[0], _radians[^1]);
        int above = Math.Clamp(Array.FindIndex(_radians, node => node >= within), 1, Math.Max(1, _radians.Length - 1));
        int wanted = above == 1 || above == _radians.Length - 1 ? NeighboursAtEnd : Neighbours, count = Math.Min(wanted, _radians.Length), first = First(above, count);
        while (count > 2 && IsUneven(_radians.AsSpan(first, count)))
        {
            count = Math.Max(2, count - 2);
            first = First(above, count);
        }
        double[] parts = Lagrange.Weights(_radians.AsSpan(first, count), within);
        for (int i = 0; i < count; i++) weights[_indices[first + i]] += share * parts[i];
    }

    /// <summary>The first of some nodes around an interval.</summary>
    int First(int above, int count) => Math.Clamp(above - count / 2, 0, _radians.Length - count);

    static bool IsUneven(ReadOnlySpan<double> nodes)
    {
        (double least, double most) = (double.MaxValue, 0);
        for (int i = 1; i < nodes.Length; i++)
        {
            double step = nodes[i] - nodes[i - 1];
            (least, most) = (Math.Min(least, step), Math.Max(most, step));
        }
        return most > Uneven * least;
    }
}
