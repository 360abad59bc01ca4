using BenchmarkDotNet.Attributes;
using Proscenium.Design;
using Proscenium.Engine;
using Proscenium.Engine.Dsp;
using Proscenium.Engine.Stages;
using Proscenium.Engine.Upmix;
using Proscenium.Files.Projects;

namespace Proscenium.Benchmarks;

/// <summary>One second of music through the default plan of echo-studio, whole and by stage: real-time factor = 1 s / mean.</summary>
[MemoryDiagnoser]
public class RendererBenchmark
{
    const int Rate = 48000;

    readonly SpatialDesign _design = SpatialDesigner.Design(new DesignRequest { Device = DeviceFile.Open("echo-studio"), SampleRate = Rate });
    readonly AudioBuffer _stereo = Noise.Buffer(2, Rate, 0.1f), _split = Noise.Buffer(3, Rate, 0.1f), _drivers = new(5, Rate);
    Stage _render = null!, _upmix = null!, _filter = null!;

    [Params(32, 64, 256, 1024, 4096)]
    public int BlockFrames { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        _render = new Renderer(_design.Plan, BlockFrames).Process;
        _upmix = new CentreUpmixer(_design.Plan.Upmix!.Value, Rate).Process;
        _filter = new FilterMatrix(_design.Plan.Filters, null, BlockFrames, Rate).Process;
    }

    [Benchmark(Baseline = true)]
    public void Renderer() => OneSecond(_stereo, _drivers, _render);

    [Benchmark]
    public void Upmix() => OneSecond(_stereo, _split, _upmix);

    [Benchmark]
    public void Filters() => OneSecond(_split, _drivers, _filter);

    void OneSecond(AudioBuffer from, AudioBuffer to, Stage process)
    {
        for (int start = 0; start < Rate; start += BlockFrames)
        {
            int frames = Math.Min(BlockFrames, Rate - start);
            process(from.Block().Slice(start, frames), to.Block().Slice(start, frames));
        }
    }

    delegate void Stage(ReadOnlyAudioBlock from, AudioBlock to);
}
