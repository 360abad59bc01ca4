using System.Numerics;
using System.Runtime.InteropServices;
using Proscenium.Engine.Dsp;

namespace Proscenium.Heads;

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
        _onsets = [.. Enumerable.Range(0, 2).Select(e => Enumerable.Range(0, measurements).Select(m => Mathematics.Onset.Of(Taps(e, m)) + delays[e][m]).ToArray())];
        _spectra = [new Complex[measurements][], new Complex[measurements][]];
    }

    /// <summary>The longest response that can be taken.</summary>
    public static int LongestTaps => SpectrumLength / 2;

    /// <summary>When a response begins, in seconds.</summary>
    public double Onset(int ear, int measurement) => _onsets[ear][measurement] / _sampleRate;

    /// <summary>The sum of a response's squares.</summary>
    public double Energy(int ear, int measurement) => Energy(Taps(ear, measurement));

    /// <summary>The same of what comes more than some seconds after the onset.</summary>
    public double EnergyAfter(int ear, int measurement, double seconds)
    {
        ReadOnlySpan<float> taps = Taps(ear, measurement);
        int from = (int)(Mathematics.Onset.Of(taps) + seconds * _sampleRate);
        return from < taps.Length ? Energy(taps[Math.Max(from, 0)..]) : 0;
    }

    static double Energy(ReadOnlySpan<float> taps)
    {
        double energy = 0;
        foreach (float tap in taps) energy += (double)tap * tap;
        return energy;
    }

    /// <summary>A response with its onset at time zero, between the bins of a long spectrum; above half the sample rate it stays as it is there.</summary>
    public Complex Aligned(int ear, int measurement, double frequency) => At(Aligned(ear, measurement), frequency);

    /// <summary>The long spectrum of a response with its onset at time zero.</summary>
    public Complex[] Aligned(int ear, int measurement) => _spectra[ear][measurement] ??= Spectrum(ear, measurement);

    /// <summary>The mean of several such spectra.</summary>
    public Complex[] Mean(int ear, (int Measurement, double Weight)[] parts)
    {
        var mean = new Complex[SpectrumLength / 2 + 1];
        foreach ((int measurement, double weight) in parts)
        {
            Complex[] spectrum = Aligned(ear, measurement);
            for (int bin = 0; bin < mean.Length; bin++) mean[bin] += weight * spectrum[bin];
        }
        return mean;
    }

    /// <summary>A long spectrum between its bins.</summary>
    public Complex At(Complex[] spectrum, double frequency)
    {
        double bin = Math.Min(frequency * SpectrumLength / _sampleRate, spectrum.Length - 1.001);
        int below = (int)bin;
        return spectrum[below] + (bin - below) * (spectrum[below + 1] - spectrum[below]);
    }

    Complex[] Spectrum(int ear, int measurement)
    {
        double[] time = new double[SpectrumLength];
        ReadOnlySpan<float> taps = Taps(ear, measurement);
        for (int n = 0; n < taps.Length; n++) time[n] = taps[n];
        Fft<double> fft = new(SpectrumLength);
        double[] re = new double[fft.BinCount], im = new double[fft.BinCount];
        fft.Forward(time, re, im);
        double onset = Mathematics.Onset.Of(taps);
        return [.. Enumerable.Range(0, fft.BinCount).Select(bin => new Complex(re[bin], im[bin]) * Complex.FromPolarCoordinates(1, 2 * Math.PI * bin * onset / SpectrumLength))];
    }

    ReadOnlySpan<float> Taps(int ear, int measurement)
    {
        int taps = _taps[ear].GetLength(1);
        return MemoryMarshal.CreateReadOnlySpan(ref _taps[ear][measurement, 0], taps);
    }
}
