using System.Numerics;
using Proscenium.Engine.Dsp;

namespace Proscenium.Acoustics;

/// <summary>The impulse responses of a measured head, each as when it begins and what it is from then on.</summary>
sealed class HeadResponses
{
    const int SpectrumLength = 16384;

    readonly float[][,] _taps;          // [ear][measurement, tap]
    readonly double[][] _onsets;        // [ear][measurement], samples
    readonly Complex[]?[][] _spectra;   // [ear][measurement][bin], onset at time zero; made when asked for
    readonly double _sampleRate;

    /// <param name="taps">ear x measurement x tap.</param>
    /// <param name="delays">ear x measurement, samples by which the responses are late besides.</param>
    /// <param name="sampleRate">Samples per second.</param>
    public HeadResponses(float[][,] taps, double[][] delays, double sampleRate)
    {
        int measurements = taps[0].GetLength(0);
        (_taps, _sampleRate) = (taps, sampleRate);
        _onsets = [.. taps.Select((ear, e) => Enumerable.Range(0, measurements).Select(m => FirstFifth(ear, m) + delays[e][m]).ToArray())];
        _spectra = [new Complex[measurements][], new Complex[measurements][]];
    }

    /// <summary>The longest response that can be taken.</summary>
    public static int LongestTaps => SpectrumLength / 2;

    /// <summary>When a response begins, in seconds.</summary>
    public double Onset(int ear, int measurement) => _onsets[ear][measurement] / _sampleRate;

    /// <summary>The sum of a response's squares.</summary>
    public double Energy(int ear, int measurement)
    {
        double energy = 0;
        for (int n = 0; n < _taps[ear].GetLength(1); n++) energy += (double)_taps[ear][measurement, n] * _taps[ear][measurement, n];
        return energy;
    }

    /// <summary>A response with its onset at time zero, between the bins of a long spectrum; above half the sample rate it stays as it is there.</summary>
    public Complex Aligned(int ear, int measurement, double frequency)
    {
        Complex[] spectrum = _spectra[ear][measurement] ??= Spectrum(ear, measurement);
        double bin = Math.Min(frequency * SpectrumLength / _sampleRate, spectrum.Length - 1.001);
        int below = (int)bin;
        return spectrum[below] + (bin - below) * (spectrum[below + 1] - spectrum[below]);
    }

    Complex[] Spectrum(int ear, int measurement)
    {
        double[] time = new double[SpectrumLength];
        for (int n = 0; n < _taps[ear].GetLength(1); n++) time[n] = _taps[ear][measurement, n];
        Fft<double> fft = new(SpectrumLength);
        double[] re = new double[fft.BinCount], im = new double[fft.BinCount];
        fft.Forward(time, re, im);
        double onset = FirstFifth(_taps[ear], measurement);
        return [.. Enumerable.Range(0, fft.BinCount).Select(bin => new Complex(re[bin], im[bin]) * Complex.FromPolarCoordinates(1, 2 * Math.PI * bin * onset / SpectrumLength))];
    }

    /// <summary>Where a response first reaches a fifth of its peak, between samples.</summary>
    static double FirstFifth(float[,] responses, int measurement)
    {
        int taps = responses.GetLength(1);
        double peak = 0;
        for (int n = 0; n < taps; n++) peak = Math.Max(peak, Math.Abs(responses[measurement, n]));
        double threshold = peak / 5, before = 0;
        for (int n = 0; n < taps; n++)
        {
            double here = Math.Abs(responses[measurement, n]);
            if (here >= threshold && here > before) return n - 1 + (threshold - before) / (here - before);
            before = here;
        }
        return 0;
    }
}
