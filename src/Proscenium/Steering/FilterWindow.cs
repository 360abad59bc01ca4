using System.Numerics;
using Proscenium.Acoustics;

namespace Proscenium.Steering;

/// <summary>
/// What filters of a length leave of weights over frequency: their impulse responses faded out by raised cosines that reach nine tenths
/// of the filters' length to either side. What a null keeps through it, filters can realise.
/// </summary>
sealed class FilterWindow
{
    /// <summary>The window is applied to the weights, and once more to those that were solved for what the first pass left.</summary>
    internal const int Passes = 2;

    /// <summary>Shorter filters realise a smooth plan about as well as they would a smoother one, and keep more of it.</summary>
    const double Reach = 0.9, ShortestSeconds = 512 / 48000.0;

    readonly FrequencyGrid _grid;
    readonly double[] _window;

    /// <summary>Prepares a window.</summary>
    /// <param name="taps">Length of the filters.</param>
    /// <param name="grid">Frequencies of the weights.</param>
    public FilterWindow(int taps, FrequencyGrid grid)
    {
        _grid = grid;
        double reach = Reach * Math.Max(taps, ShortestSeconds * grid.SampleRate);
        _window = [.. Enumerable.Range(0, grid.FftLength).Select(n => Fade(Math.Min(n, grid.FftLength - n) / reach))];
    }

    /// <summary>Windows each driver's weights, <c>bins x drivers</c>.</summary>
    public Complex[][] Apply(Complex[][] weights)
    {
        Complex[][] windowed = [.. weights.Select(bin => new Complex[bin.Length])];
        Parallel.For(0, weights[0].Length, () => (Response: new double[_grid.FftLength], Spectrum: new Complex[_grid.BinCount]), (driver, _, memory) =>
        {
            Apply(weights, driver, memory.Response, memory.Spectrum, windowed);
            return memory;
        }, _ => { });
        return windowed;
    }

    void Apply(Complex[][] weights, int driver, double[] response, Complex[] spectrum, Complex[][] windowed)
    {
        Spectra.Impulse(bin => weights[bin][driver], response);
        for (int n = 0; n < response.Length; n++) response[n] *= _window[n];
        Spectra.Of(response, _grid.FftLength, spectrum);
        for (int bin = 0; bin < spectrum.Length; bin++) windowed[bin][driver] = spectrum[bin];
    }

    static double Fade(double position) => position >= 1 ? 0 : (1 + Math.Cos(Math.PI * position)) / 2;
}
