using System.Diagnostics;
using Proscenium.Design;
using Proscenium.Engine;
using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;
using Proscenium.Files.Projects;
using Proscenium.Steering;

namespace Proscenium.Benchmarks;

/// <summary>
/// Millions of short blocks while another thread swaps plans at random: bytes allocated, steps in the output that the music does not make,
/// and how long blocks take. Retired renderers are used again, as a host would.
/// </summary>
static class Soak
{
    const int Rate = 48000, Frames = 64, FadeFrames = 1024;

    public static void Print(long blocks)
    {
        RenderPlan plan = SpatialDesigner.Design(new DesignRequest { Device = DeviceFile.Open("echo-studio"), SampleRate = Rate }).Plan;
        RenderPlan gentle = SpatialDesigner.Design(new DesignRequest { Device = DeviceFile.Open("echo-studio"), SampleRate = Rate, Target = PowerRatioCurve.Flat(10) }).Plan;
        double gain = Math.Pow(10, -Math.Max(plan.HeadroomDb, gentle.HeadroomDb) / 20);
        Queue<Renderer> idle = new([new(gentle, Frames, gain), new(plan, Frames, gain), new(gentle, Frames, gain)]);
        PlanSwap swap = new(new Renderer(plan, Frames, gain), Frames, FadeFrames);
        bool done = false;
        long swaps = 0;
        Thread control = new(() =>
        {
            Random random = new(1);
            while (!Volatile.Read(ref done))
            {
                if (swap.TakeRetired() is { } retired)
                {
                    retired.Reset();
                    idle.Enqueue(retired);
                    swaps++;
                }
                if (!swap.IsSwapping && random.Next(4) == 0 && swap.Offer(idle.Dequeue()) is { } unused) idle.Enqueue(unused);
                Thread.Sleep(random.Next(3));
            }
        });
        AudioBuffer tone = new(2, 48 * Frames), drivers = new(plan.Drivers.Count, Frames); // 1 kHz, whole periods
        for (int n = 0; n < tone.Capacity; n++)
            for (int channel = 0; channel < 2; channel++) tone.Block()[channel][n] = (float)(0.5 * Math.Sin(2 * Math.PI * 1000 * n / Rate + channel));
        for (int block = 0; block < 1000; block++) swap.Process(tone.Block().Slice(Frames * (block % 48), Frames), drivers.Block());
        control.Start();
        long[] histogram = new long[10000]; // by microsecond
        float last = drivers.Block()[0][^1], largest = 0, largestStep = 0;
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        for (long block = 0; block < blocks; block++)
        {
            long start = Stopwatch.GetTimestamp();
            swap.Process(tone.Block().Slice((int)(Frames * ((block + 1000) % 48)), Frames), drivers.Block());
            histogram[Math.Min(histogram.Length - 1, (long)(Stopwatch.GetTimestamp() - start) * 1_000_000 / Stopwatch.Frequency)]++;
            foreach (float sample in drivers.Block()[0])
            {
                largest = Math.Max(largest, Math.Abs(sample));
                largestStep = Math.Max(largestStep, Math.Abs(sample - last));
                last = sample;
            }
        }
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        Volatile.Write(ref done, true);
        control.Join();
        double budget = 1e6 * Frames / Rate, steepest = 2 * Math.Sin(Math.PI * 1000 / Rate) * largest;
        Console.WriteLine($"\n## {blocks} blocks of {Frames} frames with {swaps} swaps of plans at random\n");
        Console.WriteLine("| bytes allocated | largest step over the tone's own | median, us | 1 in 1000 | 1 in a million | longest | blocks over their duration |");
        Console.WriteLine("|---:|---:|---:|---:|---:|---:|---:|");
        Console.WriteLine($"| {allocated} | {largestStep / steepest:0.000} | {At(0.5)} | {At(0.999)} | {At(0.999999)} | {At(1)} | {histogram.Skip((int)budget).Sum()} |");

        int At(double share)
        {
            long below = 0;
            for (int microseconds = 0; ; microseconds++)
            {
                below += histogram[microseconds];
                if (below >= share * blocks) return microseconds;
            }
        }
    }
}
