using BenchmarkDotNet.Running;

BenchmarkSwitcher.FromAssembly(typeof(Proscenium.Benchmarks.RendererBenchmark).Assembly).Run(args);
