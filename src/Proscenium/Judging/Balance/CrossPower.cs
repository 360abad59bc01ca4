using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Judging.Hearing;

namespace Proscenium.Judging.Balance;

/// <summary>What several inputs have in common at some places: the products of their pressures, one with the other's conjugate, summed over the places, by bin.</summary>
sealed class CrossPower
{
    readonly Complex[,][] _products;

    CrossPower(int inputs, FrequencyGrid grid, Func<int, int, int, Complex> product)
    {
        (Grid, _products) = (grid, new Complex[inputs, inputs][]);
        for (int i = 0; i < inputs; i++)
            for (int j = 0; j < inputs; j++)
            {
                (int a, int b) = (i, j);
                Complex[] values = new Complex[grid.BinCount];
                Parallel.For(0, values.Length, bin => values[bin] = product(a, b, bin));
                _products[i, j] = values;
            }
    }

    /// <summary>The frequencies of the bins.</summary>
    public FrequencyGrid Grid { get; }

    /// <summary>The products of two inputs at a bin.</summary>
    public Complex this[int a, int b, int bin] => _products[a, b][bin];

    /// <summary>Both ears.</summary>
    /// <param name="inputs">What each input sends to them.</param>
    /// <param name="grid">Their frequencies.</param>
    public static CrossPower AtEars(EarSpectra[] inputs, FrequencyGrid grid) => new(inputs.Length, grid, (a, b, bin) =>
        inputs[a].Left[bin] * Complex.Conjugate(inputs[b].Left[bin]) + inputs[a].Right[bin] * Complex.Conjugate(inputs[b].Right[bin]));

    /// <summary>The mean over points.</summary>
    /// <param name="points">What each input sends to each of them, [input][point][bin].</param>
    /// <param name="grid">Their frequencies.</param>
    public static CrossPower MeanOver(Complex[][][] points, FrequencyGrid grid) => new(points.Length, grid, (a, b, bin) =>
    {
        Complex sum = Complex.Zero;
        for (int point = 0; point < points[a].Length; point++) sum += points[a][point][bin] * Complex.Conjugate(points[b][point][bin]);
        return sum / points[a].Length;
    });

    /// <summary>Sources that add up in power, as their reverberation does: each alone, of power 1.</summary>
    public static CrossPower Unrelated(int inputs, FrequencyGrid grid) => new(inputs, grid, (a, b, _) => a == b ? 1 : 0);

    /// <summary>This and another one, which counts with a factor by bin.</summary>
    public CrossPower Plus(CrossPower other, Func<int, double> factor) => new(_products.GetLength(0), Grid, (a, b, bin) => this[a, b, bin] + factor(bin) * other[a, b, bin]);
}
