using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Mathematics;

namespace Proscenium.Filters;

/// <summary>The cost of errors over frequency: the Hermitian form of each bin, less the higher the frequency, and the same times the weights.</summary>
sealed class ErrorSpectra
{
    const double LowestWeightHz = 200;

    readonly int _drivers;
    readonly Complex[][] _form;      // [row (row + 1) / 2 + column, column at most row][bin]
    readonly Complex[][] _ofWeights; // [driver][bin]

    /// <summary>Adds up the cost of every bin.</summary>
    /// <param name="weights">bins x drivers.</param>
    /// <param name="addCost">Adds what an error costs at a bin.</param>
    /// <param name="grid">The frequencies of the bins.</param>
    public ErrorSpectra(Complex[][] weights, Action<HermitianSystem, int> addCost, FrequencyGrid grid)
    {
        _drivers = weights[0].Length;
        _form = [.. Enumerable.Range(0, _drivers * (_drivers + 1) / 2).Select(_ => new Complex[grid.BinCount])];
        _ofWeights = [.. Enumerable.Range(0, _drivers).Select(_ => new Complex[grid.BinCount])];
        Parallel.For(0, grid.BinCount, () => new HermitianSystem(_drivers), (bin, _, cost) =>
        {
            cost.Clear();
            addCost(cost, bin);
            double scale = 1 / Math.Max(grid.Frequency(bin), LowestWeightHz);
            for (int i = 0; i < _drivers; i++)
            {
                for (int j = 0; j <= i; j++) Form(i, j)[bin] = scale * cost[i, j];
                _ofWeights[i][bin] = scale * cost.RowTimes(i, weights[bin]);
            }
            return cost;
        }, _ => { });
    }

    /// <summary>An element of the form by bin, column at most row.</summary>
    public Complex[] Form(int row, int column) => _form[row * (row + 1) / 2 + column];

    /// <summary>One row of the form times the weights, by bin.</summary>
    public Complex[] OfWeights(int row) => _ofWeights[row];
}
