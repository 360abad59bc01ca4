using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Mathematics;

namespace Proscenium.Loudspeakers;

/// <summary>A measured driver's responses at the bins of a grid, each worked out once for all directions that need it.</summary>
sealed class DirectivityOnGrid(Driver driver, MeasuredDirectivity response, FrequencyGrid grid)
{
    readonly Complex[]?[] _aligned = new Complex[]?[response.Measured.Count]; // [measurement][bin]

    /// <summary>Strength of each part of a field, by bin.</summary>
    public Complex[][] Strengths(MeasuredField field, int parts)
    {
        Complex[][] towards = Array.ConvertAll(field.Directions(), Towards);
        return [.. Enumerable.Range(0, parts).Select(part => Enumerable.Range(0, grid.BinCount)
            .Select(bin => field.Strength(part, Array.ConvertAll(towards, direction => direction[bin]))).ToArray())];
    }

    /// <summary>What goes out in a direction of the world's axes, by bin.</summary>
    public Complex[] Towards(Position world)
    {
        double[] weights = response.Weights(driver.ToOwnAxes(world));
        int[] counting = [.. Enumerable.Range(0, weights.Length).Where(i => weights[i] != 0)];
        Complex[][] aligned = Array.ConvertAll(counting, Aligned);
        double delay = counting.Sum(i => weights[i] * response.Delays[i]);
        var strength = new Complex[grid.BinCount];
        for (int bin = 0; bin < strength.Length; bin++)
        {
            Complex sum = Complex.Zero;
            for (int i = 0; i < aligned.Length; i++) sum += weights[counting[i]] * aligned[i][bin];
            strength[bin] = sum * FrequencyResponse.Turn(grid.Frequency(bin), delay);
        }
        return strength;
    }

    Complex[] Aligned(int measurement) => _aligned[measurement] ??= [.. Enumerable.Range(0, grid.BinCount)
        .Select(bin => response.Measured[measurement].Response.At(grid.Frequency(bin)) * FrequencyResponse.Turn(grid.Frequency(bin), -response.Delays[measurement]))];
}
