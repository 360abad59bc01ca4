using System.Numerics;

namespace Proscenium.Acoustics;

/// <summary>A measured driver's responses at the bins of a grid, worked out once for all directions.</summary>
sealed class DirectivityOnGrid
{
    readonly Driver _driver;
    readonly MeasuredDirectivity _response;
    readonly FrequencyGrid _grid;
    readonly Complex[][] _aligned; // [measurement][bin]

    public DirectivityOnGrid(Driver driver, MeasuredDirectivity response, FrequencyGrid grid)
    {
        (_driver, _response, _grid) = (driver, response, grid);
        _aligned = [.. response.Measured.Zip(response.Delays, (measured, delay) => Enumerable.Range(0, grid.BinCount)
            .Select(bin => measured.Response.At(grid.Frequency(bin)) * FrequencyResponse.Turn(grid.Frequency(bin), -delay)).ToArray())];
    }

    /// <summary>Strength of each part of a field, by bin.</summary>
    public Complex[][] Strengths(MeasuredField field, int parts)
    {
        Complex[][] towards = Array.ConvertAll(field.Directions(), Towards);
        return [.. Enumerable.Range(0, parts).Select(part => Enumerable.Range(0, _grid.BinCount)
            .Select(bin => field.Strength(part, Array.ConvertAll(towards, direction => direction[bin]))).ToArray())];
    }

    Complex[] Towards(Position world)
    {
        double[] weights = _response.Weights(_driver.ToOwnAxes(world));
        int[] counting = [.. Enumerable.Range(0, weights.Length).Where(i => weights[i] != 0)];
        double delay = counting.Sum(i => weights[i] * _response.Delays[i]);
        var strength = new Complex[_grid.BinCount];
        for (int bin = 0; bin < strength.Length; bin++)
        {
            Complex sum = Complex.Zero;
            foreach (int i in counting) sum += weights[i] * _aligned[i][bin];
            strength[bin] = sum * FrequencyResponse.Turn(_grid.Frequency(bin), delay);
        }
        return strength;
    }
}
