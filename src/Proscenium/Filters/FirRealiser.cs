using System.Numerics;
using Proscenium.Acoustics;

namespace Proscenium.Filters;

/// <summary>
/// Turns driver weights over frequency into causal FIRs of finite length: weighted least squares over all drivers of an input at
/// once, with a modelling delay.
/// </summary>
/// <remarks>
/// h = argmin sum_f (H - w e^{-jwD})^H W (H - w e^{-jwD}) + sum_n v_n h_n^2, W = S^H S / max(f, 200 Hz). The rows S say what an error does: to the aim, to
/// the dark zone (weighted up by the planned ratio), and to the drivers' effort. To this the energy of taps that come more than 1 to 2 ms before the delay is added, with a
/// weight: otherwise whatever changes steeply over frequency rings before the sound as long as after it. The normal equations are block Toeplitz and solved by
/// conjugate gradients with Fourier products (Chan and Ng, SIAM Review 1996).
/// </remarks>
static class FirRealiser
{
    const double LowestWeightHz = 200;
    const int MaxIterations = 1000;

    /// <summary>How exactly the equations are solved, as the residual over the right side.</summary>
    public const double Tolerance = 2e-6;

    /// <summary>Energy earlier than this before the delay costs something, and from the second time on as much as it will.</summary>
    const double EarlySeconds = 1e-3, FullyEarlySeconds = 2e-3;

    /// <summary>Realises one input.</summary>
    /// <param name="weights">bins x drivers.</param>
    /// <param name="errorRows">What an error of the weights costs at a bin: rows x drivers.</param>
    /// <param name="grid">The frequencies of the bins.</param>
    /// <param name="taps">Length of each filter.</param>
    /// <param name="delaySamples">Modelling delay, may have a fraction.</param>
    /// <param name="earlyWeight">What energy long before the delay costs, relative to the same energy as an error at all frequencies.</param>
    /// <param name="tolerance">How exactly the equations are solved.</param>
    /// <returns>drivers x taps.</returns>
    public static double[][] Realise(Complex[][] weights, Func<int, Complex[][]> errorRows, FrequencyGrid grid, int taps, double delaySamples, double earlyWeight = 0, double tolerance = Tolerance)
    {
        int drivers = weights[0].Length;
        var power = new Complex[grid.BinCount][,];
        var wanted = new Complex[grid.BinCount][];
        Complex Delay(int bin) => Complex.FromPolarCoordinates(1, -2 * Math.PI * bin * delaySamples / grid.FftLength);
        Parallel.For(0, grid.BinCount, bin =>
        {
            power[bin] = ErrorPower(errorRows(bin), drivers, 1 / Math.Max(grid.Frequency(bin), LowestWeightHz));
            Complex delay = Delay(bin);
            wanted[bin] = [.. Enumerable.Range(0, drivers).Select(i => delay * Product(power[bin], i, weights[bin]))];
        });
        BlockToeplitz normal = new(drivers, taps, (i, j) => Nearest(Spectra.Impulse(bin => power[bin][i, j], grid), taps), Earliness(power, grid, taps, delaySamples, earlyWeight));
        double[][] right = [.. Enumerable.Range(0, drivers).Select(i => Spectra.Impulse(bin => wanted[bin][i], grid)[..taps])];
        double[][] cut = [.. Enumerable.Range(0, drivers).Select(i => Spectra.Impulse(bin => weights[bin][i] * Delay(bin), grid)[..taps])];
        return normal.Solve(right, cut, tolerance, MaxIterations);
    }

    /// <summary>What energy of a tap costs, by tap: more the earlier it is before the delay.</summary>
    static double[] Earliness(Complex[][,] power, FrequencyGrid grid, int taps, double delaySamples, double weight)
    {
        int drivers = power[0].GetLength(0);
        double full = weight * Enumerable.Range(0, drivers).Average(i => Spectra.Impulse(bin => power[bin][i, i], grid)[0]);
        return [.. Enumerable.Range(0, taps).Select(n => full * Math.Clamp(((delaySamples - n) / grid.SampleRate - EarlySeconds) / (FullyEarlySeconds - EarlySeconds), 0, 1))];
    }

    /// <summary>The lags that filters of a length see, later ones first, earlier ones from the end of the array.</summary>
    static double[] Nearest(double[] lags, int taps)
    {
        int reach = Math.Min(lags.Length / 2, (int)BitOperations.RoundUpToPowerOf2((uint)taps));
        return [.. lags[..reach], .. lags[^reach..]];
    }

    static Complex[,] ErrorPower(Complex[][] rows, int drivers, double scale)
    {
        var power = new Complex[drivers, drivers];
        foreach (Complex[] row in rows)
            for (int i = 0; i < drivers; i++)
                for (int j = 0; j < drivers; j++) power[i, j] += scale * Complex.Conjugate(row[i]) * row[j];
        return power;
    }

    static Complex Product(Complex[,] power, int row, Complex[] weights)
    {
        Complex sum = Complex.Zero;
        for (int j = 0; j < weights.Length; j++) sum += power[row, j] * weights[j];
        return sum;
    }
}
