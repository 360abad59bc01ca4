using BenchmarkDotNet.Attributes;
using MathNet.Numerics.IntegralTransforms;
using Proscenium.Engine.Dsp;

namespace Proscenium.Benchmarks;

/// <summary>Real transforms in single precision, beside MathNet's.</summary>
public class FftBenchmark
{
    Fft<float> _fft = null!;
    float[] _time = null!, _re = null!, _im = null!, _packed = null!;

    [Params(256, 1024, 4096, 16384)]
    public int Length { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        _fft = new Fft<float>(Length);
        (_time, _re, _im, _packed) = (new float[Length], new float[_fft.BinCount], new float[_fft.BinCount], new float[Length + 2]);
        Noise.Fill(_time);
    }

    [Benchmark(Baseline = true)]
    public void MathNet()
    {
        _time.CopyTo(_packed, 0);
        Fourier.ForwardReal(_packed, Length, FourierOptions.AsymmetricScaling);
    }

    [Benchmark]
    public void Forward() => _fft.Forward(_time, _re, _im);

    [Benchmark]
    public void Inverse() => _fft.Inverse(_re, _im, _time);
}
