using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Mathematics;

namespace Proscenium.Plants;

/// <summary>A body of revolution: only the angle off its axis counts.</summary>
sealed class AxialFarField(Position axis, SplitSpectrum[] table) : FarField
{
    const int StepsToTheBack = 180;

    /// <summary>Spectra every degree, joined linearly: within 1 % up to 10 kHz for a device of 9 cm.</summary>
    /// <param name="grid">The frequencies.</param>
    /// <param name="at">Values at a frequency for the cosines of the angles.</param>
    public static SplitSpectrum[] Table(FrequencyGrid grid, Func<double, double[], Complex[]> at)
    {
        double[] cosines = [.. Enumerable.Range(0, StepsToTheBack + 1).Select(step => Math.Cos(Math.PI * step / StepsToTheBack))];
        SplitSpectrum[] table = Array.ConvertAll(cosines, _ => new SplitSpectrum(grid.BinCount));
        Parallel.For(0, grid.BinCount, bin =>
        {
            Complex[] values = at(grid.FrequencyAboveZero(bin), cosines);
            for (int step = 0; step < values.Length; step++) (table[step].Re[bin], table[step].Im[bin]) = ((float)values[step].Real, (float)values[step].Imaginary);
        });
        return table;
    }

    public override SplitSpectrum Towards(Position direction, SplitSpectrum scratch)
    {
        double place = Math.Acos(Math.Clamp(direction.Dot(axis), -1, 1)) * (StepsToTheBack / Math.PI);
        int below = Math.Min((int)place, StepsToTheBack - 1);
        scratch.SetBetween(table[below], table[below + 1], (float)(place - below));
        return scratch;
    }
}
