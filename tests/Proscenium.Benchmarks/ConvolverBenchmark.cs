using BenchmarkDotNet.Attributes;
using Proscenium.Engine.Convolution;
using Proscenium.Engine.Dsp;

namespace Proscenium.Benchmarks;

/// <summary>One second of sound through a matrix of 2 x 5 filters: real-time factor = 1 s / mean.</summary>
[MemoryDiagnoser]
public class ConvolverBenchmark
{
    const int Rate = 48000, Inputs = 2, Outputs = 5;

    readonly AudioBuffer _input = Noise.Buffer(Inputs, Rate), _output = new(Outputs, Rate);
    PartitionedConvolver _convolver = null!;

    [Params(512, 2048, 8192, 65536)]
    public int Taps { get; set; }

    [Params(32, 64, 256, 480, 1024, 4096)]
    public int BlockFrames { get; set; }

    [GlobalSetup]
    public void Prepare() => _convolver = new(Noise.Filters(Inputs, Outputs, Taps), BlockFrames);

    [Benchmark]
    public void OneSecond()
    {
        for (int start = 0; start < Rate; start += BlockFrames)
        {
            int frames = Math.Min(BlockFrames, Rate - start);
            _convolver.Process(_input.Block().Slice(start, frames), _output.Block().Slice(start, frames));
        }
    }
}
