using Proscenium.Engine.Dsp;

namespace Proscenium.Judging.Upmix;

/// <summary>
/// How peaked a signal's power is over time in each bin of a short-time Fourier transform with a Hann window and a hop of a quarter of
/// it: E p^4 / (E p^2)^2, E the mean over time. Gaussian noise has 6. Streaming.
/// </summary>
/// <remarks>
/// The moments are taken about zero, as by Uemura, Takahashi, Saruwatari, Shikano and Kondo, Automatic optimization scheme of spectral
/// subtraction based on musical noise assessment via higher-order statistics, IWAENC 2008, who call the ratio kurtosis nonetheless.
/// </remarks>
sealed class PowerKurtosis
{
    readonly int _hop;
    readonly Fft<float> _fft;
    readonly float[] _shape, _input, _windowed, _re, _im;
    readonly double[] _first, _second, _fourth; // sums of p, p^2, p^4
    int _fill;
    long _windows;

    /// <summary>Takes memory for windows of a number of samples, a power of two.</summary>
    public PowerKurtosis(int window)
    {
        (_hop, _fft) = (window / 4, new(window));
        (_shape, _input, _windowed) = (new float[window], new float[window], new float[window]);
        (_re, _im) = (new float[_fft.BinCount], new float[_fft.BinCount]);
        (_first, _second, _fourth) = (new double[_fft.BinCount], new double[_fft.BinCount], new double[_fft.BinCount]);
        for (int n = 0; n < window; n++) _shape[n] = (float)(0.5 - 0.5 * Math.Cos(2 * Math.PI * n / window));
    }

    /// <summary>Takes in the next stretch of the signal, of any length.</summary>
    public void Add(ReadOnlySpan<float> signal)
    {
        while (!signal.IsEmpty)
        {
            int frames = Math.Min(signal.Length, _input.Length - _fill);
            signal[..frames].CopyTo(_input.AsSpan(_fill));
            signal = signal[frames..];
            _fill += frames;
            if (_fill == _input.Length) NextWindow();
        }
    }

    /// <summary>Sum of the power in a bin over all windows.</summary>
    public double Power(int bin) => _first[bin];

    /// <summary>The kurtosis of a bin's power, 1 or more; NaN for silence.</summary>
    public double Kurtosis(int bin) => _windows * _fourth[bin] / (_second[bin] * _second[bin]);

    void NextWindow()
    {
        SampleMath.Multiply(_input, _shape, _windowed);
        _fft.Forward(_windowed, _re, _im);
        for (int k = 0; k < _re.Length; k++)
        {
            double power = (double)_re[k] * _re[k] + (double)_im[k] * _im[k], square = power * power;
            _first[k] += power;
            _second[k] += square;
            _fourth[k] += square * square;
        }
        _input.AsSpan(_hop).CopyTo(_input);
        _fill -= _hop;
        _windows++;
    }
}
