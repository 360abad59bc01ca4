using Proscenium.Design;
using Proscenium.Engine;
using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;
using Proscenium.Engine.Stages;
using Proscenium.Engine.Upmix;
using Proscenium.Files.Projects;

namespace Proscenium.Benchmarks.Peers;

/// <summary>Where the time of the whole chain goes, for the default plan of echo-studio.</summary>
static class StageTimes
{
    const int Rate = 48000, Turns = 4096; // blocks of a measurement

    public static void Print()
    {
        RenderPlan plan = SpatialDesigner.Design(new DesignRequest { Device = DeviceFile.Open("echo-studio"), SampleRate = Rate }).Plan;
        Console.WriteLine("\n## The whole chain, echo-studio, by the host's block\n");
        Console.WriteLine($"{plan.Filters.Inputs} inputs x {plan.Filters.Outputs} drivers x {plan.Filters.Taps} taps, {plan.Filters.CountPaths()} paths; upmix for {UpmixModes.Name(plan.Upmix!.Value)}. Microseconds of processor time a block.\n");
        Console.WriteLine("| block | whole, with its limiter | x RT | without | x RT | upmix | alignment | filters | guard | worst place with the limiter |");
        Console.WriteLine("|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
        foreach (int block in (ReadOnlySpan<int>)[32, 64, 128, 256, 512, 1024, 2048, 4096]) PrintBlock(plan, block);
    }

    static void PrintBlock(RenderPlan plan, int block)
    {
        AudioBuffer stereo = Noise.Buffer(2, block, 0.1f), split = Noise.Buffer(3, block, 0.1f), drivers = Noise.Buffer(plan.Drivers.Count, block, 0.1f);
        Renderer limited = new(plan, block, Math.Pow(10, plan.PlaybackGainDb / 20), Renderer.PlaybackCeilingDb), renderer = new(plan, block);
        CentreUpmixer upmix = new(plan.Upmix!.Value, Rate);
        DelayAligner align = new(plan.InputDelaySamples);
        FilterMatrix filters = new(plan.Filters, null, block, Rate);
        OutputGuard guard = new();
        double whole = Time(() => limited.Process(stereo.Block(), drivers.Block())), unlimited = Time(() => renderer.Process(stereo.Block(), drivers.Block()));
        double ofUpmix = Time(() => upmix.Process(stereo.Block(), split.Block())), ofAlign = Time(() => align.Process(split.Block()));
        double ofFilters = Time(() => filters.Process(split.Block(), drivers.Block())), ofGuard = Time(() => guard.Process(drivers.Block()));
        BlockTimes blocks = BlockTimes.Measure(Math.Max(1, 4096 / block), () => limited.Process(stereo.Block(), drivers.Block()));
        double budget = 1e6 * block / Rate;
        Console.WriteLine($"| {block} | {whole:0.00} | **{budget / whole:0}** | {unlimited:0.00} | {budget / unlimited:0} | {ofUpmix:0.00} | {ofAlign:0.00} | {ofFilters:0.00} | {ofGuard:0.00} | {blocks.WorstPlace:0.0} ({100 * blocks.WorstPlace / budget:0.0} %) |");
    }

    static double Time(Action process)
    {
        double best = double.PositiveInfinity;
        for (int round = 0; round < 7; round++)
        {
            long start = CpuClock.Now;
            for (int turn = 0; turn < Turns; turn++) process();
            best = Math.Min(best, (CpuClock.Now - start) / 1000.0 / Turns);
        }
        return best;
    }
}
