using System.Globalization;
using Proscenium.Benchmarks.Peers;
using Proscenium.Design;
using Proscenium.Design.Banks;
using Proscenium.Engine;
using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;
using Proscenium.Files.Projects;

namespace Proscenium.Benchmarks;

/// <summary>What a chain costs whose filters follow a head, beside the same chain for the seat, run by turns; as Markdown.</summary>
static class MovingTimes
{
    const int Rate = 48000, Runs = 15, Frames = 2 * Rate;

    /// <summary>Prints a row a block.</summary>
    public static void Print()
    {
        RenderPlan plan = SpatialDesigner.Design(new DesignRequest { Device = DeviceFile.Open("echo-studio"), SampleRate = Rate, Bank = BankGrid.Parse(BankGrid.Auto) }).Plan;
        Console.WriteLine($"Noise through the plan of echo-studio with its upmix and limiter, {plan.Filters.Taps} taps, {plan.Bank!.LeftMetres.Count} places. Microseconds of processor time a block, the shortest of {Runs} runs by turns; the head moves with every block, so that a fade follows a fade. The dearest block is the median over the runs.\n");
        Console.WriteLine("| block | seat alone | head at rest | ratio | head moves | ratio | dearest block while it moves |\n|---:|---:|---:|---:|---:|---:|---:|");
        foreach (int block in (int[])[64, 256, 1024])
        {
            HeadPlace resting = new(), moving = new();
            resting.Set(0.1, 0);
            Renderer[] renderers = [new(plan, block, 0.1, Renderer.PlaybackCeilingDb), new(plan, block, 0.1, Renderer.PlaybackCeilingDb, resting), new(plan, block, 0.1, Renderer.PlaybackCeilingDb, moving)];
            double[] shortest = [double.MaxValue, double.MaxValue, double.MaxValue];
            List<double> dearest = [];
            for (int run = 0; run <= Runs; run++)
            {
                for (int n = 0; n < renderers.Length; n++)
                {
                    (double mean, double most) = Times(renderers[n], n == 2 ? moving : null, block);
                    if (run == 0) continue; // code is compiled
                    shortest[n] = Math.Min(shortest[n], mean);
                    if (n == 2) dearest.Add(most);
                }
            }
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {block} | {shortest[0]:0.0} | {shortest[1]:0.0} | **{shortest[1] / shortest[0]:0.00}** | {shortest[2]:0.0} | **{shortest[2] / shortest[0]:0.00}** | {dearest.Order().ElementAt(Runs / 2):0} ({100e-6 * dearest.Order().ElementAt(Runs / 2) * Rate / block:0.0} %) |"));
        }
    }

    /// <summary>Mean and longest microseconds of a block.</summary>
    static (double Mean, double Longest) Times(Renderer renderer, HeadPlace? head, int block)
    {
        AudioBuffer noise = Noise.Buffer(2, block, 0.2f), drivers = new(renderer.DriverCount, block);
        (long total, long longest) = (0, 0);
        int blocks = Frames / block;
        for (int n = 0; n < blocks; n++)
        {
            head?.Set(0.25 * Math.Sin(0.01 * n), 0);
            long begin = CpuClock.Now;
            renderer.Process(noise.Block(), drivers.Block());
            long time = CpuClock.Now - begin;
            (total, longest) = (total + time, Math.Max(longest, time));
        }
        return (total / 1000.0 / blocks, longest / 1000.0);
    }
}
