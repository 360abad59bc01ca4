using System.Numerics;
using System.Runtime.InteropServices;
using Proscenium.Engine.Dsp;
using Proscenium.Mathematics;

namespace Proscenium.Heads;

/// <summary>The impulse responses of a measured head, each as when it begins and what it is from then on.</summary>
sealed class HeadResponses
{
    const int LongestSpectrum = 16384, ShortestSpectrum = 2048;

    /// <summary>How many bins make a value between them.</summary>
    const int Points = 4;

    [ThreadStatic]
    static Fft<double>? _fft;

    readonly float[][,] _taps;          // [ear][measurement, tap]
    readonly double[][] _onsets;        // [ear][measurement], samples
    readonly Complex[]?[][] _spectra;   // [ear][measurement][bin], onset at time zero; made when asked for
    readonly double _sampleRate;
    readonly int _length;

    /// <param name="taps">ear x measurement x tap.</param>
    /// <param name="delays">ear x measurement, samples by which the responses are late besides.</param>
    /// <param name="sampleRate">Samples per second.</param>
    public HeadResponses(float[][,] taps, double[][] delays, double sampleRate)
    {
        int measurements = taps[0].GetLength(0);
        (_taps, _sampleRate) = (taps, sampleRate);
        _length = Math.Clamp((int)BitOperations.RoundUpToPowerOf2((uint)(4 * taps[0].GetLength(1))), ShortestSpectrum, LongestSpectrum);
        _onsets = [.. Enumerable.Range(0, 2).Select(e => Enumerable.Range(0, measurements).Select(m => Mathematics.Onset.Of(Taps(e, m)) + delays[e][m]).ToArray())];
        _spectra = [new Complex[measurements][], new Complex[measurements][]];
    }

    /// <summary>The longest response that can be taken.</summary>
    public static int LongestTaps => LongestSpectrum / 2;

    /// <summary>Number of bins of a spectrum.</summary>
    public int Bins => _length / 2 + 1;

    /// <summary>Hz from one bin to the next.</summary>
    public double BinHertz => _sampleRate / _length;

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

    /// <summary>A response with its onset at time zero, between the bins of a long spectrum.</summary>
    public Complex Aligned(int ear, int measurement, double frequency) => At(Aligned(ear, measurement), frequency);

    /// <summary>Both ears as they are, with their onsets.</summary>
    public EarPair Ears(int measurement, double frequency)
    {
        Complex Late(int ear) => Aligned(ear, measurement, frequency) * Complex.FromPolarCoordinates(1, -2 * Math.PI * frequency * Onset(ear, measurement));
        return new(Late(0), Late(1));
    }

    /// <summary>By how many seconds a measurement is later at the right ear.</summary>
    public double InterauralSeconds(int measurement) => InterauralTime.Of(hertz => Ears(measurement, hertz));

    /// <summary>The long spectrum of a response with its onset at time zero.</summary>
    public Complex[] Aligned(int ear, int measurement) => _spectra[ear][measurement] ??= Spectrum(ear, measurement);

    /// <summary>A long spectrum between its bins; above half the sample rate it stays as it is there.</summary>
    public Complex At(Complex[] spectrum, double frequency)
    {
        Span<double> weights = stackalloc double[Points];
        int first = Near(frequency, weights);
        return Sum(spectrum, first, weights);
    }

    /// <summary>The first of four bins about a frequency, and the weights of all four.</summary>
    public int Near(double frequency, Span<double> weights)
    {
        double bin = Math.Min(frequency / BinHertz, Bins - 1);
        int first = Math.Clamp((int)bin - 1, 0, Bins - Points);
        Lagrange.Cubic(bin - first - 1, weights);
        return first;
    }

    /// <summary>The weighted sum of a few bins.</summary>
    public static Complex Sum(Complex[] spectrum, int first, ReadOnlySpan<double> weights)
    {
        (double re, double im) = (0, 0);
        for (int i = 0; i < weights.Length; i++) (re, im) = (re + weights[i] * spectrum[first + i].Real, im + weights[i] * spectrum[first + i].Imaginary);
        return new(re, im);
    }

    Complex[] Spectrum(int ear, int measurement)
    {
        double[] time = new double[_length];
        ReadOnlySpan<float> taps = Taps(ear, measurement);
        for (int n = 0; n < taps.Length; n++) time[n] = taps[n];
        Fft<double> fft = _fft is { } latest && latest.Length == _length ? latest : _fft = new(_length);
        double[] re = new double[fft.BinCount], im = new double[fft.BinCount];
        fft.Forward(time, re, im);
        double onset = Mathematics.Onset.Of(taps);
        return [.. Enumerable.Range(0, fft.BinCount).Select(bin => new Complex(re[bin], im[bin]) * Complex.FromPolarCoordinates(1, 2 * Math.PI * bin * onset / _length))];
    }

    ReadOnlySpan<float> Taps(int ear, int measurement)
    {
        int taps = _taps[ear].GetLength(1);
        return MemoryMarshal.CreateReadOnlySpan(ref _taps[ear][measurement, 0], taps);
    }
}
