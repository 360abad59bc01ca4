using BenchmarkDotNet.Attributes;
using Proscenium.Engine.Convolution;
using Proscenium.Engine.Dsp;

namespace Proscenium.Benchmarks;

/// <summary>One second of sound through a matrix of 2 x 5 filters: real-time factor = 1 s / mean.</summary>
[MemoryDiagnoser]
public class ConvolverBenchmark
{
    const int Rate = 48000, Inputs = 2, Outputs = 5;

    readonly AudioBuffer _input = new(Inputs, Rate), _output = new(Outputs, Rate);
    PartitionedConvolver _convolver = null!;

    [Params(512, 2048, 8192, 65536)]
    public int Taps { get; set; }

    [Params(32, 64, 256, 480, 1024, 4096)]
    public int BlockFrames { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        Random random = new(1);
        FirMatrix filters = new(Inputs, Outputs, Taps);
        for (int i = 0; i < Inputs; i++)
        {
            foreach (ref float sample in _input.Block()[i]) sample = random.NextSingle() - 0.5f;
            for (int o = 0; o < Outputs; o++)
                foreach (ref float tap in filters[i, o]) tap = random.NextSingle() - 0.5f;
        }
        _convolver = new(filters, BlockFrames);
    }

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
