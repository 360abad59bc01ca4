using System.Numerics;
using Proscenium.Acoustics;

namespace Proscenium.Judging.FreeField;

/// <summary>Random errors of drivers, smooth over frequency: real ones come from resonances, cones and cabinets, not from single bins.</summary>
static class DriverErrors
{
    const double LowestKnotHz = 20;

    /// <summary>What each driver does of what it should, drivers x bins: errors of level and phase that change over about an octave.</summary>
    /// <param name="drivers">How many drivers.</param>
    /// <param name="grid">The frequencies of the bins.</param>
    /// <param name="levelDb">Standard deviation of level at every frequency, dB.</param>
    /// <param name="phaseDegrees">Standard deviation of phase at every frequency, degrees.</param>
    /// <param name="random">Where the errors come from.</param>
    public static Complex[][] Draw(int drivers, FrequencyGrid grid, double levelDb, double phaseDegrees, Random random) => [.. Enumerable.Range(0, drivers).Select(_ =>
    {
        double[] level = Smooth(grid, random), phase = Smooth(grid, random);
        return level.Zip(phase, (l, p) => Complex.FromPolarCoordinates(Math.Pow(10, levelDb * l / 20), phaseDegrees * p * Math.PI / 180)).ToArray();
    })];

    /// <summary>
    /// Normal deviates at knots an octave apart, between them joined with weights whose squares sum to one: at every frequency the
    /// variance is 1.
    /// </summary>
    static double[] Smooth(FrequencyGrid grid, Random random)
    {
        double[] knots = [.. Enumerable.Range(0, 2 + (int)Math.Ceiling(Math.Log2(grid.SampleRate / 2.0 / LowestKnotHz))).Select(_ => Normal(random))];
        return [.. Enumerable.Range(0, grid.BinCount).Select(bin =>
        {
            double place = Math.Max(0, Math.Log2(grid.FrequencyAboveZero(bin) / LowestKnotHz));
            (double sin, double cos) = Math.SinCos((place - (int)place) * Math.PI / 2);
            return cos * knots[(int)place] + sin * knots[(int)place + 1];
        })];
    }

    /// <summary>Box and Muller, Annals of Mathematical Statistics 29, 1958.</summary>
    static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
