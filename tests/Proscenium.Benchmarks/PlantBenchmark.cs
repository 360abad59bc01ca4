using BenchmarkDotNet.Attributes;
using Proscenium.Acoustics;
using Proscenium.Files.Projects;
using Proscenium.Heads;
using Proscenium.Loudspeakers;
using Proscenium.Plants;

namespace Proscenium.Benchmarks;

/// <summary>Nine poses of a spherical head in front of echo-studio, 48 kHz: a plant asked for before, and new ones.</summary>
public class PlantBenchmark
{
    readonly Device _device = DeviceFile.Open("echo-studio");
    readonly FrequencyGrid _grid = FrequencyGrid.ForDesign(48000);
    double _distance = 2;

    [Benchmark(Baseline = true)]
    public object New() => AtNinePoses(_distance += 1e-6);

    [Benchmark]
    public object Again() => AtNinePoses(2);

    TransferMatrix AtNinePoses(double distance) => Plant.AtEars(_device, distance, new SphericalHead(), HeadPose.NinePoses(2), _grid);
}
