using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Heads;

namespace Proscenium.Plants;

/// <summary>
/// Complex pressure at points per driver per frequency, <c>points x drivers x bins</c>, relative to a free monopole of the same volume
/// acceleration: a point source is e^{-jkr}/r.
/// </summary>
sealed class TransferMatrix
{
    readonly Complex[] _values;

    internal TransferMatrix(int points, int drivers, FrequencyGrid grid)
    {
        (Points, Drivers, Grid) = (points, drivers, grid);
        _values = new Complex[points * drivers * grid.BinCount];
    }

    /// <summary>Number of points.</summary>
    public int Points { get; }

    /// <summary>Number of drivers.</summary>
    public int Drivers { get; }

    /// <summary>The frequencies of the bins.</summary>
    public FrequencyGrid Grid { get; }

    /// <summary>One transfer function value.</summary>
    public Complex this[int point, int driver, int bin]
    {
        get => _values[Index(point, driver, bin)];
        internal set => _values[Index(point, driver, bin)] = value;
    }

    /// <summary>All values times a factor.</summary>
    public TransferMatrix Scaled(double factor)
    {
        TransferMatrix scaled = new(Points, Drivers, Grid);
        for (int n = 0; n < _values.Length; n++) scaled._values[n] = factor * _values[n];
        return scaled;
    }

    /// <summary>Becomes zero.</summary>
    internal void Clear() => Array.Clear(_values);

    /// <summary>Pressure per driver at one point and bin.</summary>
    public ReadOnlySpan<Complex> Row(int point, int bin) => _values.AsSpan(Index(point, 0, bin), Drivers);

    /// <summary>The point of an ear, where the points are those of <see cref="Plant.AtEars"/>.</summary>
    public static int Ear(int pose, Side side) => 2 * pose + (int)side;

    int Index(int point, int driver, int bin) => (bin * Points + point) * Drivers + driver;
}
