using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Mathematics;

namespace Proscenium.Filters;

/// <summary>
/// Turns driver weights over frequency into causal FIRs of finite length: weighted least squares over all drivers of an input at
/// once, with a modelling delay.
/// </summary>
/// <remarks>
/// h = argmin sum_f (H - w e^{-jwD})^H W (H - w e^{-jwD}) + sum_n v_n h_n^2, W = E / max(f, 200 Hz). The form E says what an error costs: at the aim, in
/// the dark zone (weighted up by the planned ratio), and in the drivers' effort (<see cref="ErrorCost"/>). To this the energy of taps that come more than 1 to 2 ms before the delay is added, with a
/// weight: otherwise whatever changes steeply over frequency rings before the sound as long as after it. The normal equations are block Toeplitz and solved by
/// conjugate gradients with Fourier products (Chan and Ng, SIAM Review 1996).
/// </remarks>
static class FirRealiser
{
    const int MaxIterations = 1000;

    /// <summary>How exactly the equations are solved, as the residual over the right side.</summary>
    public const double Tolerance = 2e-6;

    /// <summary>Energy earlier than this before the delay costs something, and from the second time on as much as it will.</summary>
    const double EarlySeconds = 1e-3, FullyEarlySeconds = 2e-3;

    /// <summary>Realises one input.</summary>
    /// <param name="weights">bins x drivers.</param>
    /// <param name="addCost">Adds what an error of the weights costs at a bin.</param>
    /// <param name="grid">The frequencies of the bins.</param>
    /// <param name="taps">Length of each filter.</param>
    /// <param name="delaySamples">Modelling delay, may have a fraction.</param>
    /// <param name="earlyWeight">What energy long before the delay costs, relative to the same energy as an error at all frequencies.</param>
    /// <param name="tolerance">How exactly the equations are solved.</param>
    /// <returns>drivers x taps.</returns>
    public static double[][] Realise(Complex[][] weights, Action<HermitianSystem, int> addCost, FrequencyGrid grid, int taps, double delaySamples, double earlyWeight = 0, double tolerance = Tolerance)
    {
        int drivers = weights[0].Length;
        ErrorSpectra cost = new(weights, addCost, grid);
        Complex[] delay = [.. Enumerable.Range(0, grid.BinCount).Select(bin => Complex.FromPolarCoordinates(1, -2 * Math.PI * bin * delaySamples / grid.FftLength))];
        double[] time = new double[grid.FftLength];
        double[] Impulse(Func<int, Complex> spectrum)
        {
            Spectra.Impulse(spectrum, time);
            return time;
        }

        BlockToeplitz normal = new(drivers, taps, (i, j) => Impulse(bin => cost.Form(i, j)[bin]), Earliness(earlyWeight * Enumerable.Range(0, drivers).Average(i => Impulse(bin => cost.Form(i, i)[bin])[0]), grid, taps, delaySamples));
        double[] cut = new double[drivers * taps], right = new double[drivers * taps];
        for (int i = 0; i < drivers; i++)
        {
            Impulse(bin => weights[bin][i] * delay[bin]).AsSpan(0, taps).CopyTo(cut.AsSpan(i * taps));
            Impulse(bin => cost.OfWeights(i)[bin] * delay[bin]).AsSpan(0, taps).CopyTo(right.AsSpan(i * taps));
        }
        return [.. normal.Solve(right, cut, tolerance, MaxIterations).Chunk(taps)];
    }

    /// <summary>What energy of a tap costs, by tap: more the earlier it is before the delay.</summary>
    static double[] Earliness(double full, FrequencyGrid grid, int taps, double delaySamples) =>
        [.. Enumerable.Range(0, taps).Select(n => full * Math.Clamp(((delaySamples - n) / grid.SampleRate - EarlySeconds) / (FullyEarlySeconds - EarlySeconds), 0, 1))];
}
