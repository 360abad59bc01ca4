using System.Numerics;
using Proscenium.Engine.Dsp;
using Proscenium.Mathematics;

namespace Proscenium.Acoustics;

/// <summary>The spectrum of an impulse response with its peak moved to time zero, at any frequency: no resampling is needed.</summary>
/// <remarks>The spectrum is taken of eight times the length (four times for long responses, whose end is noise) and joined by six-point Lagrange
/// interpolation, which errs by less than 2e-3 of what lies at the very end (in the middle) of the response, and by far less of what lies
/// near its peak.</remarks>
sealed class ImpulseShape : ResponseShape
{
    const int Padding = 8, PaddingOfLong = 4, Long = 1 << 14, Points = 6;

    /// <summary>Share of the sample rate up to which a converter's filters leave a response alone.</summary>
    const double UsableBand = 0.475;

    static readonly double[] _nodes = [.. Enumerable.Range(0, Points).Select(i => (double)i)];

    readonly double[] _re, _im;
    readonly double _binsPerHertz;

    public ImpulseShape(double[] samples, int sampleRate) : base([sampleRate, .. samples])
    {
        int peak = Enumerable.Range(0, samples.Length).MaxBy(n => Math.Abs(samples[n]));
        Fft<double> fft = new((int)BitOperations.RoundUpToPowerOf2((uint)((samples.Length > Long ? PaddingOfLong : Padding) * Math.Max(samples.Length, 16))));
        double[] time = new double[fft.Length];
        for (int n = 0; n < samples.Length; n++) time[(n - peak + fft.Length) % fft.Length] = samples[n];
        (_re, _im) = (new double[fft.BinCount], new double[fft.BinCount]);
        fft.Forward(time, _re, _im);
        _binsPerHertz = (double)fft.Length / sampleRate;
        MaxHz = UsableBand * sampleRate;
        DelaySeconds = (double)peak / sampleRate;
    }

    public override double MinHz => 0;

    public override double MaxHz { get; }

    public override double DelaySeconds { get; }

    public override Complex At(double frequency)
    {
        double place = Math.Min(frequency, MaxHz) * _binsPerHertz;
        int first = (int)place - Points / 2 + 1;
        double[] weights = Lagrange.Weights(_nodes, place - first);
        Complex sum = Complex.Zero;
        for (int i = 0; i < Points; i++)
        {
            int bin = first + i;
            sum += weights[i] * new Complex(_re[Math.Abs(bin)], bin < 0 ? -_im[-bin] : _im[bin]);
        }
        return sum;
    }
}
