using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Loudspeakers;
using Proscenium.Mathematics;
using Proscenium.Steering;

namespace Proscenium.Filters;

/// <summary>
/// Turns driver weights into relative filters: the reference driver is a pure delay, the others play it through relative transfer
/// functions of finite length, and one minimum-phase equaliser, made from what those filters achieve, gives the aim its level back.
/// Woofers, which play where the reference does not, get filters of their own, in phase with the rest.
/// </summary>
/// <remarks>
/// The relative functions are fitted by the same weighted least squares as filters of the full matrix (<see cref="FirRealiser"/>); seen from them, an error
/// counts with the level of the reference driver, for a symmetric pair 1 / abs(1 - gamma q). The phase that the ipsilateral and the contralateral ear share is
/// left to the equaliser, which needs no delay for it. Delay and equaliser folded in, the result is a matrix like any other.
/// </remarks>
sealed class RtfRealiser
{
    /// <summary>How far below all drivers together the reference may fall before the others are no longer relative to it.</summary>
    const double QuietestReference = 0.03;

    /// <summary>The equaliser lifts and lowers by no more than this.</summary>
    const double LargestCorrection = 10;

    /// <summary>The equaliser corrects errors of the relative functions at the aim.</summary>
    const double AimShare = 1;

    /// <summary>Short functions would make up for each other with drivers that have no part in it; work costs more here.</summary>
    const double EffortShare = 0.2;

    /// <summary>Share of the taps that the relative functions take; the equaliser takes the rest.</summary>
    const double RelativeShare = 0.5;

    readonly SteeredWeights _steered;
    readonly int _reference, _taps, _delay, _relativeTaps;
    readonly int[] _relatives, _woofers;

    RtfRealiser(SteeredWeights steered, Device device, int reference, int taps, int delaySamples)
    {
        (_steered, _reference, _taps, _delay) = (steered, reference, taps, delaySamples);
        _relativeTaps = RelativeTaps(taps, delaySamples);
        bool IsWoofer(int n) => device.Drivers[n].Kind == DriverKind.Woofer;
        int[] others = [.. Enumerable.Range(0, device.Drivers.Count).Where(n => n != reference)];
        (_relatives, _woofers) = ([.. others.Where(n => !IsWoofer(n))], [.. others.Where(IsWoofer)]);
    }

    /// <summary>Taps of a relative function; the equaliser's are what is left, and one more.</summary>
    public static int RelativeTaps(int taps, int delaySamples) => Math.Max(delaySamples + 1, (int)(RelativeShare * taps));

    /// <summary>Realises one input.</summary>
    /// <param name="steered">Weights and what they solve.</param>
    /// <param name="device">The device.</param>
    /// <param name="reference">The driver that is a pure delay.</param>
    /// <param name="taps">Length of each folded filter.</param>
    /// <param name="delaySamples">Delay of the reference driver.</param>
    /// <returns>drivers x taps.</returns>
    public static double[][] Realise(SteeredWeights steered, Device device, int reference, int taps, int delaySamples) =>
        new RtfRealiser(steered, device, reference, taps, delaySamples).Realise();

    double[][] Realise()
    {
        double[][] filters = new double[_steered.Weights[0].Length][];
        filters[_reference] = new double[_relativeTaps];
        filters[_reference][_delay] = 1;
        double[][] relative = Fit(_relatives, bin => Over(_steered.Weights[bin]), bin => _steered.Weights[bin][_reference].Magnitude, _relativeTaps);
        for (int i = 0; i < _relatives.Length; i++) filters[_relatives[i]] = relative[i];

        Complex[] planned = AtAim((n, bin) => _steered.Weights[bin][n]), achieved = AtAim(filters);
        double[] equaliser = MinimumPhaseFilter.Of([.. planned.Zip(achieved, (p, a) => Math.Clamp((p / a).Magnitude, 1 / LargestCorrection, LargestCorrection))], _steered.Grid, _taps - _relativeTaps + 1);
        foreach (int n in _relatives.Append(_reference)) filters[n] = Convolve(filters[n], equaliser);

        if (_woofers.Length == 0) return filters;
        Complex[] turned = [.. AtAim(filters).Zip(planned, (now, then) => Unit(now / then))];
        double[][] low = Fit(_woofers, bin => turned[bin] * Delayed(bin), _ => 1, _taps);
        for (int i = 0; i < _woofers.Length; i++) filters[_woofers[i]] = low[i];
        return filters;
    }

    /// <summary>Least squares for some drivers' weights times a factor; an error counts with a level.</summary>
    double[][] Fit(int[] drivers, Func<int, Complex> factor, Func<int, double> level, int taps) => drivers.Length == 0 ? [] : FirRealiser.Realise(
        [.. Enumerable.Range(0, _steered.Grid.BinCount).Select(bin => Array.ConvertAll(drivers, n => _steered.Weights[bin][n] * factor(bin)))],
        (cost, bin) =>
        {
            HermitianSystem ofAll = new(_steered.Weights[bin].Length);
            ErrorCost.Add(ofAll, _steered, bin, AimShare, EffortShare);
            cost.AddPart(ofAll, drivers, level(bin) * level(bin));
        }, _steered.Grid, taps, _delay);

    /// <summary>What weights are multiplied by to be relative to the reference driver's.</summary>
    Complex Over(Complex[] weights)
    {
        double total = weights.Sum(weight => weight.MagnitudeSquared());
        return total == 0 ? Complex.Zero : Complex.Conjugate(weights[_reference]) / Math.Max(weights[_reference].MagnitudeSquared(), QuietestReference * QuietestReference * total);
    }

    Complex[] AtAim(double[][] filters)
    {
        Complex[]?[] spectra = Array.ConvertAll(filters, filter => filter is null ? null : Spectra.Of(filter, _steered.Grid));
        return AtAim((n, bin) => spectra[n]![bin]);
    }

    /// <summary>Response at the aim of the reference and the relative drivers, by bin.</summary>
    Complex[] AtAim(Func<int, int, Complex> played) => [.. Enumerable.Range(0, _steered.Grid.BinCount).Select(bin =>
    {
        Complex[] aim = _steered.Problems[bin].Aim;
        return _relatives.Append(_reference).Aggregate(Complex.Zero, (sum, n) => sum + aim[n] * played(n, bin));
    })];

    /// <summary>Takes the modelling delay out, which <see cref="FirRealiser"/> puts in again.</summary>
    Complex Delayed(int bin) => Complex.FromPolarCoordinates(1, 2 * Math.PI * bin * _delay / _steered.Grid.FftLength);

    static double[] Convolve(double[] a, double[] b)
    {
        double[] sum = new double[a.Length + b.Length - 1];
        for (int i = 0; i < a.Length; i++)
            for (int j = 0; j < b.Length; j++) sum[i + j] += a[i] * b[j];
        return sum;
    }

    static Complex Unit(Complex value) => value.Magnitude > 0 ? value / value.Magnitude : Complex.One;
}
