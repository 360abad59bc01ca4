using System.Numerics;
using Proscenium.Mathematics;

namespace Proscenium.Acoustics;

/// <summary>A few places on a line that stand for all others on it, by interpolation between Chebyshev points (Berrut and Trefethen, SIAM Review 46, 2004, eq. 4.2 and 5.3).</summary>
readonly ref struct LineNodes
{
    /// <summary>The most that can be chosen.</summary>
    public const int MaxNodes = 64;

    const double ErrorNepers = 13.8, SlowestGain = 1.2;

    /// <summary>By their number: where the points of the interval -1 to 1 are, and their weights.</summary>
    static readonly (double[] Offsets, double[] Weights)[] _chebyshev = [.. Enumerable.Range(0, MaxNodes + 1).Select(count => (
        Enumerable.Range(0, count).Select(i => Math.Cos(Math.PI * (i + 0.5) / count)).ToArray(),
        Enumerable.Range(0, count).Select(i => (i % 2 == 0 ? 1 : -1) * Math.Sin(Math.PI * (i + 0.5) / count)).ToArray()))];

    readonly Line _line;
    readonly ReadOnlySpan<double> _offsets, _weights;

    /// <summary>Chooses places, at most <see cref="MaxNodes"/>.</summary>
    public LineNodes(Line line, int count)
    {
        _line = line;
        _offsets = _chebyshev[count].Offsets;
        _weights = _chebyshev[count].Weights;
    }

    /// <summary>Number of places.</summary>
    public int Count => _offsets.Length;

    /// <summary>A place.</summary>
    public Position this[int node] => _line.Middle + _line.Reach * _offsets[node] * _line.Direction;

    /// <summary>How many places a head needs for an error of about 1e-6.</summary>
    /// <remarks>Its response turns with ka times the angle that it sees the line under; beyond that, each place more lessens the error by the line's distance over a quarter of its length.</remarks>
    public static int CountFor(Line line, double headRadius, double frequency)
    {
        double metres = Math.Max(headRadius, line.Middle.Length - line.Reach);
        int turning = (int)Math.Ceiling(Air.WaveNumber(frequency) * headRadius * 2 * line.Reach / metres);
        return turning + (int)Math.Min(MaxNodes, Math.Ceiling(ErrorNepers / Math.Log(Math.Max(SlowestGain, 2 * metres / line.Reach))));
    }

    /// <summary>Adds what is at a place of the line to the nodes, to each its share.</summary>
    public void Spread(Position place, Complex amount, Span<Complex> nodes)
    {
        double offset = (place - _line.Middle).Dot(_line.Direction) / _line.Reach, sum = 0;
        Span<double> shares = stackalloc double[Count];
        for (int i = 0; i < Count; i++)
        {
            double away = offset - _offsets[i];
            if (away == 0)
            {
                nodes[i] += amount;
                return;
            }
            shares[i] = _weights[i] / away;
            sum += shares[i];
        }
        for (int i = 0; i < Count; i++) nodes[i] += (shares[i] / sum).Times(amount);
    }
}
