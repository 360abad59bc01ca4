using System.Numerics;
using BenchmarkDotNet.Attributes;
using MathNet.Numerics.LinearAlgebra;
using Proscenium.Design;
using Proscenium.Files.Projects;
using Proscenium.Heads;
using Proscenium.Loudspeakers;

namespace Proscenium.Benchmarks;

/// <summary>
/// Whole designs of a canceller at 48 kHz (4097 bins), the plant given, as when a slider is moved; beside MathNet's eigenvalue decomposition of one small
/// matrix per bin and ear, the least that a solver by eigenvalues would do.
/// </summary>
public class DesignBenchmark
{
    readonly Device _echo = DeviceFile.Open("echo-studio"), _laptop = DeviceFile.Open("laptop");
    readonly Matrix<Complex> _dark = Matrix<Complex>.Build.Random(5, 5, 1);

    [GlobalSetup]
    public void Plants() => _ = (NinePoses(), OneSeat(), Laptop());

    [Benchmark(Baseline = true)]
    public SpatialDesign NinePoses() => SpatialDesigner.Design(Request(_echo) with { Poses = [.. HeadPose.NinePoses(2)] });

    [Benchmark]
    public SpatialDesign OneSeat() => SpatialDesigner.Design(Request(_echo));

    [Benchmark]
    public SpatialDesign OneSeat256Taps() => SpatialDesigner.Design(Request(_echo) with { Taps = 256, ModellingDelaySamples = 64 });

    [Benchmark]
    public SpatialDesign Laptop() => SpatialDesigner.Design(Request(_laptop));

    [Benchmark]
    public SpatialDesign VirtualPairAndCentre() => SpatialDesigner.Design(Request(_echo) with { AngleDegrees = 30 });

    [Benchmark]
    public double MathNetEigenvalues()
    {
        Matrix<Complex> power = _dark.ConjugateTransposeThisAndMultiply(_dark);
        double[] tops = new double[2 * 4097];
        Parallel.For(0, tops.Length, i => tops[i] = power.Evd(Symmetricity.Hermitian).EigenValues[4].Real);
        return tops[^1];
    }

    static DesignRequest Request(Device device) => new() { Device = device, AngleDegrees = null };
}
