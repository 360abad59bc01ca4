using BenchmarkDotNet.Running;
using Proscenium.Benchmarks.Peers;

if (args is ["ratios"]) Ratios.Print();
else if (args is ["stages"]) StageTimes.Print();
else BenchmarkSwitcher.FromAssembly(typeof(Ratios).Assembly).Run(args);
