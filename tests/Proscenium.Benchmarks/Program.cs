using BenchmarkDotNet.Running;
using Proscenium.Benchmarks.Peers;

if (args is ["ratios"]) Ratios.Print();
else BenchmarkSwitcher.FromAssembly(typeof(Ratios).Assembly).Run(args);
